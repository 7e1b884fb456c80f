import type { PoolClient } from 'pg';
import { untilDone } from './postgres-client.ts';

/**
 * Rewrites every table in the order of its primary key, each in one transaction, so that all its rows have the same `xmin`. `CLUSTER`
 * and `VACUUM FULL` keep the `xmin` of each row, even a frozen one, and these numbers are the exact order of arrival.
 */
export async function tidyPostgres(client: PoolClient): Promise<void> {
  // One transaction each: an engine that fails one commit in twenty would hardly ever commit twenty tables together.
  for (const { name, key } of await keyedTables(client)) await untilDone(client, () => rewrite(client, name, key));
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

async function rewrite(client: PoolClient, table: string, key: string) {
  await client.query('BEGIN');
  await client.query('SET LOCAL statement_timeout = 0');
  await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  await client.query(`CREATE TEMPORARY TABLE tidied ON COMMIT DROP AS SELECT * FROM ${table}`);
  // The commit removes the old file, and with it everything that was erased.
  await client.query(`TRUNCATE ${table}`);
  await client.query(`INSERT INTO ${table} SELECT * FROM tidied ORDER BY ${key}`);
  await client.query('COMMIT');
  await client.query(`ANALYZE ${table}`);
}
