import type { Dialect } from './dialect.ts';

/**
 * The tables of both databases. One holds responses and tombstones, so that the primary key alone decides between an insert and an
 * erasure. Its keys come from random ids: numbers that the database gives out would remember the order of arrival. `stamp` is summed by
 * day, to tell whether a day's responses have changed; the index by day holds it, so that no answer is read for that.
 *
 * A survey is one row, so that each change of it is one statement. The files that its lists name are stored in pieces by their digest.
 * Each publication is a row that is inserted once: none is added twice to one night, nor to one that has a successor. `exclusion` counts
 * how often a response was excluded.
 *
 * Each step adds one version to the one before it.
 */
export function storageStepsIn(dialect: Dialect): readonly string[] {
  const readBy = `ALTER TABLE response ADD COLUMN read_by ${dialect.text};`;
  return [firstVersionIn(dialect), revisionDaysIn(dialect), shortAddressesIn(dialect), readBy, journalIn(dialect)];
}

function firstVersionIn({ text, integer, long, bytes, endOfNumbered, endOfTable, randomDigits }: Dialect): string {
  return `
  CREATE TABLE response (
    key ${long} NOT NULL PRIMARY KEY,
    id ${text} NOT NULL, receipt_hash ${bytes} NOT NULL,
    survey ${text}, revision ${integer}, status ${text}, sequence ${integer}, mode ${text}, channel ${text}, language ${text},
    started_on ${text}, received_on ${text}, minutes ${integer}, last_question ${text},
    digest ${bytes}, proof ${bytes}, stamp ${integer}, answers ${text}, deflated ${bytes},
    CHECK ((survey IS NULL) = (answers IS NULL AND deflated IS NULL))
  ) ${endOfNumbered};
  CREATE INDEX response_by_receipt ON response (receipt_hash);
  CREATE INDEX response_by_day ON response (survey, received_on, stamp);
  CREATE TABLE set_aside (
    id ${text} NOT NULL PRIMARY KEY, survey ${text} NOT NULL, reason ${text} NOT NULL, day ${text} NOT NULL
  ) ${endOfTable};
  CREATE INDEX set_aside_by_survey ON set_aside (survey);
  CREATE TABLE exclusion (
    id ${text} NOT NULL PRIMARY KEY, survey ${text} NOT NULL, times ${integer} NOT NULL
  ) ${endOfTable};
  CREATE TABLE text_item (survey ${text} NOT NULL, item ${text} NOT NULL, PRIMARY KEY (survey, item)) ${endOfTable};
  CREATE TABLE comment (
    key ${long} NOT NULL PRIMARY KEY,
    survey ${text} NOT NULL, item ${text} NOT NULL, language ${text} NOT NULL, consent ${text}, month ${text} NOT NULL,
    came_on ${text}, print ${bytes} NOT NULL, passages ${integer} NOT NULL, state ${text} NOT NULL, lot ${integer}, place ${integer}
  ) ${endOfNumbered};
  CREATE INDEX comment_by_state ON comment (survey, state) WHERE consent IS NOT NULL;
  CREATE INDEX comment_by_lot ON comment (survey, lot, place) WHERE lot IS NOT NULL;
  CREATE TABLE passage (key ${long} NOT NULL PRIMARY KEY, text ${text} NOT NULL) ${endOfNumbered};
  CREATE TABLE verbatims (survey ${text} NOT NULL PRIMARY KEY, day ${text} NOT NULL, body ${text} NOT NULL) ${endOfTable};
  CREATE TABLE refusal (
    day ${text} NOT NULL, code ${text} NOT NULL, survey ${text} NOT NULL, envelopes ${integer} NOT NULL,
    PRIMARY KEY (day, code, survey)
  ) ${endOfTable};
  CREATE TABLE event_refusal (
    survey ${text} NOT NULL, channel ${text} NOT NULL, day ${text} NOT NULL, code ${text} NOT NULL, envelopes ${integer} NOT NULL,
    PRIMARY KEY (survey, channel, day, code)
  ) ${endOfTable};
  CREATE TABLE erasure (
    survey ${text} NOT NULL, day ${text} NOT NULL, responses ${integer} NOT NULL, PRIMARY KEY (survey, day)
  ) ${endOfTable};
  CREATE TABLE loss (
    survey ${text} NOT NULL, day ${text} NOT NULL, responses ${integer} NOT NULL, PRIMARY KEY (survey, day)
  ) ${endOfTable};
  CREATE TABLE published_revision (
    survey ${text} NOT NULL, revision ${integer} NOT NULL, digest ${text} NOT NULL, PRIMARY KEY (survey, revision)
  ) ${endOfTable};
  CREATE TABLE publication_night (
    survey ${text} NOT NULL, night ${integer} NOT NULL, follows ${integer} NOT NULL, day ${text} NOT NULL,
    phase ${text} NOT NULL, shown ${text} NOT NULL, ledger ${text} NOT NULL,
    PRIMARY KEY (survey, night), UNIQUE (survey, follows)
  ) ${endOfTable};
  CREATE TABLE lifecycle (
    survey ${text} NOT NULL PRIMARY KEY, version ${integer} NOT NULL, body ${text} NOT NULL
  ) ${endOfTable};
  CREATE TABLE survey (
    survey ${text} NOT NULL PRIMARY KEY, version ${text} NOT NULL, state ${text} NOT NULL, listed ${integer} NOT NULL,
    withdrawn_on ${text}, published ${text}, draft ${text}
  ) ${endOfTable};
  CREATE TABLE survey_piece (
    digest ${text} NOT NULL, place ${integer} NOT NULL, put_on ${text} NOT NULL, bytes ${bytes} NOT NULL,
    PRIMARY KEY (digest, place)
  ) ${endOfTable};
  CREATE TABLE token (
    name ${text} NOT NULL PRIMARY KEY, digest ${text} NOT NULL, scopes ${text} NOT NULL, last_day ${text} NOT NULL, surveys ${text},
    used_on ${text}
  ) ${endOfTable};
  CREATE TABLE about (
    one ${integer} NOT NULL PRIMARY KEY CHECK (one = 1), epoch ${text} NOT NULL, backed_up_through ${text}, restored_on ${text},
    text_secret ${text}, home_survey ${text}
  ) ${endOfNumbered};
  INSERT INTO about (one, epoch) VALUES (1, ${randomDigits});
  CREATE TABLE probe (one ${integer} NOT NULL PRIMARY KEY CHECK (one = 1), mark ${integer} NOT NULL) ${endOfNumbered};`;
}

/** Revisions that have responses were published before their day was kept: each counts from the day of the first of them. */
function revisionDaysIn({ text, integer, endOfTable }: Dialect): string {
  return `
  CREATE TABLE revision_day (
    survey ${text} NOT NULL, revision ${integer} NOT NULL, day ${text} NOT NULL, PRIMARY KEY (survey, revision)
  ) ${endOfTable};
  INSERT INTO revision_day (survey, revision, day)
    SELECT survey, revision, MIN(received_on) FROM response WHERE survey IS NOT NULL GROUP BY survey, revision;`;
}

/** An address is printed: its row stays, and names no survey once that is deleted. The id of a survey is an address of it. */
function shortAddressesIn({ text, endOfTable }: Dialect): string {
  return `
  CREATE TABLE short_address (
    path ${text} NOT NULL PRIMARY KEY, survey ${text}, channel ${text}, UNIQUE (survey, channel)
  ) ${endOfTable};
  INSERT INTO short_address (path, survey) SELECT survey, survey FROM survey;`;
}

/** Counts what organisers did, by day: no row tells an hour, and a year of them is small. */
function journalIn({ text, integer, endOfTable }: Dialect): string {
  return `
  CREATE TABLE journal (
    day ${text} NOT NULL, name ${text} NOT NULL, survey ${text} NOT NULL, act ${text} NOT NULL, outcome ${text} NOT NULL,
    times ${integer} NOT NULL, PRIMARY KEY (day, name, survey, act, outcome)
  ) ${endOfTable};`;
}

/** The addresses that people leave for a contact. The one key of a row is random, and no row has a number that the database gave it. */
export function contactStepsIn({ text, integer, endOfTable }: Dialect): readonly string[] {
  const first = `
  CREATE TABLE contact (
    id ${text} NOT NULL PRIMARY KEY, survey ${text} NOT NULL, month ${text} NOT NULL,
    address ${text}, purposes ${text}, comment ${text}, confirmed ${integer} NOT NULL DEFAULT 0
  ) ${endOfTable};`;
  // Both databases have one version: a step that concerns the other alone is empty here.
  return [first, '', '', '', ''];
}
