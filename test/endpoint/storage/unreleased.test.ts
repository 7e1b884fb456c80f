import { hash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openPostgresContacts } from '../../../src/endpoint/contacts/postgres-contacts.ts';
import { CannotStart } from '../../../src/endpoint/process/cannot-start.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../../src/endpoint/start.ts';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import { runCommand } from '../../../src/host/commands/commands.ts';
import { IN_PROCESS, openSqlite, openSqliteContacts, temporaryFolder } from '../harness.ts';
import { ask, startPostgres } from './postgres-server.ts';

/** One sentence, which says what to do. */
const REFUSED = /^storage\.unreleased: \S.* was written by a development version or by another program, [^\n.]+$/;

interface Old {
  readonly version: number;
  readonly application: number;
  /** It was killed with its last writes in the log alone. */
  readonly isKilled?: boolean;
}

/** The mark of development versions 1 to 3, "BARO". */
const DEVELOPMENT = 0x42_41_52_4f;
const UNMARKED: Old = { version: 13, application: 0 };
const OLD: readonly Old[] = [
  UNMARKED,
  { ...UNMARKED, isKilled: true },
  ...[1, 2, 3].map((version) => ({ version, application: DEVELOPMENT })),
  { version: 3, application: DEVELOPMENT, isKilled: true },
  { version: 0, application: 0x0f_05_51_12 },
  { version: 1, application: 0xf1_05_51_12 },
];

/** A data folder as a development version or another program left it. */
async function oldFolder(
  name = 'responses.sqlite',
  { version, application, isKilled }: Old = UNMARKED,
): Promise<string> {
  const folder = await temporaryFolder();
  const database = new SQLite(join(folder, name));
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE response (key INTEGER PRIMARY KEY, answers TEXT); INSERT INTO response VALUES (1, 2)');
  database.exec('CREATE TABLE sealed (key INTEGER PRIMARY KEY)');
  database.pragma(`user_version = ${version}`);
  database.pragma(`application_id = ${application | 0}`);
  if (!isKilled) {
    database.close();
    return folder;
  }
  const copy = await temporaryFolder();
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.exec('INSERT INTO response VALUES (2, 3)');
  for (const one of [name, `${name}-wal`]) copyFileSync(join(folder, one), join(copy, one));
  database.close();
  return copy;
}

function contentOf(folder: string) {
  return readdirSync(folder).map((name) => [name, hash('sha256', readFileSync(join(folder, name)))]);
}

async function refusedAsItIs(folder: string, use: () => unknown) {
  const before = contentOf(folder);
  const refused = (async () => await use())();
  await expect(refused).rejects.toThrow(CannotStart);
  await expect(refused).rejects.toThrow(REFUSED);
  expect(contentOf(folder)).toEqual(before);
}

describe('a data folder of a development version or of another program', () => {
  it.each(OLD)('is refused in one sentence at a start, and keeps every byte: %j', async (old) => {
    const folder = await oldFolder('responses.sqlite', old);
    await refusedAsItIs(folder, () => openSqlite(join(folder, 'responses.sqlite')));
  });

  it('is not served', async () => {
    const folder = await oldFolder();
    const settings = settingsFrom({ DATA_DIR: folder, ASSETS_DIR: 'nothing', PORT: '0' });
    await refusedAsItIs(folder, () => startEndpoint(settings, IN_PROCESS));
  });

  it.each(OLD)('is refused for its contacts too: %j', async (old) => {
    const folder = await oldFolder('contacts.sqlite', old);
    await refusedAsItIs(folder, () => openSqliteContacts(join(folder, 'contacts.sqlite')));
  });

  it('is refused for its file of tokens, by a start and by commands', async () => {
    const folder = await temporaryFolder();
    await openSqlite(join(folder, 'responses.sqlite')).close();
    writeFileSync(join(folder, 'tokens.json'), '{"tokens":[]}');
    const settings = settingsFrom({ DATA_DIR: folder, ASSETS_DIR: 'nothing', PORT: '0' });
    await refusedAsItIs(folder, () => startEndpoint(settings, IN_PROCESS));
    await refusedAsItIs(folder, () => runCommand(['token', 'list'], settings));
  });

  it.each([['tidy'], ['integrity'], ['purge', '--before', '2026-01-01'], ['forget-texts', '--all']])(
    'is refused by the command %s',
    async (...words) => {
      const folder = await oldFolder();
      await refusedAsItIs(folder, () => runCommand(words, settingsFrom({ DATA_DIR: folder })));
    },
  );

  it('is neither backed up, restored, nor asked for what it had erased', async () => {
    const folder = await oldFolder();
    const [file, elsewhere] = [join(folder, 'responses.sqlite'), await temporaryFolder()];
    await refusedAsItIs(folder, () => runCommand(['backup', join(elsewhere, 'b')], settingsFrom({ DATA_DIR: folder })));
    const data = await temporaryFolder();
    await refusedAsItIs(folder, () => runCommand(['restore', file], settingsFrom({ DATA_DIR: data })));
    await openSqlite(join(elsewhere, 'responses.sqlite')).close();
    await runCommand(['backup', join(elsewhere, 'b')], settingsFrom({ DATA_DIR: elsewhere }));
    await refusedAsItIs(folder, () =>
      runCommand(['restore', join(elsewhere, 'b'), '--erased-from', file], settingsFrom({ DATA_DIR: data })),
    );
    expect(readdirSync(data).filter((name) => name.endsWith('.sqlite'))).toEqual([]);
  });
});

const server = await startPostgres();
describe('a PostgreSQL database of a development version', () => {
  afterAll(() => server.remove());

  /** Every object and row of it, with the transaction that wrote it. */
  const contentIn = async (url: string) => [
    await ask(
      url,
      `SELECT relname, relkind, xmin::text FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1`,
    ),
    await ask(url, 'SELECT xmin::text, * FROM response'),
    await ask(url, 'SELECT xmin::text, * FROM contact'),
  ];

  const USES: readonly (readonly [string, (url: string) => Promise<unknown>])[] = [
    ['responses', (url) => openPostgres(url)],
    ['contacts', (url) => openPostgresContacts(url)],
    ['the command tidy', (url) => runCommand(['tidy'], settingsFrom({ DATABASE_URL: url }))],
    [
      'the command backup',
      async (url) => runCommand(['backup', join(await temporaryFolder(), 'b')], settingsFrom({ DATABASE_URL: url })),
    ],
    [
      'the command copy',
      async (url) => {
        const folder = await temporaryFolder();
        await openSqlite(join(folder, 'responses.sqlite')).close();
        return await runCommand(['copy'], settingsFrom({ DATA_DIR: folder, DATABASE_URL: url }));
      },
    ],
  ];
  /** The tables of the version, which came with its mark. */
  const VERSIONS = [
    'CREATE TABLE schema_version (version integer); INSERT INTO schema_version VALUES (11)',
    ...[1, 2, 3].map(
      (version) => `CREATE TABLE barometre_schema (version integer); INSERT INTO barometre_schema VALUES (${version})`,
    ),
    'CREATE TABLE barometre_schema_0 (version integer); INSERT INTO barometre_schema_0 VALUES (1)',
  ];

  it.each(USES)('is refused in one sentence, and keeps every row: %s', async (_, use) => {
    for (const version of VERSIONS) {
      const url = await server.newDatabase();
      await ask(
        url,
        `${version};
         CREATE TABLE response (id text PRIMARY KEY); INSERT INTO response VALUES ('one');
         CREATE TABLE contact (id text PRIMARY KEY); INSERT INTO contact VALUES ('two')`,
      );
      const before = await contentIn(url);
      await expect(use(url), version).rejects.toThrow(REFUSED);
      expect(await contentIn(url)).toEqual(before);
    }
  });
});
