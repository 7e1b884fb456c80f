import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import SQLite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openPostgresContacts } from '../../../src/endpoint/contacts/postgres-contacts.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { COMPACTION_LOCK, compactPostgres } from '../../../src/endpoint/storage/postgres/postgres-compaction.ts';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import type { Received, Storage } from '../../../src/endpoint/storage/storage.ts';
import { runCommand } from '../../../src/host/commands/commands.ts';
import { contactOf } from '../../contracts/contacts.ts';
import { findPostgres } from '../../support/programs.mjs';
import { pairsInOrder } from '../archaeologist.ts';
import { DAY, digestOf, envelope, receivedOf, studyOptions, studySurveys, temporaryFolder } from '../harness.ts';
import { readyClient, startPostgres } from './postgres-server.ts';
import { startWireShim } from './wire-shim.ts';

const SURVEY = 'numerique-territorial';
const NEVER = 2 ** 30;
/** Stored, replaced and erased while tables are compacted. */
const MANY = 200;
const options = studyOptions(await studySurveys());

const server = await startPostgres();
afterAll(() => server.remove());

function responses(count: number): readonly Received[] {
  return Array.from({ length: count }, (_, turn) =>
    receivedOf(envelope({ answers: { 'authority-type': 'commune', 'free-comment': `text ${turn}` } })),
  );
}

/** Each in a separate transaction, as they arrive in an evening. */
async function arrive(storage: Storage, received: readonly Received[]) {
  for (const one of received) expect(await storage.store([one], [], DAY)).toEqual(['stored']);
}

async function opened(url: string, roundEvery = NEVER) {
  const storage = await openPostgres(url, { ...options, roundEvery });
  onTestFinished(() => storage.close());
  return storage;
}

async function connected(url: string) {
  const client = await readyClient(url);
  onTestFinished(() => client.end());
  return client;
}

/** A connection of a pool, as the storage gives it. */
async function pooled(url: string) {
  const pool = new pg.Pool({ connectionString: url });
  const client = await pool.connect();
  onTestFinished(async () => {
    client.release();
    await pool.end();
  });
  return client;
}

const LINKED = 'SELECT r.id FROM response r JOIN comment c ON r.xmin::text = c.xmin::text';

describe('a backup', () => {
  it('that begins while a table is rewritten by the nightly command holds all of its rows', async () => {
    const url = await server.newDatabase();
    const storage = await opened(url);
    const received = responses(40);
    await arrive(storage, received);
    const ids = received.map(({ envelope: { id } }) => id);
    expect(await storage.setAside(SURVEY, ids, 'reason', DAY)).toBe(40);
    const tidying = await connected(url);
    await tidying.query('BEGIN; LOCK TABLE set_aside IN ACCESS EXCLUSIVE MODE');
    const file = join(await temporaryFolder(), 'backup');
    const backup = runCommand(['backup', file], settingsFrom({ DATABASE_URL: url }));
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await expect.poll(async () => (await (await connected(url)).query(waiting)).rowCount).toBe(1);
    await tidying.query(`CREATE TEMPORARY TABLE tidied ON COMMIT DROP AS SELECT * FROM set_aside; TRUNCATE set_aside;
      INSERT INTO set_aside SELECT * FROM tidied; COMMIT`);
    expect((await backup).says).toMatch(/^backed up 40 responses/);
    const copy = new SQLite(file, { readonly: true });
    onTestFinished(() => void copy.close());
    expect(copy.prepare('SELECT COUNT(*) FROM set_aside').pluck().get()).toBe(40);
  });
});

describe('a round of compacting', () => {
  it('leaves no transaction that links a text to its response, and no order of arrival', async () => {
    const url = await server.newDatabase();
    const received = responses(300);
    await arrive(await opened(url), received);
    const client = await connected(url);
    expect((await client.query(LINKED)).rowCount).toBe(300);
    await opened(url, 20);
    await expect.poll(async () => (await client.query(LINKED)).rowCount).toBe(0);
    const inOrder = async () => {
      const { rows } = await client.query<{ id: string }>('SELECT id FROM response ORDER BY ctid');
      return pairsInOrder(received.map(({ envelope: { id } }) => rows.findIndex((row) => row.id === id)));
    };
    // The round may have come to the texts alone.
    await expect.poll(inOrder).toBeLessThan(0.58);
    expect(await inOrder()).toBeGreaterThan(0.42);
    // What comes later is on its own until the next round.
    await arrive(await opened(url), responses(5));
    await expect.poll(async () => (await client.query(LINKED)).rowCount).toBe(0);
    expect((await client.query('SELECT FROM response')).rowCount).toBe(305);
  });

  it('is not seen by a reader whose snapshot is older, nor by a dump', async () => {
    const url = await server.newDatabase();
    const storage = await opened(url);
    await arrive(storage, responses(40));
    const reader = await connected(url);
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await reader.query('SELECT 1 FROM about');
    const client = await pooled(url);
    expect(await compactPostgres(client)).toEqual(expect.arrayContaining(['response', 'comment', 'passage']));
    for (const table of ['response', 'comment', 'passage'])
      expect((await reader.query(`SELECT FROM ${table}`)).rowCount, table).toBe(40);
    await reader.query('COMMIT');
    const dumped = promisify(execFile)(join(findPostgres() ?? '', 'pg_dump'), [url], { maxBuffer: 1 << 28 });
    let isDumping = true;
    void dumped.finally(() => {
      isDumping = false;
    });
    while (isDumping) {
      await arrive(storage, responses(1));
      await compactPostgres(client);
    }
    const { stdout } = await dumped;
    expect(stdout.match(/^-?\d+\t[0-9a-f]{8}-\S+\t\\\\x[0-9a-f]{64}\t/gm)?.length).toBeGreaterThanOrEqual(40);
  });

  it('rewrites contacts, and is not seen by a reader whose snapshot is older', async () => {
    const url = await server.newDatabase();
    const contacts = await openPostgresContacts(url, undefined, 20);
    onTestFinished(() => contacts.close());
    const reader = await connected(url);
    for (let turn = 0; turn < 30; turn++) await contacts.keep(contactOf(), '2026-11');
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await reader.query('SELECT 1 FROM pg_class LIMIT 1');
    for (let turn = 0; turn < 30; turn++) await contacts.keep(contactOf(), '2026-11');
    const client = await connected(url);
    const transactions = async () => (await client.query('SELECT DISTINCT xmin::text FROM contact')).rowCount;
    await expect.poll(transactions).toBe(1);
    expect((await reader.query('SELECT FROM contact')).rowCount).toBe(30);
    expect((await client.query('SELECT FROM contact')).rowCount).toBe(60);
  });

  it('is made by one endpoint at a time', async () => {
    const url = await server.newDatabase();
    await arrive(await opened(url), responses(100));
    const [other, client] = [await connected(url), await pooled(url)];
    await other.query('SELECT pg_advisory_lock($1)', [COMPACTION_LOCK]);
    expect(await compactPostgres(client)).toEqual([]);
    await other.query('SELECT pg_advisory_unlock($1)', [COMPACTION_LOCK]);
    const both = await Promise.all([compactPostgres(client), compactPostgres(await pooled(url))]);
    expect(both.flat()).toContain('response');
    // What one has compacted the other leaves as it is.
    expect(await compactPostgres(client)).toEqual([]);
  });

  it('gives up where somebody writes for long, and a post behind it is stored', async () => {
    const url = await server.newDatabase();
    const storage = await opened(url);
    await arrive(storage, responses(10));
    const writer = await connected(url);
    await writer.query(`BEGIN; UPDATE response SET minutes = 12 WHERE id = (SELECT id FROM response LIMIT 1)`);
    const client = await pooled(url);
    const [rewritten] = await Promise.all([compactPostgres(client), arrive(storage, responses(3))]);
    expect(rewritten).not.toContain('response');
    await writer.query('COMMIT');
    expect(await compactPostgres(client)).toContain('response');
  });

  it('loses and doubles nothing of what is stored, replaced and erased meanwhile', async () => {
    const url = await server.newDatabase();
    const storage = await opened(url, 1);
    const received = responses(MANY);
    const twice = async (one: Received) => {
      await arrive(storage, [one]);
      const later = { ...one.envelope, sequence: 2, minutes: 59 };
      expect(await storage.store([{ envelope: later, digest: digestOf(later) }], [], DAY)).toEqual(['stored']);
    };
    await Promise.all(
      [0, 1, 2, 3].map(async (part) => {
        for (const [turn, one] of received.entries()) {
          if (turn % 4 !== part) continue;
          await twice(one);
          if (turn % 8 < 4) expect(await storage.erase(one.envelope.receiptHash, DAY)).toBe(true);
        }
      }),
    );
    const client = await connected(url);
    const { rows } = await client.query('SELECT minutes FROM response WHERE survey = $1', [SURVEY]);
    expect(rows).toEqual(Array(MANY / 2).fill({ minutes: 59 }));
    for (const table of ['comment']) expect((await client.query(`SELECT FROM ${table}`)).rowCount).toBe(MANY / 2);
    expect((await client.query('SELECT FROM response')).rowCount).toBe(MANY);
  });

  it('is given up for good on an engine without advisory locks, which one line says', async () => {
    const shim = await startWireShim(server.port, { refusesOneCommitIn: 20 });
    const url = await server.newDatabase();
    await arrive(await opened(url), responses(3));
    const lines = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const storage = await openPostgres(shim.url(url), { ...options, roundEvery: 10 });
    const warnings = () => lines.mock.calls.filter(([line]) => String(line).includes('compaction-')).map(String);
    await expect.poll(warnings).toEqual([expect.stringContaining('"event":"compaction-unsupported"')]);
    await arrive(storage, responses(3));
    expect(warnings()).toHaveLength(1);
    lines.mockRestore();
    await storage.close();
    await shim.close();
  });
});
