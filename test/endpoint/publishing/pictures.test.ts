import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, expect, it } from 'vitest';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { openStorage } from '../../../src/endpoint/storage/open-storage.ts';
import { TOKEN } from '../../support/ask.ts';
import { IN_PROCESS, started } from '../harness.ts';
import { startPostgres } from '../storage/postgres-server.ts';
import { gardenFiles, newId } from './garden.ts';
import { noisyPicture } from './png.ts';

const server = await startPostgres();
afterAll(() => server.remove());
const PATH = 'previews/opening.png';

it.each(['SQLite', 'PostgreSQL'])(
  '%s answers pictures of this edition and of the one before, until they are forgotten',
  async (database) => {
    const { env, ask, publish } = await started(
      database === 'SQLite' ? {} : { DATABASE_URL: await server.newDatabase() },
    );
    const survey = newId();
    const version = await publish(survey, gardenFiles(survey));
    const editionNow = async () => (await ask(`/surveys/${survey}/current`)).body.edition as string;
    const pictureOf = async (edition: string) => {
      const { files } = (await ask(`/surveys/${survey}/${edition}/files.json`)).body;
      const { status, bytes } = await ask(`/surveys/${survey}/${edition}/${PATH}`);
      const integrity = `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
      return { status, isListed: files.some((one: { integrity: string }) => one.integrity === integrity) };
    };
    const before = await editionNow();
    // The storage keeps it in more than one piece.
    expect((await ask(`PUT surveys/${survey}/published/${PATH}`, noisyPicture(600_000), { version })).status).toBe(200);
    for (const edition of [before, await editionNow()])
      expect(await pictureOf(edition)).toEqual({ status: 200, isListed: true });
    const { etag } = await ask(`/surveys/${survey}/${PATH}`);
    expect((await ask(`/surveys/${survey}/${PATH}`, undefined, { headers: { 'If-None-Match': etag } })).status).toBe(
      304,
    );
    const storage = await openStorage(settingsFrom(env), { startWriter: IN_PROCESS.startWriter });
    await storage.forgetFiles('2999-01-01');
    await storage.close();
    expect([await pictureOf(before), await pictureOf(await editionNow())].map(({ status }) => status)).toEqual([
      404, 200,
    ]);
  },
);

it('a stale version is refused before the body has come, and uploads that end give their turns back', async () => {
  const { url, ask, publish } = await started();
  const survey = newId();
  const version = await publish(survey, gardenFiles(survey));
  const begin = (match: string) => {
    const headers = { Authorization: `Bearer ${TOKEN}`, 'If-Match': match, 'Content-Length': 5_000_000 };
    const put = request(`${url}/api/organiser/surveys/${survey}/published/${PATH}`, { method: 'PUT', headers });
    put.on('error', () => put.destroy()).write('the first bytes');
    return put;
  };
  const [{ statusCode }] = await once(begin('"stale"'), 'response');
  expect(statusCode).toBe(412);
  const uploads = Array.from({ length: 10 }, () => begin(version));
  await Promise.all(uploads.map((upload) => once(upload, 'socket')));
  const report = ask(`surveys/${survey}/files/1.json`);
  for (const upload of uploads) upload.destroy();
  expect((await report).status).toBe(200);
  expect((await ask(`PUT surveys/${survey}/published/${PATH}`, noisyPicture(1_000), { version })).status).toBe(200);
});
