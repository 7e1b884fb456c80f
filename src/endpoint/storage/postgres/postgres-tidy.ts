import type { PoolClient } from 'pg';
import { untilDone } from './postgres-client.ts';

/**
 * Rewrites every table in the order of its primary key and in one transaction each, the only one that its rows then name. Rows that are
 * rewritten in place, by `CLUSTER` or `VACUUM FULL`, keep the number of the transaction that brought them, even once they are frozen:
 * these numbers are the exact order of arrival.
 */
export async function tidyPostgres(client: PoolClient): Promise<void> {
  // Each in a transaction: of twenty tables in a row, an engine that undoes one commit in twenty hardly ever lets all pass.
  for (const { name, key } of await keyedTables(client)) await untilDone(client, () => rewrite(client, name, key));
}

export interface KeyedTable {
  readonly name: string;
  /** The columns of its primary key, in their order. */
  readonly key: string;
}

/** Files of published surveys tell nothing of responses, and rewriting hundreds of megabytes would keep their readers waiting. */
const NEVER_REWRITTEN = 'survey_piece';

/** The tables of at most so many bytes that have a primary key, but for the files of surveys. */
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
  // Its file goes with the commit, and with it what was erased.
  await client.query(`TRUNCATE ${table}`);
  await client.query(`INSERT INTO ${table} SELECT * FROM tidied ORDER BY ${key}`);
  await client.query('COMMIT');
  await client.query(`ANALYZE ${table}`);
}
