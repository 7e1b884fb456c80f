import { appendFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dayOf } from '../../../src/wire/day.ts';
import { NOTICE } from '../../support/notice.ts';
import { started, temporaryFolder } from '../harness.ts';
import { gardenFiles } from '../publishing/garden.ts';

const TODAY = dayOf(new Date());
const notice = (changes: object = {}) => Buffer.from(JSON.stringify({ ...NOTICE, ...changes }));

/** A folder in which an endpoint has noted these lines before. */
async function folderWith(...lines: readonly (object | string)[]) {
  const folder = await temporaryFolder();
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  await writeFile(join(folder, 'dossier-history.log'), `${text}\n`);
  return folder;
}

it('says which settings are on and since when, and what changed in a notice, also after a restart', async () => {
  const line = (name: string, value: unknown) => ({ day: '2026-01-05', owner: '', name, value });
  const folder = await folderWith(line('purgeMonths', 12), line('database', 'sqlite'), '{"day":"torn', '[]');
  const changes = { DATA_DIR: folder, PURGE_MONTHS: '6', PUBLIC_URL: 'https://enquete.example' };
  const { endpoint, ask, publish } = await started(changes);
  const version = await publish('garden', new Map([...gardenFiles('garden'), ['notice.json', notice()]]));
  const dossier = async () => (await ask('dossier/garden')).body;
  expect(await dossier()).toMatchObject({
    survey: 'garden',
    today: TODAY,
    isDemonstration: false,
    settings: {
      encryption: { value: 'https', since: TODAY },
      database: { value: 'sqlite', since: '2026-01-05' },
      purgeMonths: { value: 6, since: TODAY },
      keysEncrypted: { value: false },
      address: { value: 'https://enquete.example' },
    },
    notice: { controller: TODAY, 'retention.answers': TODAY, 'participation.mandatory': TODAY },
    changes: [{ day: TODAY, name: 'purgeMonths', from: 12, to: 6 }],
    erasures: [],
    backedUpThrough: null,
    restoredOn: null,
    tokens: {},
    otherControllers: [],
  });
  const changed = notice({ retention: { answers: 6 }, purpose: NOTICE.rights });
  expect((await ask('PUT surveys/garden/published/notice.json', changed, { version })).status).toBe(200);
  const after = await dossier();
  expect(new Set(after.changes.slice(0, 3))).toEqual(
    new Set([
      { day: TODAY, name: 'notice.retention.answers', from: 24, to: 6 },
      { day: TODAY, name: 'notice.retention.contacts', from: 6, to: null },
      { day: TODAY, name: 'notice.purpose', from: null, to: null },
    ]),
  );
  expect(Object.keys(after.notice)).not.toContain('retention.contacts');
  await endpoint.close();
  const again = await started(changes);
  expect((await again.ask('dossier/garden')).body).toEqual(after);
});

it('says who else asks here, which colleagues see it, and what was erased', async () => {
  const { env, ask, publish } = await started();
  const withNotice = (survey: string, controller: object) =>
    publish(survey, new Map([...gardenFiles(survey), ['notice.json', notice({ controller })]]));
  await withNotice('garden', NOTICE.controller);
  await withNotice('orchard', { fr: 'Mairie voisine', en: 'Next town' });
  const give = async (
    name: string,
    scopes: readonly string[],
    surveys: readonly string[] | null,
    until = '2999-12-31',
  ) => (await ask('tokens', { name, scopes, surveys, until })).body.token;
  await give('study', ['read', 'comments'], null);
  const limited = await give('orchard', ['read'], ['orch*']);
  const lines = [
    { use: 'purge', before: '2025-01-01', responses: 9, surveys: { garden: 7, other: 2 } },
    { use: 'purge', before: '2025-02-01', responses: 3 },
    { use: 'restore', responses: 9 },
  ];
  const text = lines.map((line) => JSON.stringify({ event: 'command', day: '2026-02-01', by: 'host', ...line }));
  await appendFile(join(env.DATA_DIR, 'commands.log'), `torn\n${text.join('\n')}\n`);
  expect((await ask('dossier/garden')).body).toMatchObject({
    erasures: [{ day: '2026-02-01', by: 'purge', count: 7 }],
    restoredOn: '2026-02-01',
    tokens: { read: 1, comments: 1 },
    // The other survey is in no list, but this token sees it.
    otherControllers: ['Mairie voisine'],
  });
  const asked = (survey: string) => ask(`dossier/${survey}`, undefined, { token: limited });
  expect((await asked('orchard')).body).toMatchObject({ tokens: { read: 2, comments: 1 }, otherControllers: [] });
  expect((await asked('garden')).status).toBe(404);
  expect((await stat(join(env.DATA_DIR, 'dossier-history.log'))).mode & 0o077).toBe(0);
});
