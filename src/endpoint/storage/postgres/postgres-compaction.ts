import type { Pool, PoolClient } from 'pg';
import { type Background, type Running, runEvery } from '../../process/background.ts';
import { StorageUnavailable } from '../storage.ts';
import { hasCode, untilDone, withClient } from './postgres-client.ts';
import { BUSY, type KeyedTable, keyedTables } from './postgres-tidy.ts';

/*
 * A transaction that stores a response and its texts marks all its rows with one number (`xmin`), which links a text to its response
 * until the rows are rewritten. Small tables are rewritten each minute, as SQLite's file is; larger ones by the nightly `tidy`.
 */

/** Interval in milliseconds. */
const COMPACT_EVERY = 60_000;
/** The maximum size in bytes of a table that is rewritten each minute: 4 MB of rows, and as much free space from the last rewrite. */
const SMALL = 8 * 2 ** 20;
/** Lock timeout in milliseconds: posts queue behind a rewrite that waits for its lock. */
const LOCK_TIMEOUT = 200;
/** The key of the advisory lock which lets one endpoint at a time rewrite. */
export const COMPACTION_LOCK = 1_110_786_921;

/** Undefined function or column, syntax error, not supported: another engine with the same protocol. */
const UNKNOWN = /^(42883|42703|42601|0A000)$/;

/**
 * Rewrites each small table that has rows of more than one transaction, in key order and in one transaction. Returns the tables that
 * it has rewritten. It stops at the first one that is locked, so that posts queue behind one lock at most.
 */
export async function compactPostgres(client: PoolClient, most = SMALL): Promise<readonly string[]> {
  const rewritten: string[] = [];
  for (const table of await keyedTables(client, most)) {
    if (!(await isMixed(client, table))) continue;
    if (!(await untilDone(client, () => rewrite(client, table)))) return rewritten;
    rewritten.push(table.name);
    // Removes the dead rows, which still have their old transaction numbers.
    await client.query(`VACUUM (SKIP_LOCKED, TRUNCATE false) ${table.name}`);
  }
  return rewritten;
}

async function isMixed(client: PoolClient, { name }: KeyedTable): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM ${name} WHERE xmin::text <> (SELECT xmin::text FROM ${name} LIMIT 1) LIMIT 1`,
  );
  return rowCount === 1;
}

/**
 * Deletes and inserts the rows, which MVCC hides from readers with an older snapshot; after `TRUNCATE` they would see an empty table.
 * Writers wait, since an update of a deleted row would change nothing. False if another endpoint or a writer holds the lock.
 */
async function rewrite(client: PoolClient, { name, key }: KeyedTable): Promise<boolean> {
  await client.query('BEGIN');
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(${COMPACTION_LOCK}) AS mine`,
    );
    if (rows[0]?.mine !== true) {
      await client.query('ROLLBACK');
      return false;
    }
    await client.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT}`);
    await client.query(`LOCK TABLE ${name} IN EXCLUSIVE MODE`);
    await client.query(
      `WITH gone AS (DELETE FROM ${name} RETURNING *) INSERT INTO ${name} SELECT * FROM gone ORDER BY ${key}`,
    );
    await client.query('COMMIT');
    return true;
  } catch (error) {
    if (!hasCode(error, BUSY)) throw error;
    await client.query('ROLLBACK');
    return false;
  }
}

interface Compaction {
  readonly background: Background;
  /** In milliseconds. */
  readonly every: number | undefined;
  readonly most?: number;
  /** Called each time on an engine that lacks a feature which compaction needs. */
  readonly unsupported: () => Promise<void> | void;
}

/** Compacts each minute until stopped. */
export function compactEachMinute(
  pool: Pool,
  { background, every = COMPACT_EVERY, most, unsupported }: Compaction,
): Running {
  async function round() {
    try {
      await withClient(pool, (client) => compactPostgres(client, most));
    } catch (error) {
      // Retried in the next round.
      if (error instanceof StorageUnavailable) return;
      if (!hasCode(error, UNKNOWN)) throw error;
      await unsupported();
    }
  }
  return runEvery(every, () => background('compaction', round), 'later');
}
