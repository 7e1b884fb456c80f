import { setTimeout } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { hasCode, untilDone } from './postgres-client.ts';

/** In milliseconds: posts queue behind a rewrite that waits for its lock, and go through in the pause before it tries again. */
const LOCK_TIMEOUT = 2_000;
const PAUSE = 1_000;
/** At least a second apart: the backup of a large database holds the tables for minutes. */
const MOST_TRIES = 1_200;

/** Lock not available: another transaction is writing for long. */
export const BUSY = /^55P03$/;

/**
 * Rewrites every table in the order of its primary key, each in one transaction, so that all its rows have the same `xmin`. `CLUSTER`
 * and `VACUUM FULL` keep the `xmin` of each row, even a frozen one, and these numbers are the exact order of arrival.
 */
export async function tidyPostgres(client: PoolClient): Promise<void> {
  // One transaction each: an engine that fails one commit in twenty would hardly ever commit twenty tables together.
  for (const { name, key } of await keyedTables(client))
    await untilDone(client, () => onceFree(client, () => rewrite(client, name, key)));
}

export interface KeyedTable {
  readonly name: string;
  /** The columns of its primary key, in their order. */
  readonly key: string;
}

/** Files of published surveys reveal nothing about responses, and rewriting hundreds of megabytes would block their readers. */
const NEVER_REWRITTEN = 'survey_piece';

/** Returns the tables of at most so many bytes that have a primary key, except the files of surveys. */
export async function keyedTables(client: PoolClient, most = Number.MAX_SAFE_INTEGER): Promise<readonly KeyedTable[]> {
  const { rows } = await client.query<{ readonly name: string; readonly key: string | null }>(
    `SELECT quote_ident(relname) AS name,
       (SELECT string_agg(quote_ident(attname), ', ' ORDER BY array_position(indkey::int2[], attnum))
        FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
        WHERE indrelid = pg_class.oid AND indisprimary) AS key
     FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace AND pg_table_size(oid) <= $1
       AND relname <> $2`,
    [most, NEVER_REWRITTEN],
  );
  return rows.flatMap(({ name, key }) => (key === null ? [] : [{ name, key }]));
}

async function onceFree(client: PoolClient, work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!hasCode(error, BUSY) || tries >= MOST_TRIES) throw error;
      await client.query('ROLLBACK');
      await setTimeout(PAUSE);
    }
  }
}

async function rewrite(client: PoolClient, table: string, key: string) {
  await client.query('BEGIN');
  await client.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT}`);
  await client.query('SET LOCAL statement_timeout = 0');
  await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  await client.query(`CREATE TEMPORARY TABLE tidied ON COMMIT DROP AS SELECT * FROM ${table}`);
  // The commit removes the old file, and with it everything that was erased.
  await client.query(`TRUNCATE ${table}`);
  await client.query(`INSERT INTO ${table} SELECT * FROM tidied ORDER BY ${key}`);
  await client.query('COMMIT');
  await client.query(`ANALYZE ${table}`);
}
