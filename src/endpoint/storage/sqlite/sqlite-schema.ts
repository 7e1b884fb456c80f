import { closeSync, openSync, readSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { type Packings, packings, type Vocabulary } from '../packing.ts';
import { assertReadable, SCHEMA_VERSION } from '../schema-version.ts';

/**
 * One table holds responses and tombstones, so that the primary key alone decides between an insert and an erasure. Its keys come
 * from random ids: numbers that the database gives out would remember the order of arrival. Complete responses are counted by
 * triggers, since an index to count them by would cost each write another page.
 */
const SCHEMA = `
  CREATE TABLE response (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL, receipt_hash BLOB NOT NULL,
    survey TEXT, revision INTEGER, status TEXT, sequence INTEGER, mode TEXT, channel TEXT, language TEXT,
    started_on TEXT, received_on TEXT, minutes INTEGER, last_question TEXT, digest BLOB, proof BLOB, answers TEXT,
    CHECK ((survey IS NULL) = (answers IS NULL))
  ) STRICT;
  CREATE INDEX response_by_receipt ON response (receipt_hash);
  CREATE TABLE complete (survey TEXT NOT NULL PRIMARY KEY, responses INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TRIGGER complete_came AFTER INSERT ON response WHEN new.status = 'complete' BEGIN
    INSERT INTO complete (survey, responses) VALUES (new.survey, 1)
    ON CONFLICT (survey) DO UPDATE SET responses = responses + 1;
  END;
  CREATE TRIGGER complete_changed AFTER UPDATE OF survey, status ON response BEGIN
    UPDATE complete SET responses = responses - 1 WHERE old.status = 'complete' AND survey = old.survey;
    INSERT INTO complete (survey, responses) SELECT new.survey, 1 WHERE new.status = 'complete'
    ON CONFLICT (survey) DO UPDATE SET responses = responses + 1;
  END;
  CREATE TABLE vocabulary (
    survey TEXT NOT NULL, revision INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (survey, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE codes (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL, survey TEXT NOT NULL, received_on TEXT NOT NULL, channel TEXT,
    stamp INTEGER NOT NULL, coding INTEGER NOT NULL, code BLOB NOT NULL
  ) STRICT;
  CREATE TRIGGER codes_erased AFTER UPDATE OF survey ON response WHEN new.survey IS NULL BEGIN
    DELETE FROM codes WHERE key = old.key;
  END;
  CREATE TABLE set_aside (
    id TEXT NOT NULL PRIMARY KEY, survey TEXT NOT NULL, reason TEXT NOT NULL, day TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX set_aside_by_survey ON set_aside (survey);
  CREATE TABLE text_item (
    survey TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (survey, item)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE comment (
    key INTEGER NOT NULL PRIMARY KEY,
    survey TEXT NOT NULL, item TEXT NOT NULL, language TEXT NOT NULL, consent TEXT, month TEXT NOT NULL, came_on TEXT,
    print BLOB NOT NULL, passages INTEGER NOT NULL, state TEXT NOT NULL, lot INTEGER, place INTEGER
  ) STRICT;
  CREATE INDEX comment_by_state ON comment (survey, state) WHERE consent IS NOT NULL;
  CREATE INDEX comment_by_lot ON comment (survey, lot, place) WHERE lot IS NOT NULL;
  CREATE TABLE passage (key INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE TABLE verbatims (survey TEXT NOT NULL PRIMARY KEY, day TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE refusal (
    day TEXT NOT NULL, code TEXT NOT NULL, survey TEXT NOT NULL, envelopes INTEGER NOT NULL,
    PRIMARY KEY (day, code, survey)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE event_refusal (
    survey TEXT NOT NULL, channel TEXT NOT NULL, day TEXT NOT NULL, code TEXT NOT NULL, envelopes INTEGER NOT NULL,
    PRIMARY KEY (survey, channel, day, code)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE erasure (
    survey TEXT NOT NULL, day TEXT NOT NULL, responses INTEGER NOT NULL, PRIMARY KEY (survey, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE loss (
    survey TEXT NOT NULL, day TEXT NOT NULL, responses INTEGER NOT NULL, PRIMARY KEY (survey, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE published_revision (
    survey TEXT NOT NULL, revision INTEGER NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (survey, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE publication (
    survey TEXT NOT NULL PRIMARY KEY, day TEXT NOT NULL, complete INTEGER NOT NULL, body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE conduct (
    survey TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE about (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), epoch TEXT NOT NULL, backed_up_through TEXT, restored_on TEXT,
    text_secret TEXT
  ) STRICT;
  INSERT INTO about (one, epoch) VALUES (1, lower(hex(randomblob(16))));
  CREATE TABLE probe (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), mark INTEGER NOT NULL) STRICT;`;

/** "BARO", in the header of every file: what was written before the first release has none (`PRAGMA application_id`). */
const MARK = 0x42_41_52_4f;
/** Where the header holds both, in four bytes each: sqlite.org/fileformat2.html#the_database_header */
const [VERSION_AT, MARK_AT, HEADER_BYTES] = [60, 68, 100];

/** Throws `CannotStart` when the file is not for this program. Reads bytes alone: a connection would empty its log, or create one. */
export function assertReadableFile(file: string): void {
  const header = headerOf(file);
  if (header?.toString('latin1', 0, 15) !== 'SQLite format 3') return;
  assertReadable(file, {
    version: header.readUInt32BE(VERSION_AT),
    isMarked: header.readUInt32BE(MARK_AT) === MARK,
  });
}

/** Nothing where there is no file, or where the file is too short for a header. */
function headerOf(file: string): Buffer | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  try {
    const descriptor = openSync(file, 'r');
    try {
      return readSync(descriptor, header, 0, HEADER_BYTES, 0) === HEADER_BYTES ? header : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    // Opening it for use says better what is wrong.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** Creates the tables of a new file. Throws `CannotStart` when the file is not for this program. */
export function createSchema(database: Database, schema = SCHEMA): void {
  const create = database.transaction(() => {
    // Another process may have just created them.
    if (versionOf(database) > 0) return;
    database.exec(schema);
    database.pragma(`application_id = ${MARK}`);
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  });
  if (versionOf(database) === 0) create.immediate();
  // The header may have been in the log.
  assertReadable(database.name, {
    version: versionOf(database),
    isMarked: database.pragma('application_id', { simple: true }) === MARK,
  });
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Stores the words of the surveys that the database is opened for. */
export function learnWords(database: Database, vocabulary: readonly Vocabulary[] = []) {
  const learn = database.prepare('INSERT OR IGNORE INTO vocabulary (survey, revision, words) VALUES (?, ?, ?)');
  const known = database.prepare('SELECT 1 FROM vocabulary WHERE survey = ? AND revision = ?');
  for (const { survey, revision, words } of vocabulary)
    if (!known.get(survey, revision)) learn.run(survey, revision, JSON.stringify(words));
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
