import type { PoolClient } from 'pg';
import { CannotStart } from '../../process/cannot-start.ts';
import type { Vocabulary } from '../packing.ts';
import { hasCode } from './postgres-client.ts';

/** Step n brings a database from version n to n + 1, as in SQLite. Ids compare by bytes, whatever the database's language. */
export const STEPS: readonly string[] = [
  `CREATE TABLE response (
     id text COLLATE "C" NOT NULL PRIMARY KEY,
     receipt_hash text COLLATE "C" NOT NULL,
     survey text COLLATE "C", revision integer, status text, sequence integer, mode text, channel text, language text,
     started_on text, received_on text, minutes integer, last_question text, digest text, answers text,
     CHECK ((survey IS NULL) = (answers IS NULL))
   );
   CREATE INDEX response_by_receipt ON response (receipt_hash);
   CREATE INDEX response_by_survey ON response (survey, status, received_on);
   CREATE TABLE refusal (
     day text NOT NULL, code text NOT NULL, survey text NOT NULL, envelopes bigint NOT NULL,
     PRIMARY KEY (day, code, survey)
   );
   CREATE TABLE publication (
     survey text NOT NULL PRIMARY KEY, day text NOT NULL, complete integer NOT NULL, body text NOT NULL
   );
   CREATE TABLE probe (one integer NOT NULL PRIMARY KEY CHECK (one = 1), mark integer NOT NULL);`,
  `CREATE TABLE set_aside (
     id text COLLATE "C" NOT NULL PRIMARY KEY, survey text COLLATE "C" NOT NULL, reason text NOT NULL, day text NOT NULL
   );
   CREATE INDEX set_aside_by_survey ON set_aside (survey);`,
  `CREATE TABLE vocabulary (
     survey text COLLATE "C" NOT NULL, revision integer NOT NULL, words text NOT NULL, PRIMARY KEY (survey, revision)
   );
   CREATE TABLE about (
     one integer NOT NULL PRIMARY KEY CHECK (one = 1), epoch text NOT NULL, backed_up_through text, restored_on text
   );
   INSERT INTO about (one, epoch) VALUES (1, replace(gen_random_uuid()::text, '-', ''));
   CREATE TABLE erasure (
     survey text COLLATE "C" NOT NULL, day text NOT NULL, responses bigint NOT NULL, PRIMARY KEY (survey, day)
   );
   CREATE TABLE loss (
     survey text COLLATE "C" NOT NULL, day text NOT NULL, responses bigint NOT NULL, PRIMARY KEY (survey, day)
   );`,
  `CREATE TABLE published_revision (
     survey text COLLATE "C" NOT NULL, revision integer NOT NULL, digest text NOT NULL, PRIMARY KEY (survey, revision)
   );`,
  `CREATE TABLE conduct (
     survey text COLLATE "C" NOT NULL PRIMARY KEY, version integer NOT NULL, body text NOT NULL
   );`,
  `CREATE TABLE codes (
     id text COLLATE "C" NOT NULL PRIMARY KEY, survey text COLLATE "C" NOT NULL, received_on text NOT NULL, channel text,
     stamp integer NOT NULL, coding integer NOT NULL, code bytea NOT NULL
   );
   INSERT INTO codes
     SELECT id, survey, received_on, channel, (('x' || substr(digest, 1, 8))::bit(32)::bigint >> 1)::integer, 0, ''
     FROM response WHERE survey IS NOT NULL ORDER BY id;`,
  `CREATE TABLE sealed (
     id text COLLATE "C" NOT NULL PRIMARY KEY, receipt_hash text COLLATE "C" NOT NULL,
     survey text COLLATE "C" NOT NULL, revision integer NOT NULL, status text NOT NULL, sequence integer NOT NULL, mode text NOT NULL,
     channel text, language text NOT NULL, started_on text NOT NULL, received_on text NOT NULL, minutes integer NOT NULL,
     last_question text, digest text NOT NULL, sealed text NOT NULL
   );
   CREATE INDEX sealed_by_receipt ON sealed (receipt_hash);
   CREATE INDEX sealed_by_header ON sealed (survey, received_on, channel, status, last_question);`,
  `ALTER TABLE response ADD COLUMN proof text;
   ALTER TABLE about ADD COLUMN text_secret text;
   CREATE TABLE text_item (
     survey text COLLATE "C" NOT NULL, item text COLLATE "C" NOT NULL, PRIMARY KEY (survey, item)
   );
   CREATE TABLE texts_due (
     survey text COLLATE "C" NOT NULL, revision integer NOT NULL, PRIMARY KEY (survey, revision)
   );
   INSERT INTO texts_due SELECT DISTINCT survey, revision FROM response WHERE survey IS NOT NULL;
   CREATE TABLE comment (
     key bigint NOT NULL PRIMARY KEY,
     survey text COLLATE "C" NOT NULL, item text COLLATE "C" NOT NULL, language text NOT NULL, consent text, month text NOT NULL,
     came_on text COLLATE "C", print text NOT NULL, passages integer NOT NULL,
     state text NOT NULL, masks text, proposed_by text, lot integer, place integer
   );
   CREATE INDEX comment_by_state ON comment (survey, state, key) WHERE consent IS NOT NULL;
   CREATE INDEX comment_by_day ON comment (came_on) WHERE came_on IS NOT NULL;
   CREATE TABLE passage (key bigint NOT NULL PRIMARY KEY, text text NOT NULL);
   CREATE TABLE verbatims (survey text COLLATE "C" NOT NULL PRIMARY KEY, day text NOT NULL, body text NOT NULL);`,
  `CREATE INDEX comment_by_lot ON comment (survey, lot, place) WHERE lot IS NOT NULL;`,
  'CREATE TABLE flagged (id text COLLATE "C" NOT NULL PRIMARY KEY, survey text COLLATE "C" NOT NULL);',
  `CREATE TABLE event_refusal (
     survey text COLLATE "C" NOT NULL, channel text COLLATE "C" NOT NULL, day text NOT NULL, code text NOT NULL,
     envelopes bigint NOT NULL, PRIMARY KEY (survey, channel, day, code)
   );`,
];

/** Databases that were begun without `one` hold their one row already. */
const VERSION = `CREATE TABLE IF NOT EXISTS schema_version (
  version integer NOT NULL, one integer NOT NULL DEFAULT 1 PRIMARY KEY CHECK (one = 1)
)`;
const UNBEGUN = `INSERT INTO schema_version (version) SELECT 0 WHERE NOT EXISTS (SELECT FROM schema_version)
  ON CONFLICT DO NOTHING`;
/** Another endpoint has just created the table or its row type, or is adding them to the catalogue. */
const MADE = /^(42P07|42710|23505)$/;

/** Runs `CREATE TABLE IF NOT EXISTS`, which fails when two endpoints run it at the same moment. */
export async function createTable(client: PoolClient, statement: string): Promise<void> {
  await client.query(statement).catch((error: unknown) => {
    if (!hasCode(error, MADE)) throw error;
  });
}

/**
 * Migrates the database, and stores the words of the surveys that it is opened for. Endpoints that start at the same moment wait for
 * each other at the row of the version: not every engine has advisory locks, and not all that have them respect them.
 */
export async function migratePostgres(client: PoolClient, vocabulary: readonly Vocabulary[]) {
  await createTable(client, VERSION);
  await client.query(UNBEGUN);
  await client.query('BEGIN');
  const found = await client.query<{ version: number }>('SELECT version FROM schema_version FOR UPDATE');
  const version = found.rows[0]?.version ?? 0;
  if (version > STEPS.length) {
    await client.query('ROLLBACK');
    throw new CannotStart(
      `the database has schema version ${version}, this program knows ${STEPS.length}: use the newer program`,
    );
  }
  // A step may have a million rows to go through.
  await client.query('SET LOCAL statement_timeout = 0');
  for (const step of STEPS.slice(version)) await client.query(step);
  for (const { survey, revision, words } of vocabulary)
    await client.query('INSERT INTO vocabulary VALUES ($1, $2, $3) ON CONFLICT (survey, revision) DO NOTHING', [
      survey,
      revision,
      JSON.stringify(words),
    ]);
  // In place, so that whoever waits for the row finds it.
  await client.query('UPDATE schema_version SET version = $1', [STEPS.length]);
  await client.query('COMMIT');
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
