import type { PoolClient } from 'pg';
import { CannotStart } from '../../process/cannot-start.ts';
import { assertReadable, MARK, refuseUnreleased } from '../schema-version.ts';
import { POSTGRES } from '../sql/dialect.ts';
import { storageStepsIn } from '../sql/storage-schema.ts';
import { hasCode } from './postgres-client.ts';

/** From rows of 2 kB on PostgreSQL stores every value of more than 24 bytes out of line, unless its column is `MAIN`. */
const LONG = 'id, receipt_hash, survey, channel, language, last_question, digest, answers, deflated'.split(', ');
/** Rows of up to a page stay in it: what is stored out of line is numbered in the order of arrival. */
const IN_THEIR_PAGE = `
  ALTER TABLE response ${LONG.map((name) => `ALTER COLUMN ${name} SET STORAGE MAIN`).join(', ')};
  ALTER TABLE passage ALTER COLUMN text SET STORAGE MAIN;`;

/** Holds the version of the schema, and names its mark. */
const SCHEMA = 'barometre_schema';
const MARKED = `${SCHEMA}_${MARK}`;
const VERSION = `CREATE TABLE IF NOT EXISTS ${MARKED} (
  version integer NOT NULL, one integer NOT NULL DEFAULT 1 PRIMARY KEY CHECK (one = 1)
)`;
const UNBEGUN = `INSERT INTO ${MARKED} (version) SELECT 0 WHERE NOT EXISTS (SELECT FROM ${MARKED})
  ON CONFLICT DO NOTHING`;
/** Another endpoint has just created the table or its row type, or is adding them to the catalogue. */
const MADE = /^(42P07|42710|23505)$/;

interface PostgresSchema {
  /** The environment variable that names the database, for messages. */
  readonly setting: string;
  /** One of its tables. */
  readonly first: string;
  readonly steps: readonly string[];
}

const RESPONSES: PostgresSchema = {
  setting: 'DATABASE_URL',
  first: 'response',
  steps: storageStepsIn(POSTGRES).map((step, place) => (place === 0 ? step + IN_THEIR_PAGE : step)),
};

/**
 * Creates the tables of an empty database, or runs the steps that it lacks. One that holds tables without this mark is left as it is.
 * Endpoints that start at the same moment wait for each other at the row of the version: not every engine has advisory locks, and not
 * all that have them respect them.
 */
export async function createPostgresSchema(
  client: PoolClient,
  { setting, first, steps }: PostgresSchema = RESPONSES,
): Promise<void> {
  const name = `the database of ${setting}`;
  const { rows: held } = await client.query<{ name: string }>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()',
  );
  const names = held.map((one) => one.name);
  if (!names.includes(MARKED) && names.some((one) => one === first || one.startsWith(SCHEMA))) refuseUnreleased(name);
  await client.query(VERSION).catch((error: unknown) => {
    // `IF NOT EXISTS` fails when two endpoints run it at the same moment.
    if (!hasCode(error, MADE)) throw error;
  });
  await client.query(UNBEGUN);
  await client.query('BEGIN');
  const found = await client.query<{ version: number }>(`SELECT version FROM ${MARKED} FOR UPDATE`);
  const version = found.rows[0]?.version ?? 0;
  if (version < steps.length) {
    await client.query(steps.slice(version).join(''));
    // In place, so that an endpoint that waits for the row finds it.
    await client.query(`UPDATE ${MARKED} SET version = $1`, [steps.length]);
  }
  await client.query('COMMIT');
  assertReadable(name, version, steps.length);
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
