import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import type { Storage } from '../../../src/endpoint/storage/storage.ts';
import { DAY, digestOf, envelope, openSqlite } from '../harness.ts';
import { startPostgres } from './postgres-server.ts';

const SURVEY = 'numerique-territorial';
const server = await startPostgres();
afterAll(() => server.remove());

const folder = mkdtempSync(join(tmpdir(), 'barometre-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'responses.sqlite');
const url = await server.newDatabase();
/** How each is opened, and taken back to version 1. */
const ENGINES: readonly (readonly [string, () => Promise<Storage>, () => Promise<void>])[] = [
  [
    'SQLite',
    async () => openSqlite(file),
    async () => void new SQLite(file).exec('DROP TABLE revision_day; PRAGMA user_version = 1').close(),
  ],
  [
    'PostgreSQL',
    () => openPostgres(url),
    async () => {
      const client = new pg.Client(url);
      await client.connect();
      await client.query('DROP TABLE revision_day; UPDATE barometre_schema_1 SET version = 1');
      await client.end();
    },
  ],
];

it.each(ENGINES)(
  'the revisions published in a %s database of version 1 are those that have responses',
  async (_, open, age) => {
    const before = await open();
    await before.publishRevision(SURVEY, 7, DAY);
    const given = ([[2], [2], [3], [4, 'other'], [5]] as const).map(([revision, survey = SURVEY]) =>
      envelope({ revision, survey }),
    );
    await before.store(
      given.map((one) => ({ envelope: one, digest: digestOf(one) })),
      [],
      DAY,
    );
    await before.erase(given[4]?.receiptHash ?? '', DAY);
    await before.close();
    await age();
    const after = await open();
    expect(await after.publishedRevisions(SURVEY)).toEqual([2, 3]);
    for (const day of [DAY, '2027-01-01']) await after.publishRevision(SURVEY, 4, day);
    await after.close();
    const again = await open();
    expect(await again.publishedRevisions(SURVEY)).toEqual([2, 3, 4]);
    await again.forgetSurvey(SURVEY);
    expect([await again.publishedRevisions(SURVEY), await again.publishedRevisions('other')]).toEqual([[], [4]]);
    await again.close();
  },
);
