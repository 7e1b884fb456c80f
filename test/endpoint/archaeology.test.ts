import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { openPostgres } from '../../src/endpoint/storage/postgres/postgres-storage.ts';
import { stampOf } from '../../src/endpoint/storage/response-row.ts';
import type { Received, Storage } from '../../src/endpoint/storage/storage.ts';
import { runCommand } from '../../src/host/commands/commands.ts';
import { LONG } from '../support/long.ts';
import { findPostgres } from '../support/programs.mjs';
import {
  ARRIVALS,
  arrivals,
  arrive,
  beyondChance,
  dig,
  digSqlite,
  endsOfAnswers,
  pairsInOrder,
  placesOf,
  tracesOf,
  undated,
  unfilled,
  unlessChance,
} from './archaeologist.ts';
import {
  DAY,
  envelope,
  exported,
  openSqlite,
  receivedOf,
  studyOptions,
  studySurveys,
  temporaryFolder,
  testApp,
} from './harness.ts';
import { ask, type PostgresServer, readyClient, startPostgres } from './storage/postgres-server.ts';

const SURVEY = 'numerique-territorial';
const options = studyOptions(await studySurveys());
/** What arrives, and what it may be known by in the files. */
function arriving(kilobytes: number, count: number) {
  const received = arrivals(kilobytes, count);
  const apart = received.map((one) => options.texts.apart(one, DAY));
  const texts = apart.map(({ texts: [text] }) => {
    if (!text) throw new Error('each has a comment');
    return text;
  });
  const { begin, end } = endsOfAnswers(apart.map(({ kept }) => kept));
  const traces = {
    ...tracesOf(received),
    print: texts.map(({ print }) => Buffer.from(print, 'hex')),
    'key of the text': texts.map(({ key }) => bigEndian(key)),
    stamp: apart.map(({ kept: { digest } }) => inFourBytes(stampOf(digest))),
    // Short answers all begin and end alike.
    ...(kilobytes > 0 && { 'end of the answers': end }),
  };
  /** What a row of PostgreSQL may be known by: of a response its id, of a text its print or its first words. */
  const names = [
    received.map(({ envelope: { id } }) => id),
    texts.map(({ print }) => print),
    received.map((_, turn) => `BEGIN${turn}.`),
  ].map((all) => all.map((name) => Buffer.from(name)));
  return { received, traces, names, begin };
}

const inFourBytes = (stamp: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(stamp);
  return bytes;
};

const bigEndian = (key: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(key);
  return bytes;
};

/**
 * Kilobytes of answers, and how many responses: few of the long ones, which fill as many pages. All of them in
 * `npm run test:long`; otherwise the shortest in SQLite, and the longest in PostgreSQL.
 */
const SIZES = [
  [0, ARRIVALS],
  [1, 800],
  [4, 500],
  [16, 250],
  [64, 160],
] as const;
const sizesOr = (one: 0 | 64) => SIZES.filter(([size]) => LONG || size === one);

/** Everything that fills a table: responses, marks, withdrawals, refusals. */
async function fill(storage: Storage, received: readonly Received[]) {
  await arrive(received, storage);
  const ids = received.map(({ envelope: { id } }) => id);
  for (let at = 0; at < ids.length; at += 50) await storage.setAside(SURVEY, ids.slice(at, at + 50), 'reason', DAY);
  // From the first to the last: which ones are erased is no order of the tables.
  const step = Math.floor(received.length / 20);
  for (const one of received.filter((_, at) => at % step === 0)) await storage.erase(one.envelope.receiptHash, DAY);
}

describe('an archaeologist', () => {
  it('reads the order of arrival from rows that do not fit in their page', async () => {
    const file = join(await temporaryFolder(), 'naive.sqlite');
    const naive = new SQLite(file);
    naive.exec('CREATE TABLE response (id TEXT NOT NULL PRIMARY KEY, answers TEXT NOT NULL) WITHOUT ROWID');
    const insert = naive.prepare('INSERT INTO response (id, answers) VALUES (?, ?)');
    const received = arrivals();
    for (const { envelope: one } of received) insert.run(one.id, JSON.stringify(one.answers));
    naive.close();
    expect(digSqlite(file, tracesOf(received))['response, overflow: last words']).toBeGreaterThan(0.9);
  });

  it('knows chance from order', () => {
    expect(pairsInOrder([1, 2, 3, 4])).toBe(1);
    expect(pairsInOrder([4, 3, 2, 1])).toBe(0);
    expect(pairsInOrder([7, 7, 7, 7])).toBe(0.5);
  });
});

describe('the order of arrival', () => {
  it.each(sizesOr(0))(
    'is in no table of an SQLite backup, nor of the tidied file, nor in an export: answers of %i kB',
    async (...sizes) => {
      const { received, traces } = arriving(...sizes);
      const folder = await temporaryFolder();
      const file = join(folder, 'responses.sqlite');
      const { app, storage } = await testApp({ storage: openSqlite(file, options) });
      await fill(storage, received);
      const settings = settingsFrom({ DATA_DIR: folder });
      const backup = join(await temporaryFolder(), 'backup.sqlite');
      await runCommand(['backup', backup], settings);
      await storage.tidy();
      for (const one of [backup, file]) {
        const found = digSqlite(one, traces);
        expect(undated(one, found)).toEqual([]);
        expect(unfilled(one)).toEqual([]);
        expect(Object.keys(found)).toEqual(
          expect.arrayContaining([
            'response, leaf: id',
            'response_by_receipt, leaf: receipt as bytes',
            'response_by_day, leaf: stamp',
            'set_aside, leaf: id',
            'comment, leaf: print',
            'comment_by_state, leaf: key of the text',
            'passage, leaf: first words',
            'passage, leaf: last words',
          ]),
        );
        expect(beyondChance(found), one === file ? 'tidied' : 'backup').toEqual({});
      }
      for (const format of ['.csv', '.ndjson', '.comments.csv']) {
        const found = dig(Buffer.from(await exported(app, `${SURVEY}${format}`)), traces);
        expect(Object.keys(found).length, format).toBeGreaterThan(0);
        expect(beyondChance(found), format).toEqual({});
      }
    },
  );

  it('is given to no page: what is longer than a page does not run over it', async () => {
    const file = join(await temporaryFolder(), 'responses.sqlite');
    const storage = openSqlite(file, options);
    await arrive(
      [10, 3_990, 4_000, 4_001, 16_384].map((bytes) =>
        receivedOf(envelope({ answers: { 'authority-type': 'commune', 'free-comment': 'é'.repeat(bytes / 2) } })),
      ),
      storage,
    );
    const database = new SQLite(file, { readonly: true });
    const pages = database.prepare<[], string>(`SELECT name FROM dbstat WHERE pagetype = 'overflow'`).pluck();
    expect(pages.all()).toEqual([]);
    database.close();
    await storage.close();
  });

  it('is given to no row by SQLite itself: tables have no numbers of their own', async () => {
    const file = join(await temporaryFolder(), 'responses.sqlite');
    await openSqlite(file).close();
    const database = new SQLite(file, { readonly: true });
    const numbered = database
      .prepare<[], string>(
        `SELECT sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%WITHOUT ROWID%'`,
      )
      .pluck()
      .all();
    // The key of a response is the head of its random id, the key of a text is random, the other tables have one row.
    const own = numbered.filter(
      (sql) =>
        !/^CREATE TABLE "?(response|comment|passage)"? \(\s*key INTEGER NOT NULL PRIMARY KEY/.test(sql) &&
        !/CHECK \(one = 1\)/.test(sql),
    );
    expect(own).toEqual([]);
    database.close();
  });

  describe('in PostgreSQL', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server.remove());

    // The longest are in every place where PostgreSQL puts a row.
    it.each(sizesOr(64))(
      'is in no table once they are tidied, nor in its own dumps, nor in a backup: answers of %i kB',
      async (...sizes) => {
        const told = arriving(...sizes);
        const { received, traces } = told;
        const url = await server.newDatabase();
        const storage = await openPostgres(url, options);
        await fill(storage, received);
        const before = await digPostgres(url, told);
        expect(before['response, place']).toBeGreaterThan(0.7);
        expect(before['response, transaction']).toBeGreaterThan(0.7);
        // What does not fit in a page of 8 kB even when deflated is stored out of line.
        if (sizes[0] >= 16) expect(before['pg_toast, number']).toBeGreaterThan(0.7);
        else expect(before).not.toHaveProperty(['pg_toast, number']);
        const backup = join(await temporaryFolder(), 'backup.sqlite');
        await runCommand(['backup', backup], settingsFrom({ DATABASE_URL: url }));
        const found = digSqlite(backup, traces);
        expect(undated(backup, found)).toEqual([]);
        expect(beyondChance(found)).toEqual({});
        await runCommand(['tidy'], settingsFrom({ DATABASE_URL: url }));
        const after = await digPostgres(url, told);
        expect(Object.keys(after)).toEqual(Object.keys(before));
        expect(beyondChance(after)).toEqual({});
        const dump = execFileSync(join(findPostgres() ?? '', 'pg_dump'), [url], { maxBuffer: 1 << 28 });
        expect(beyondChance(dig(dump, traces))).toEqual({});
        await storage.close();
      },
    );

    it('is given to no row by the database itself: no sequence, no time', async () => {
      const url = await server.newDatabase();
      await (await openPostgres(url)).close();
      const given = `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
        AND (is_identity = 'YES' OR column_default LIKE 'nextval%' OR data_type ~ 'time|date')`;
      expect(await ask(url, given)).toEqual([]);
    });
  });
});

/** By where rows lie and by the transaction that brought them, the pairs in order in every table; of what is stored out of line by its number too. */
async function digPostgres(
  url: string,
  { received, names, begin }: ReturnType<typeof arriving>,
): Promise<Record<string, number>> {
  const client = await readyClient(url);
  const tables = await client.query<{ name: string; toast: string | null }>(
    `SELECT relname AS name, NULLIF(reltoastrelid, 0)::regclass::text AS toast FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`,
  );
  const found: Record<string, number> = {};
  for (const { name, toast } of tables.rows) {
    if (toast !== null && name === 'response') {
      const { rows } = await client.query<{ data: Buffer; number: string; transaction: string }>(
        `SELECT chunk_data AS data, chunk_id::text AS number, xmin::text AS transaction FROM ${toast}
         WHERE chunk_seq = 0 ORDER BY ctid`,
      );
      const at = begin.map((bytes) => rows.findIndex(({ data }) => data.includes(bytes))).filter((row) => row >= 0);
      if (at.length >= 100) {
        found['pg_toast, place'] = unlessChance(pairsInOrder(at), [at.length]);
        for (const what of ['number', 'transaction'] as const)
          found[`pg_toast, ${what}`] = unlessChance(pairsInOrder(at.map((row) => Number(rows[row]?.[what]))), [
            at.length,
          ]);
      }
    }
    const { rows } = await client.query<{ text: string; transaction: string }>(
      `SELECT t::text AS text, xmin::text AS transaction FROM ${name} AS t ORDER BY ctid`,
    );
    if (rows.length < 100) continue;
    const bytes = rows.map(({ text }) => Buffer.from(text));
    let length = 0;
    const ends = bytes.map((one) => (length += one.length));
    const everywhere = names.map((own) => placesOf(own, Buffer.concat(bytes)));
    const places = received
      .map((_, turn) => Math.min(...everywhere.map((own) => own[turn] ?? -1).filter((place) => place >= 0)))
      .map((place) => ends.findIndex((end) => place < end))
      .filter((row) => row >= 0);
    // A table that cannot be dated would pass unseen.
    expect(places.length, name).toBeGreaterThan(100);
    const transactions = places.map((place) => Number(rows[place]?.transaction));
    found[`${name}, place`] = unlessChance(pairsInOrder(places), [places.length]);
    found[`${name}, transaction`] = unlessChance(pairsInOrder(transactions), [places.length]);
  }
  await client.end();
  return found;
}
