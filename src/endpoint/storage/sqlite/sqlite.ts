import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { HEADER, type Row, toRow, toStored } from '../row.ts';
import { type Observe, type Publication, type Storage, StorageUnavailable } from '../storage.ts';
import { organiserSqlite } from './organiser-sqlite.ts';
import { inThread, type StartWriter, type Writer, writerOf } from './sqlite-calls.ts';
import { openDatabase } from './sqlite-open.ts';
import { migrate } from './sqlite-schema.ts';
import { unavailability } from './sqlite-writer.ts';

/** Rows read at a time by an export: short enough for posts to go through between two reads. */
const PAGE = 200;

/** Where the build puts it. */
const THREAD = new URL('./sqlite-thread.js', import.meta.url);

export interface SqliteOptions {
  readonly observe?: Observe;
  readonly startWriter?: StartWriter;
}

/** Opens, checks and upgrades the database. Throws `CannotStart` when it would not keep what we promise. */
export function openSqlite(file: string, { observe, startWriter = inThread(THREAD) }: SqliteOptions = {}): Storage {
  const database = openDatabase(file);
  migrate(database);
  database.pragma('query_only = ON');
  return sqliteStorage(database, writerOf(file, startWriter, observe));
}

/** Reads here, writes through the writer. */
function sqliteStorage(database: Database, writer: Writer): Storage {
  // Tombstones and other surveys included, without their answers: no page takes longer than it says.
  const page = database.prepare<[string, string, number], Row>(
    `SELECT ${HEADER.join(', ')}, CASE WHEN survey = ? THEN answers END AS answers
     FROM response WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const complete = database.prepare<[string], number>('SELECT responses FROM complete WHERE survey = ?').pluck();
  const published = database.prepare<[string], Publication>(
    'SELECT survey, day, complete, body FROM publication WHERE survey = ?',
  );
  const byReceipt = database
    .prepare<[string], number>('SELECT MIN(survey IS NULL) FROM response WHERE receipt_hash = ?')
    .pluck();
  const marked = database.prepare<[], number>('SELECT mark FROM probe').pluck();

  // Until it is emptied the log still holds erased pages as they were. A backup under way keeps it: then at the next probe.
  let logIsFull = false;
  async function emptyLog() {
    logIsFull = !(await writer.emptyLog());
  }

  return {
    kind: 'sqlite',
    ...organiserSqlite(database, writer, reading),
    store: (received, refusals, day) =>
      writer.write({ name: 'store', args: [received.map((one) => toRow(one, day)), refusals, day] }),
    async *all(survey) {
      for (let after = ''; ; await setImmediate()) {
        const rows = reading(() => page.all(survey, after, PAGE));
        for (const row of rows) if (row.survey === survey) yield toStored(row);
        after = rows.at(-1)?.id ?? '';
        if (rows.length < PAGE) return;
      }
    },
    completeCount: async (survey) => reading(() => complete.get(survey) ?? 0),
    publication: async (survey) => reading(() => published.get(survey)),
    async publish(publication) {
      await writer.write({ name: 'publish', args: [publication] });
    },
    receiptState: async (receiptHash) => {
      const erased = reading(() => byReceipt.get(receiptHash));
      return typeof erased === 'number' ? (erased ? 'erased' : 'received') : undefined;
    },
    async erase(receiptHash) {
      const erased = (await writer.write({ name: 'erase', args: [receiptHash] })) > 0;
      if (erased) await emptyLog();
      return erased || reading(() => byReceipt.get(receiptHash)) === 1;
    },
    async probe() {
      if (logIsFull) await emptyLog();
      const written = await writer.write({ name: 'mark', args: [] });
      const found = reading(() => marked.get()) ?? 0;
      if (found < written) throw new StorageUnavailable('what was written is not read back');
    },
    async close() {
      // The last to close empties the log, and only the writer may.
      database.close();
      await writer.close();
    },
  };
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (unavailability(error)) throw new StorageUnavailable('the storage cannot be read', { cause: error });
    throw error;
  }
}
