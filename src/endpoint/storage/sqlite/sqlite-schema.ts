import type { Database } from 'better-sqlite3';
import { CannotStart } from '../../process/cannot-start.ts';

/**
 * Step n brings a database from version n to n + 1. Steps are never edited once released, only added.
 *
 * One table holds responses and tombstones, so that the primary key alone decides between an insert and an erasure.
 * WITHOUT ROWID: a rowid would remember the order of arrival.
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
];

export const SCHEMA_VERSION = STEPS.length;

export function migrate(database: Database) {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > SCHEMA_VERSION)
    throw new CannotStart(
      `the database has schema version ${version}, this program knows ${SCHEMA_VERSION}: use the newer program`,
    );
  const rise = database.transaction(() => {
    for (const step of STEPS.slice(version)) database.exec(step);
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  });
  if (version < SCHEMA_VERSION) rise.immediate();
}
