import { hash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../../src/endpoint/storage/postgres/postgres-storage.ts';
import type { Storage } from '../../src/endpoint/storage/storage.ts';
import { backUp, backUpPostgres } from '../../src/host/backup.ts';
import { copyToPostgres } from '../../src/host/postgres-copy.ts';
import { restore } from '../../src/host/restore.ts';
import { fileSet, keptSurvey } from '../contracts/surveys.ts';
import { DAY, openSqlite, temporaryFolder } from '../endpoint/harness.ts';
import { startPostgres } from '../endpoint/storage/postgres-server.ts';

const server = await startPostgres();
afterAll(() => server.remove());

const BYTES = randomBytes(3 * 2 ** 20 + 17);
const FILE = { path: 'previews/opening.png', digest: hash('sha256', BYTES, 'hex'), bytes: BYTES.length };
const tokenNamed = (name: string) => ({
  name,
  digest: hash('sha256', name, 'hex'),
  scopes: ['author'],
  until: '2999-12-31',
  surveys: ['mairie-*'],
});

async function fill(storage: Storage) {
  await storage.putFile(FILE.digest, BYTES, DAY);
  const next = keptSurvey({ state: 'withdrawn', withdrawnOn: DAY, isListed: true, published: fileSet(FILE) });
  await storage.changeSurvey({ follows: null, next });
  await storage.addToken(tokenNamed('dsi'));
}

/** Everything that is known of surveys and tokens. */
async function heldIn(storage: Storage) {
  const kept = await storage.keptSurveys();
  const files = await Promise.all(
    kept.flatMap(({ published }) => (published?.files ?? []).map(({ digest }) => storage.file(digest))),
  );
  const digests = files.map((bytes) => bytes && hash('sha256', bytes, 'hex'));
  return { kept, digests, tokens: (await storage.look()).tokens };
}

const read = async (storage: Storage) => {
  onTestFinished(() => storage.close());
  return await heldIn(storage);
};

it('a backup, a restore, and a copy to PostgreSQL and back contain the surveys and the tokens', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'responses.sqlite');
  const storage = openSqlite(file);
  onTestFinished(() => storage.close());
  await fill(storage);
  const held = await heldIn(storage);
  expect(held).toMatchObject({ kept: [{ state: 'withdrawn' }], digests: [FILE.digest], tokens: [{ name: 'dsi' }] });

  const [backup, again] = [join(folder, 'backup'), join(folder, 'again')];
  await backUp(file, backup, DAY);
  const restored = join(await temporaryFolder(), 'responses.sqlite');
  await restore(backup, restored, { day: DAY });
  expect(await read(openSqlite(restored))).toEqual(held);

  const url = await server.newDatabase();
  await copyToPostgres(file, url);
  expect(await read(await openPostgres(url))).toEqual(held);
  await expect(copyToPostgres(file, url)).rejects.toThrow(/already holds surveys/);
  await backUpPostgres(url, again, DAY);
  const back = join(await temporaryFolder(), 'responses.sqlite');
  await restore(again, back, { day: DAY });
  expect(await read(openSqlite(back))).toEqual(held);
});

it('a restore with the replaced database takes over its surveys and tokens: a revoked token does not come back', async () => {
  const folder = await temporaryFolder();
  const [file, backup] = [join(folder, 'responses.sqlite'), join(folder, 'backup')];
  const storage = openSqlite(file);
  await fill(storage);
  await backUp(file, backup, DAY);
  await storage.revokeToken('dsi');
  await storage.addToken(tokenNamed(`dsi-${randomUUID().slice(0, 8)}`));
  const bytes = randomBytes(100);
  const since = { path: '1.json', digest: hash('sha256', bytes, 'hex'), bytes: bytes.length };
  await storage.putFile(since.digest, bytes, DAY);
  await storage.changeSurvey({ follows: null, next: keptSurvey({ state: 'published', published: fileSet(since) }) });
  const held = await heldIn(storage);
  await storage.close();
  const restored = join(await temporaryFolder(), 'responses.sqlite');
  await restore(backup, restored, { day: DAY, replaced: file });
  expect(await read(openSqlite(restored))).toEqual(held);
});
