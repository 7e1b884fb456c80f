import type { PoolClient } from 'pg';
import { untilDone } from './postgres-client.ts';

/**
 * Writes every table anew, in the order of its primary key and in one transaction each, which is then the only one that the rows
 * tell of. Rows that are rewritten in place, by `CLUSTER` or `VACUUM FULL`, keep the number of the transaction that brought them,
 * even once they are frozen: these numbers are the exact order of arrival.
 */
export async function tidyPostgres(client: PoolClient): Promise<void> {
  const { rows: tables } = await client.query<{ name: string; key: string }>(
    `SELECT quote_ident(relname) AS name,
       (SELECT string_agg(quote_ident(attname), ', ' ORDER BY array_position(indkey::int2[], attnum))
        FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
        WHERE indrelid = pg_class.oid AND indisprimary) AS key
     FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace`,
  );
  // Each for itself: of twenty tables in a row, an engine that undoes one commit in twenty lets hardly ever pass all.
  for (const { name, key } of tables) if (key !== null) await untilDone(client, () => rewrite(client, name, key));
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
