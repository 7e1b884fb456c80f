import type { PoolClient } from 'pg';
import { CannotStart } from '../../process/cannot-start.ts';
import { assertReadable, SCHEMA_VERSION } from '../schema-version.ts';
import { POSTGRES } from '../sql/dialect.ts';
import { laterVersionsIn, schemaIn } from '../sql/storage-schema.ts';
import { hasCode } from './postgres-client.ts';

/** From rows of 2 kB on PostgreSQL stores every value of more than 24 bytes out of line, unless its column is `MAIN`. */
const LONG = 'id, receipt_hash, survey, channel, language, last_question, digest, answers, deflated'.split(', ');
/** Rows of up to a page stay in it: what is stored out of line is numbered in the order of arrival. */
const IN_THEIR_PAGE = `
  ALTER TABLE response ${LONG.map((name) => `ALTER COLUMN ${name} SET STORAGE MAIN`).join(', ')};
  ALTER TABLE passage ALTER COLUMN text SET STORAGE MAIN;`;

const VERSION = `CREATE TABLE IF NOT EXISTS barometre_schema (
  version integer NOT NULL, one integer NOT NULL DEFAULT 1 PRIMARY KEY CHECK (one = 1)
)`;
const UNBEGUN = `INSERT INTO barometre_schema (version) SELECT 0 WHERE NOT EXISTS (SELECT FROM barometre_schema)
  ON CONFLICT DO NOTHING`;
/** Another endpoint has just created the table or its row type, or is adding them to the catalogue. */
const MADE = /^(42P07|42710|23505)$/;

interface PostgresSchema {
  /** The environment variable that names the database, for messages. */
  readonly setting: string;
  /** One of its tables. */
  readonly first: string;
  readonly schema: string;
  /** What each version from the second on adds. */
  readonly later: readonly string[];
}

const RESPONSES: PostgresSchema = {
  setting: 'DATABASE_URL',
  first: 'response',
  schema: schemaIn(POSTGRES) + IN_THEIR_PAGE,
  later: laterVersionsIn(POSTGRES),
};

/**
 * Creates the tables of an empty database. One that holds them without a version was written before the first release, and is left
 * as it is. Endpoints that start at the same moment wait for each other at the row of the version: not
 * every engine has advisory locks, and not all that have them respect them.
 */
export async function createPostgresSchema(
  client: PoolClient,
  { setting, first, schema, later }: PostgresSchema = RESPONSES,
): Promise<void> {
  const name = `the database of ${setting}`;
  const { rows: held } = await client.query<{ name: string }>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()',
  );
  const isHeld = (table: string) => held.some((one) => one.name === table);
  assertReadable(name, { version: isHeld(first) ? SCHEMA_VERSION : 0, isMarked: isHeld('barometre_schema') });
  await client.query(VERSION).catch((error: unknown) => {
    // `IF NOT EXISTS` fails when two endpoints run it at the same moment.
    if (!hasCode(error, MADE)) throw error;
  });
  await client.query(UNBEGUN);
  await client.query('BEGIN');
  const found = await client.query<{ version: number }>('SELECT version FROM barometre_schema FOR UPDATE');
  const version = found.rows[0]?.version ?? 0;
  if (version < SCHEMA_VERSION) {
    await client.query(version === 0 ? schema : later.slice(version - 1).join(''));
    // In place, so that an endpoint that waits for the row finds it.
    await client.query('UPDATE barometre_schema SET version = $1', [SCHEMA_VERSION]);
  }
  await client.query('COMMIT');
  assertReadable(name, { version, isMarked: true });
}

/**
 * Throws for a database that is configured to lose commits at a power cut, since a verdict means flushed to disk. Returns the
 * durability settings that the engine does not report, for which its host is responsible.
 */
export async function assertDurablePostgres(client: PoolClient): Promise<readonly string[]> {
  const unreported: string[] = [];
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const value = await valueOfSetting(client, setting);
    if (value === 'off') throw new CannotStart(`PostgreSQL has ${setting} = off`);
    if (value === undefined) unreported.push(setting);
  }
  return unreported;
}

async function valueOfSetting(client: PoolClient, setting: string): Promise<string | undefined> {
  try {
    const { rows } = await client.query<{ value: string }>('SELECT current_setting($1) AS value', [setting]);
    return rows[0]?.value;
  } catch (error) {
    if (hasCode(error, UNKNOWN_SETTING)) return undefined;
    throw error;
  }
}

const UNKNOWN_SETTING = /^42704$/;
