import type { Pool, PoolClient } from 'pg';
import type { Background } from '../../process/background.ts';
import { log } from '../../process/log.ts';
import { StorageUnavailable } from '../storage.ts';
import { hasCode, untilDone, withClient } from './postgres-client.ts';
import { type KeyedTable, keyedTables } from './postgres-tidy.ts';

/*
 * A transaction that stores a response and its texts marks all its rows with one number (`xmin`), which links a text to its response
 * until the rows are rewritten. Small tables are rewritten each minute, as SQLite's file is; larger ones by the nightly `tidy`.
 */

/** How often, in milliseconds. */
export const COMPACT_EVERY = 60_000;
/** Bytes of a table that is rewritten each minute: 4 MB of rows, and as much that the rewriting before left free. */
const SMALL = 8 * 2 ** 20;
/** How long posts may queue behind a rewriting that waits for its lock, in milliseconds. */
const LOCK_TIMEOUT = 200;
/** Of the advisory lock by which one endpoint at a time rewrites. */
export const COMPACTION_LOCK = 1_110_786_921;

/** Lock not available: somebody writes for long. */
const BUSY = /^55P03$/;
/** Undefined function or column, syntax, not supported: an engine of another make. */
const UNKNOWN = /^(42883|42703|42601|0A000)$/;

/**
 * Rewrites the rows of each small table whose rows are of more than one transaction, in the order of its key and in one transaction.
 * Returns the tables that it has rewritten; it stops at the first that others hold, so that posts queue behind one lock at most.
 */
export async function compactPostgres(client: PoolClient, most = SMALL): Promise<readonly string[]> {
  const rewritten: string[] = [];
  for (const table of await keyedTables(client, most)) {
    if (!(await isMixed(client, table))) continue;
    if (!(await untilDone(client, () => rewrite(client, table)))) return rewritten;
    rewritten.push(table.name);
    // The rows as they were are still in the file, with the numbers of their transactions.
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
 * Deletes and inserts, which a reader with an older snapshot does not see; after `TRUNCATE` it would see an empty table. Writers wait:
 * an update that met a deleted row would change nothing. False when another endpoint rewrites, or a writer holds the table.
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

/** Whether it failed because the engine lacks what compacting needs. */
export function cannotCompact(error: unknown): boolean {
  return hasCode(error, UNKNOWN);
}

/** Compacts each minute until stopped; on an engine that cannot, it says so once and leaves it to the nightly command. */
export function compactEachMinute(
  pool: Pool,
  background: Background,
  every = COMPACT_EVERY,
  most = SMALL,
): { readonly stop: () => Promise<void> } {
  let underWay: Promise<void> = Promise.resolve();
  let isRunning = false;

  async function round() {
    try {
      await withClient(pool, (client) => compactPostgres(client, most));
    } catch (error) {
      // The next round comes.
      if (error instanceof StorageUnavailable) return;
      if (!cannotCompact(error)) throw error;
      clearInterval(timer);
      log('compaction-unsupported', { so: 'tables are rewritten by the tidy command alone' });
    }
  }

  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    underWay = background('compaction', round).finally(() => {
      isRunning = false;
    });
  }, every).unref();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
