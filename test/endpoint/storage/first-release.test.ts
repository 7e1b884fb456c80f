import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import SQLite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, expect, it, onTestFinished, vi } from 'vitest';
import { openPostgresContacts } from '../../../src/endpoint/contacts/postgres-contacts.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../../src/endpoint/start.ts';
import { createPostgresSchema } from '../../../src/endpoint/storage/postgres/postgres-schema.ts';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import { SCHEMA_VERSION } from '../../../src/endpoint/storage/schema-version.ts';
import { POSTGRES, SQLITE } from '../../../src/endpoint/storage/sql/dialect.ts';
import { contactStepsIn, storageStepsIn } from '../../../src/endpoint/storage/sql/storage-schema.ts';
import { createSchema } from '../../../src/endpoint/storage/sqlite/sqlite-schema.ts';
import { LAST_DAY, VIEWS } from '../../fixtures/release-1.0.0/contents.ts';
import * as served from '../../support/ask.ts';
import { IN_PROCESS, openSqlite, openSqliteContacts, started, temporaryFolder } from '../harness.ts';
import { ask, startPostgres } from './postgres-server.ts';

const HERE = 'test/fixtures/release-1.0.0';
const server = await startPostgres();
afterAll(() => server.remove());
const unzipped = async (name: string) => gunzipSync(await readFile(join(HERE, name))).toString();
const FILES = ['responses.sqlite', 'contacts.sqlite'] as const;

/** The data folder that 1.0.0 has left. */
async function dataFolder(): Promise<string> {
  const folder = await temporaryFolder();
  execFileSync('tar', ['-xzmf', join(HERE, 'data.tar.gz'), '-C', folder]);
  return folder;
}

async function dumped(name: 'responses' | 'contacts'): Promise<string> {
  const url = await server.newDatabase();
  await ask(url, await unzipped(`${name}.sql.gz`));
  return url;
}

interface Left {
  readonly DATA_DIR: string;
  readonly DATABASE_URL?: string;
  readonly CONTACTS_URL?: string;
}

/** Settings of an endpoint on what 1.0.0 has left. */
const LEFT: Readonly<Record<'SQLite' | 'PostgreSQL', () => Promise<Left>>> = {
  SQLite: async () => ({ DATA_DIR: await dataFolder() }),
  PostgreSQL: async () => ({
    DATA_DIR: await dataFolder(),
    DATABASE_URL: await dumped('responses'),
    CONTACTS_URL: await dumped('contacts'),
  }),
};
const KINDS = ['SQLite', 'PostgreSQL'] as const;

it.each(KINDS)('what 1.0.0 has left in %s is answered as on its last day', async (kind) => {
  vi.setSystemTime(new Date(`${LAST_DAY}T12:10`));
  onTestFinished(() => void vi.useRealTimers());
  const { url } = await started({ SURVEYS_DIR: '', ...(await LEFT[kind]()) });
  const then = JSON.parse(await unzipped('views.json.gz'));
  const rowsIn = (lines: string) => lines.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
  for (const view of VIEWS) {
    const { body, text } = await served.ask(url, view);
    if (typeof then[view] === 'string') expect(rowsIn(text), view).toMatchObject(rowsIn(then[view]));
    else expect(body, view).toMatchObject(then[view]);
  }
});

it('a step of both databases, once released, is never changed: what 1.0.0 has left has the schema of new ones', async () => {
  for (const dialect of [SQLITE, POSTGRES])
    expect([storageStepsIn(dialect).length, contactStepsIn(dialect).length]).toEqual([SCHEMA_VERSION, SCHEMA_VERSION]);
  const [left, fresh] = [await dataFolder(), await temporaryFolder()];
  for (const folder of [left, fresh]) {
    await openSqlite(join(folder, FILES[0])).close();
    await openSqliteContacts(join(folder, FILES[1])).close();
  }
  const sqlIn = (folder: string) =>
    FILES.map((file) => new SQLite(join(folder, file)).prepare('SELECT name, sql FROM sqlite_master ORDER BY 1').all());
  expect(sqlIn(left)).toEqual(sqlIn(fresh));
  const IN_ORDER = `
    SELECT attrelid::regclass::text AS of, attname AS name, format_type(atttypid, atttypmod) AS type,
      concat(attnotnull, attstorage, attcollation) AS how
    FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace AND attnum > 0
    UNION SELECT tablename, indexname, indexdef, '' FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2`;
  for (const [name, open] of [
    ['responses', openPostgres],
    ['contacts', openPostgresContacts],
  ] as const) {
    const urls = [await dumped(name), await server.newDatabase()] as const;
    for (const url of urls) await (await open(url)).close();
    expect(await ask(urls[0], IN_ORDER)).toEqual(await ask(urls[1], IN_ORDER));
  }
});

const LATER = 'CREATE TABLE later (one integer);';

/** Opens both databases as a program with one more step does. */
async function openLater({ DATA_DIR, DATABASE_URL, CONTACTS_URL }: Left): Promise<void> {
  for (const [place, url] of [DATABASE_URL, CONTACTS_URL].entries()) {
    const stepsIn = (dialect: typeof SQLITE) => [...([storageStepsIn, contactStepsIn][place]?.(dialect) ?? []), LATER];
    const database = new SQLite(join(DATA_DIR, FILES[place] ?? ''));
    createSchema(database, stepsIn);
    database.close();
    if (url === undefined) continue;
    const pool = new pg.Pool({ connectionString: url });
    const client = await pool.connect();
    await createPostgresSchema(client, { setting: '', first: 'response', steps: stepsIn(POSTGRES) });
    client.release();
    await pool.end();
  }
}

it.each(KINDS)(
  'what 1.0.0 has left in %s is opened by a later program, and refused afterwards, untouched',
  async (kind) => {
    const left = await LEFT[kind]();
    await openLater(left);
    const file = join(left.DATA_DIR, FILES[0]);
    const held = async () => [
      hash('sha256', await readFile(file)),
      left.DATABASE_URL && (await ask(left.DATABASE_URL, 'SELECT xmin::text, version FROM barometre_schema_1')),
      left.DATABASE_URL && (await ask(left.DATABASE_URL, 'SELECT xmin::text, id FROM response ORDER BY id')),
    ];
    const before = await held();
    const start = startEndpoint(settingsFrom({ ...left, ASSETS_DIR: 'nothing', PORT: '0' }), IN_PROCESS);
    const known = `storage.newer: .* has schema version ${SCHEMA_VERSION + 1}, this program knows ${SCHEMA_VERSION}`;
    await expect(start).rejects.toThrow(new RegExp(known));
    expect(await held()).toEqual(before);
    expect(new SQLite(file).prepare('SELECT COUNT(*) AS held FROM response, later').get()).toEqual({ held: 0 });
  },
);
