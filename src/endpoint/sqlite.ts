import { setImmediate } from 'node:timers/promises';
import SQLite, { type Database } from 'better-sqlite3';
import { groupCommit } from './group-commit.ts';
import { organiserSqlite } from './organiser-sqlite.ts';
import { type HeldRow, type Row, TOMBSTONE, toHeld, toStored } from './row.ts';
import { openDatabase } from './sqlite-open.ts';
import { migrate } from './sqlite-schema.ts';
import {
  type Observe,
  type Outcome,
  type Publication,
  type Received,
  type Refusal,
  type Storage,
  StorageUnavailable,
} from './storage.ts';
import { succeed } from './succession.ts';

/** Rows read at a time by an export: short enough for posts to go through between two reads. */
const PAGE = 200;

/** Opens, checks and upgrades the database. Throws `CannotStart` when it would not keep what we promise. */
export function openSqlite(file: string, observe?: Observe): Storage {
  const database = openDatabase(file);
  migrate(database);
  return over(database, observe);
}

/** Codes, primary or extended, that tell of the disk or of another writer rather than of our statement. */
const UNAVAILABLE = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|LOCKED|PROTOCOL|CORRUPT|NOTADB|NOLFS|PERM)/;

function isUnavailable(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && UNAVAILABLE.test(error.code);
}

function over(database: Database, observe?: Observe): Storage {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const writer = groupCommit({
    begin: () => begin.run(),
    commit: () => commit.run(),
    // SQLite ends the transaction by itself after the gravest errors.
    rollback: () => database.inTransaction && rollback.run(),
    isBusy: (error) => error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY'),
    isUnavailable,
    ...(observe ? { observe } : {}),
  });

  const held = database.prepare<[string], HeldRow>(
    'SELECT survey, sequence, status, digest, receipt_hash FROM response WHERE id = ?',
  );
  const put = database.prepare(
    `INSERT INTO response (id, receipt_hash, survey, revision, status, sequence, mode, channel, language,
       started_on, received_on, minutes, last_question, digest, answers)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET survey = excluded.survey, revision = excluded.revision, status = excluded.status,
       sequence = excluded.sequence, mode = excluded.mode, channel = excluded.channel, language = excluded.language,
       started_on = excluded.started_on, received_on = excluded.received_on, minutes = excluded.minutes,
       last_question = excluded.last_question, digest = excluded.digest, answers = excluded.answers`,
  );
  const countRefusal = database.prepare(
    `INSERT INTO refusal (day, code, survey, envelopes) VALUES (?, ?, ?, 1)
     ON CONFLICT (day, code, survey) DO UPDATE SET envelopes = envelopes + 1`,
  );
  // The plus sign keeps the planner on the primary key, which gives the order without sorting.
  const page = database.prepare<[string, string, number], Row>(
    `SELECT id, survey, revision, status, sequence, mode, channel, language, started_on, received_on, minutes,
       last_question, answers FROM response WHERE +survey = ? AND id > ? ORDER BY id LIMIT ?`,
  );
  const complete = database.prepare<[string], number>('SELECT responses FROM complete WHERE survey = ?').pluck();
  const published = database.prepare<[string], Publication>(
    'SELECT survey, day, complete, body FROM publication WHERE survey = ?',
  );
  const publish = database.prepare(
    `INSERT INTO publication (survey, day, complete, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (survey) DO UPDATE SET day = excluded.day, complete = excluded.complete, body = excluded.body
     WHERE excluded.day > publication.day`,
  );
  const byReceipt = database
    .prepare<[string], number>('SELECT MIN(survey IS NULL) FROM response WHERE receipt_hash = ?')
    .pluck();
  const erase = database.prepare(`UPDATE response SET ${TOMBSTONE} WHERE receipt_hash = ? AND survey IS NOT NULL`);
  const forget = database.prepare('DELETE FROM set_aside WHERE id IN (SELECT id FROM response WHERE receipt_hash = ?)');
  const mark = database
    .prepare<[], number>(
      'INSERT INTO probe (one, mark) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET mark = mark + 1 RETURNING mark',
    )
    .pluck();
  const marked = database.prepare<[], number>('SELECT mark FROM probe').pluck();

  function storeOne(received: Received, day: string): Outcome {
    const { envelope, digest } = received;
    const row = held.get(envelope.id);
    const outcome = row ? succeed(toHeld(row), received) : 'stored';
    if (outcome === 'stored')
      put.run(
        envelope.id,
        envelope.receiptHash,
        envelope.survey,
        envelope.revision,
        envelope.status,
        envelope.sequence,
        envelope.mode,
        envelope.channel,
        envelope.language,
        envelope.startedOn,
        day,
        envelope.minutes,
        envelope.lastQuestion,
        digest,
        JSON.stringify(envelope.answers),
      );
    return outcome;
  }

  // Until it is emptied the log still holds erased pages as they were. A backup under way keeps it: then at the next probe.
  let logIsFull = false;
  function emptyLog() {
    logIsFull = reading(() => database.pragma('wal_checkpoint(TRUNCATE)', { simple: true })) !== 0;
  }

  function reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (isUnavailable(error)) throw new StorageUnavailable('the storage cannot be read', { cause: error });
      throw error;
    }
  }

  return {
    kind: 'sqlite',
    ...organiserSqlite(database, writer, reading),
    store: (received: readonly Received[], refusals: readonly Refusal[], day: string) =>
      writer.run(() => {
        for (const refusal of refusals) countRefusal.run(day, refusal.code, refusal.survey);
        return received.map((one) => storeOne(one, day));
      }),
    async *all(survey: string) {
      for (let after = ''; ; await setImmediate()) {
        const rows = reading(() => page.all(survey, after, PAGE));
        for (const row of rows) yield toStored(row);
        after = rows.at(-1)?.id ?? '';
        if (rows.length < PAGE) return;
      }
    },
    completeCount: async (survey) => reading(() => complete.get(survey) ?? 0),
    publication: async (survey) => reading(() => published.get(survey)),
    async publish({ survey, day, complete: count, body }) {
      await writer.run(() => publish.run(survey, day, count, body));
    },
    receiptState: async (receiptHash) => {
      const erased = reading(() => byReceipt.get(receiptHash));
      return typeof erased === 'number' ? (erased ? 'erased' : 'received') : undefined;
    },
    async erase(receiptHash) {
      const erased = await writer.run(() => {
        forget.run(receiptHash);
        return erase.run(receiptHash).changes > 0;
      });
      if (erased) emptyLog();
      return erased || reading(() => byReceipt.get(receiptHash)) === 1;
    },
    async probe() {
      if (logIsFull) emptyLog();
      const written = (await writer.run(() => mark.get())) ?? 0;
      const found = reading(() => marked.get()) ?? 0;
      if (found < written) throw new StorageUnavailable('what was written is not read back');
    },
    async close() {
      await writer.drained();
      database.close();
    },
  };
}
