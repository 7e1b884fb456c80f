import type { PoolClient } from 'pg';
import { CannotStart } from '../../process/cannot-start.ts';
import type { Vocabulary } from '../packing.ts';
import { assertReadable, SCHEMA_VERSION } from '../schema-version.ts';
import { hasCode } from './postgres-client.ts';

/** As in SQLite. Ids compare by bytes, whatever the database's language. */
const SCHEMA = `
  CREATE TABLE response (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    receipt_hash text COLLATE "C" NOT NULL,
    survey text COLLATE "C", revision integer, status text, sequence integer, mode text, channel text, language text,
    started_on text, received_on text, minutes integer, last_question text, digest text, proof text, answers text,
    CHECK ((survey IS NULL) = (answers IS NULL))
  );
  CREATE INDEX response_by_receipt ON response (receipt_hash);
  CREATE INDEX response_by_survey ON response (survey, status, received_on);
  CREATE TABLE vocabulary (
    survey text COLLATE "C" NOT NULL, revision integer NOT NULL, words text NOT NULL, PRIMARY KEY (survey, revision)
  );
  CREATE TABLE codes (
    id text COLLATE "C" NOT NULL PRIMARY KEY, survey text COLLATE "C" NOT NULL, received_on text NOT NULL, channel text,
    stamp integer NOT NULL, coding integer NOT NULL, code bytea NOT NULL
  );
  CREATE TABLE set_aside (
    id text COLLATE "C" NOT NULL PRIMARY KEY, survey text COLLATE "C" NOT NULL, reason text NOT NULL, day text NOT NULL
  );
  CREATE INDEX set_aside_by_survey ON set_aside (survey);
  CREATE TABLE text_item (
    survey text COLLATE "C" NOT NULL, item text COLLATE "C" NOT NULL, PRIMARY KEY (survey, item)
  );
  CREATE TABLE comment (
    key bigint NOT NULL PRIMARY KEY,
    survey text COLLATE "C" NOT NULL, item text COLLATE "C" NOT NULL, language text NOT NULL, consent text, month text NOT NULL,
    came_on text COLLATE "C", print text NOT NULL, passages integer NOT NULL, state text NOT NULL, lot integer, place integer
  );
  CREATE INDEX comment_by_state ON comment (survey, state, key) WHERE consent IS NOT NULL;
  CREATE INDEX comment_by_day ON comment (came_on) WHERE came_on IS NOT NULL;
  CREATE INDEX comment_by_lot ON comment (survey, lot, place) WHERE lot IS NOT NULL;
  CREATE TABLE passage (key bigint NOT NULL PRIMARY KEY, text text NOT NULL);
  CREATE TABLE verbatims (survey text COLLATE "C" NOT NULL PRIMARY KEY, day text NOT NULL, body text NOT NULL);
  CREATE TABLE refusal (
    day text NOT NULL, code text NOT NULL, survey text NOT NULL, envelopes bigint NOT NULL,
    PRIMARY KEY (day, code, survey)
  );
  CREATE TABLE event_refusal (
    survey text COLLATE "C" NOT NULL, channel text COLLATE "C" NOT NULL, day text NOT NULL, code text NOT NULL,
    envelopes bigint NOT NULL, PRIMARY KEY (survey, channel, day, code)
  );
  CREATE TABLE erasure (
    survey text COLLATE "C" NOT NULL, day text NOT NULL, responses bigint NOT NULL, PRIMARY KEY (survey, day)
  );
  CREATE TABLE loss (
    survey text COLLATE "C" NOT NULL, day text NOT NULL, responses bigint NOT NULL, PRIMARY KEY (survey, day)
  );
  CREATE TABLE published_revision (
    survey text COLLATE "C" NOT NULL, revision integer NOT NULL, digest text NOT NULL, PRIMARY KEY (survey, revision)
  );
  CREATE TABLE publication (
    survey text NOT NULL PRIMARY KEY, day text NOT NULL, complete integer NOT NULL, body text NOT NULL
  );
  CREATE TABLE conduct (survey text COLLATE "C" NOT NULL PRIMARY KEY, version integer NOT NULL, body text NOT NULL);
  CREATE TABLE about (
    one integer NOT NULL PRIMARY KEY CHECK (one = 1), epoch text NOT NULL, backed_up_through text, restored_on text,
    text_secret text
  );
  INSERT INTO about (one, epoch) VALUES (1, replace(gen_random_uuid()::text, '-', ''));
  CREATE TABLE probe (one integer NOT NULL PRIMARY KEY CHECK (one = 1), mark integer NOT NULL);`;

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
}

const RESPONSES: PostgresSchema = { setting: 'DATABASE_URL', first: 'response', schema: SCHEMA };

/**
 * Creates the tables of an empty database. One that holds them without a version was written before the first release, and is left
 * as it is. Endpoints that start at the same moment wait for each other at the row of the version: not
 * every engine has advisory locks, and not all that have them respect them.
 */
export async function createPostgresSchema(
  client: PoolClient,
  { setting, first, schema }: PostgresSchema = RESPONSES,
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
  if (version === 0) await client.query(schema);
  // In place, so that an endpoint that waits for the row finds it.
  if (version === 0) await client.query('UPDATE barometre_schema SET version = $1', [SCHEMA_VERSION]);
  await client.query('COMMIT');
  assertReadable(name, { version, isMarked: true });
}

/** Stores the words of the surveys that the database is opened for. */
export async function learnWordsPostgres(client: PoolClient, vocabulary: readonly Vocabulary[]): Promise<void> {
  for (const { survey, revision, words } of vocabulary)
    await client.query('INSERT INTO vocabulary VALUES ($1, $2, $3) ON CONFLICT (survey, revision) DO NOTHING', [
      survey,
      revision,
      JSON.stringify(words),
    ]);
}

/**
 * A verdict means flushed to disk: a database that is told to forget at a power cut is not used. Gives the settings that the engine
 * does not tell, for which its host answers.
 */
export async function assertDurablePostgres(client: PoolClient): Promise<readonly string[]> {
  const untold: string[] = [];
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const value = await valueOfSetting(client, setting);
    if (value === 'off') throw new CannotStart(`PostgreSQL has ${setting} = off`);
    if (value === undefined) untold.push(setting);
  }
  return untold;
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
