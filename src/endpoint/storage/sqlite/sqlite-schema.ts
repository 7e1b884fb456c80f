import type { Database } from 'better-sqlite3';
import { CannotStart } from '../../process/cannot-start.ts';
import { stampOf } from '../codes.ts';
import { type Packings, packings, type Vocabulary } from '../packing.ts';
import { keyOf } from './sqlite-row-key.ts';

/**
 * Step n brings a database from version n to n + 1. Steps are never edited once released, only added.
 *
 * One table holds responses and tombstones, so that the primary key alone decides between an insert and an erasure. Keys come
 * from random ids: numbers given by the database would remember the order of arrival.
 */
export const STEPS: readonly string[] = [
  `CREATE TABLE response (
     id TEXT NOT NULL PRIMARY KEY,
     receipt_hash TEXT NOT NULL,
     survey TEXT, revision INTEGER, status TEXT, sequence INTEGER, mode TEXT, channel TEXT, language TEXT,
     started_on TEXT, received_on TEXT, minutes INTEGER, last_question TEXT, digest TEXT, answers TEXT,
     CHECK ((survey IS NULL) = (answers IS NULL))
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX response_by_receipt ON response (receipt_hash);
   CREATE INDEX response_by_survey ON response (survey, status, received_on);
   CREATE TABLE refusal (
     day TEXT NOT NULL, code TEXT NOT NULL, survey TEXT NOT NULL, envelopes INTEGER NOT NULL,
     PRIMARY KEY (day, code, survey)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE publication (
     survey TEXT NOT NULL PRIMARY KEY, day TEXT NOT NULL, complete INTEGER NOT NULL, body TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE probe (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), mark INTEGER NOT NULL) STRICT;`,
  `CREATE TABLE set_aside (
     id TEXT NOT NULL PRIMARY KEY, survey TEXT NOT NULL, reason TEXT NOT NULL, day TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX set_aside_by_survey ON set_aside (survey);`,
  // Counted as they come: an index to count them by costs each write another page.
  `CREATE TABLE complete (survey TEXT NOT NULL PRIMARY KEY, responses INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   INSERT INTO complete (survey, responses)
     SELECT survey, COUNT(*) FROM response WHERE status = 'complete' GROUP BY survey;
   DROP INDEX response_by_survey;
   CREATE TRIGGER complete_came AFTER INSERT ON response WHEN new.status = 'complete' BEGIN
     INSERT INTO complete (survey, responses) VALUES (new.survey, 1)
     ON CONFLICT (survey) DO UPDATE SET responses = responses + 1;
   END;
   CREATE TRIGGER complete_changed AFTER UPDATE OF survey, status ON response BEGIN
     UPDATE complete SET responses = responses - 1 WHERE old.status = 'complete' AND survey = old.survey;
     INSERT INTO complete (survey, responses) SELECT new.survey, 1 WHERE new.status = 'complete'
     ON CONFLICT (survey) DO UPDATE SET responses = responses + 1;
   END;`,
  // A key of 64 bits and packed answers: a row no longer runs over its page, into others that are numbered as they come.
  `CREATE TABLE vocabulary (
     survey TEXT NOT NULL, revision INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (survey, revision)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE about (
     one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), epoch TEXT NOT NULL, backed_up_through TEXT, restored_on TEXT
   ) STRICT;
   INSERT INTO about (one, epoch) VALUES (1, lower(hex(randomblob(16))));
   CREATE TABLE erasure (
     survey TEXT NOT NULL, day TEXT NOT NULL, responses INTEGER NOT NULL, PRIMARY KEY (survey, day)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE loss (
     survey TEXT NOT NULL, day TEXT NOT NULL, responses INTEGER NOT NULL, PRIMARY KEY (survey, day)
   ) STRICT, WITHOUT ROWID;
   DROP TRIGGER complete_came;
   DROP TRIGGER complete_changed;
   DROP INDEX response_by_receipt;
   ALTER TABLE response RENAME TO response_as_text;
   CREATE TABLE response (
     key INTEGER NOT NULL PRIMARY KEY,
     id TEXT NOT NULL, receipt_hash BLOB NOT NULL,
     survey TEXT, revision INTEGER, status TEXT, sequence INTEGER, mode TEXT, channel TEXT, language TEXT,
     started_on TEXT, received_on TEXT, minutes INTEGER, last_question TEXT, digest BLOB, answers TEXT,
     CHECK ((survey IS NULL) = (answers IS NULL))
   ) STRICT;
   INSERT INTO response
     SELECT key_of(id), id, unhex(receipt_hash), survey, revision, status, sequence, mode, channel, language,
       started_on, received_on, minutes, last_question, unhex(digest), packed(survey, revision, answers)
     FROM response_as_text ORDER BY id;
   DROP TABLE response_as_text;
   CREATE INDEX response_by_receipt ON response (receipt_hash);
   CREATE TRIGGER complete_came AFTER INSERT ON response WHEN new.status = 'complete' BEGIN
     INSERT INTO complete (survey, responses) VALUES (new.survey, 1)
     ON CONFLICT (survey) DO UPDATE SET responses = responses + 1;
   END;
   CREATE TRIGGER complete_changed AFTER UPDATE OF survey, status ON response BEGIN
     UPDATE complete SET responses = responses - 1 WHERE old.status = 'complete' AND survey = old.survey;
     INSERT INTO complete (survey, responses) SELECT new.survey, 1 WHERE new.status = 'complete'
     ON CONFLICT (survey) DO UPDATE SET responses = responses + 1;
   END;`,
  `CREATE TABLE published_revision (
     survey TEXT NOT NULL, revision INTEGER NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (survey, revision)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE conduct (
     survey TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`,
  // Those held are coded at the first opening that knows their survey.
  `CREATE TABLE codes (
     key INTEGER NOT NULL PRIMARY KEY,
     id TEXT NOT NULL, survey TEXT NOT NULL, received_on TEXT NOT NULL, channel TEXT,
     stamp INTEGER NOT NULL, coding INTEGER NOT NULL, code BLOB NOT NULL
   ) STRICT;
   INSERT INTO codes
     SELECT key, id, survey, received_on, channel, stamp_of(digest), 0, x'' FROM response
     WHERE survey IS NOT NULL ORDER BY key;
   CREATE TRIGGER codes_erased AFTER UPDATE OF survey ON response WHEN new.survey IS NULL BEGIN
     DELETE FROM codes WHERE key = old.key;
   END;`,
  // Apart from all that is read and counted, so that nothing takes what cannot be opened for what was answered.
  `CREATE TABLE sealed (
     key INTEGER NOT NULL PRIMARY KEY,
     id TEXT NOT NULL, receipt_hash BLOB NOT NULL,
     survey TEXT NOT NULL, revision INTEGER NOT NULL, status TEXT NOT NULL, sequence INTEGER NOT NULL, mode TEXT NOT NULL,
     channel TEXT, language TEXT NOT NULL, started_on TEXT NOT NULL, received_on TEXT NOT NULL, minutes INTEGER NOT NULL,
     last_question TEXT, digest BLOB NOT NULL, sealed TEXT NOT NULL
   ) STRICT;
   CREATE INDEX sealed_by_receipt ON sealed (receipt_hash);
   CREATE INDEX sealed_by_header ON sealed (survey, received_on, channel, status, last_question);`,
  // Texts of those held are taken out at the first opening that knows their survey and has the secret.
  `ALTER TABLE response ADD COLUMN proof BLOB;
   ALTER TABLE about ADD COLUMN text_secret TEXT;
   CREATE TABLE text_item (
     survey TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (survey, item)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE texts_due (
     survey TEXT NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (survey, revision)
   ) STRICT, WITHOUT ROWID;
   INSERT INTO texts_due SELECT DISTINCT survey, revision FROM response WHERE survey IS NOT NULL;
   CREATE TABLE comment (
     key INTEGER NOT NULL PRIMARY KEY,
     survey TEXT NOT NULL, item TEXT NOT NULL, language TEXT NOT NULL, consent TEXT, month TEXT NOT NULL, came_on TEXT,
     print BLOB NOT NULL, passages INTEGER NOT NULL,
     state TEXT NOT NULL, masks TEXT, proposed_by TEXT, lot INTEGER, place INTEGER
   ) STRICT;
   CREATE INDEX comment_by_state ON comment (survey, state) WHERE consent IS NOT NULL;
   CREATE INDEX comment_by_day ON comment (came_on) WHERE came_on IS NOT NULL;
   CREATE TABLE passage (key INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT;
   CREATE TABLE verbatims (survey TEXT NOT NULL PRIMARY KEY, day TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  `CREATE INDEX comment_by_lot ON comment (survey, lot, place) WHERE lot IS NOT NULL;`,
  // Erased with its response, in whatever way.
  `CREATE TABLE flagged (id TEXT NOT NULL PRIMARY KEY, survey TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TRIGGER flagged_erased AFTER UPDATE OF survey ON response WHEN new.survey IS NULL BEGIN
     DELETE FROM flagged WHERE id = old.id;
   END;`,
  // Once a day all are gone through, 0.1 s for a million: an index to find those of a day by costs each of them another page.
  `DROP INDEX comment_by_day;`,
  `CREATE TABLE event_refusal (
     survey TEXT NOT NULL, channel TEXT NOT NULL, day TEXT NOT NULL, code TEXT NOT NULL, envelopes INTEGER NOT NULL,
     PRIMARY KEY (survey, channel, day, code)
   ) STRICT, WITHOUT ROWID;`,
];

export const SCHEMA_VERSION = STEPS.length;

/** Brings the database up to date, and teaches it the words of the surveys that it is opened for. */
export function migrate(database: Database, vocabulary: readonly Vocabulary[] = []) {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > SCHEMA_VERSION)
    throw new CannotStart(
      `the database has schema version ${version}, this program knows ${SCHEMA_VERSION}: use the newer program`,
    );
  if (version < SCHEMA_VERSION) rise(database, version, vocabulary);
  const learn = database.prepare('INSERT OR IGNORE INTO vocabulary (survey, revision, words) VALUES (?, ?, ?)');
  const known = database.prepare('SELECT 1 FROM vocabulary WHERE survey = ? AND revision = ?');
  for (const { survey, revision, words } of vocabulary)
    if (!known.get(survey, revision)) learn.run(survey, revision, JSON.stringify(words));
}

function rise(database: Database, version: number, vocabulary: readonly Vocabulary[]) {
  const packing = packings(
    (survey, revision) => vocabulary.find((one) => one.survey === survey && one.revision === revision)?.words,
  );
  database.function('key_of', (id) => keyOf(String(id)));
  database.function('stamp_of', (digest) => stampOf((digest as Buffer).toString('hex')));
  database.function('packed', (survey, revision, answers) =>
    answers === null ? null : packing(String(survey), Number(revision)).pack(JSON.parse(String(answers))),
  );
  const steps = database.transaction(() => {
    for (const step of STEPS.slice(version)) database.exec(step);
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  });
  steps.immediate();
  // What a step moved is still where it was, in pages that are free now.
  if (version > 0) database.exec('VACUUM');
}

/** How each revision's answers are packed in this database. */
export function packingsIn(database: Database): Packings {
  const find = database
    .prepare<[string, number], string>('SELECT words FROM vocabulary WHERE survey = ? AND revision = ?')
    .pluck();
  return packings((survey, revision) => {
    const words = find.get(survey, revision);
    return words === undefined ? undefined : (JSON.parse(words) as readonly string[]);
  });
}
