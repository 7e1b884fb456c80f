import { setImmediate } from 'node:timers/promises';
import SQLite, { type Database } from 'better-sqlite3';
import type { Background } from '../../process/background.ts';
import { type Coders, NO_CODERS, toCodesRow } from '../codes.ts';
import type { Vocabulary } from '../packing.ts';
import { HEADER, type Row, toPacked, toRow } from '../response-row.ts';
import {
  type KeptConduct,
  type Observe,
  type Publication,
  type Received,
  type Standing,
  type Storage,
  type StorageReader,
  StorageUnavailable,
} from '../storage.ts';
import { keysOf, NO_TEXTS, type Texts } from '../texts.ts';
import { inThread } from '../worker-calls.ts';
import { codeHeld } from './sqlite-code-backfill.ts';
import { commentsSqlite } from './sqlite-comment-storage.ts';
import { openDatabase } from './sqlite-open.ts';
import { asideSqlite, organiserSqlite } from './sqlite-organiser-storage.ts';
import { keyAfter } from './sqlite-row-key.ts';
import { createSchema, learnWords, packingsIn } from './sqlite-schema.ts';
import { learnTexts, textItemsIn } from './sqlite-text-statements.ts';
import { readTextsSqlite, textsSqlite } from './sqlite-text-storage.ts';
import { keepTidy, untilLogIsEmpty } from './sqlite-tidy.ts';
import { type StartWriter, type Writer, writerOf } from './sqlite-writer-client.ts';
import { reading } from './sqlite-writer-server.ts';

/** Rows read at a time: where posts are answered each needs five turns of the event loop, and waits for a page at each. */
const PAGE = 50;
/** Of what is read once from end to end, in KiB as SQLite counts them: no page is looked for again. */
const READER_CACHE = 1_000;

/** Where the build puts it. */
const THREAD = new URL('./sqlite-writer-thread.js', import.meta.url);

export interface SqliteOptions {
  readonly observe?: Observe;
  readonly startWriter?: StartWriter;
  /** Of the surveys whose answers will come. */
  readonly vocabulary?: readonly Vocabulary[];
  /** Of the same surveys: what comes is coded by them, and so is what is held and is not. */
  readonly coders?: Coders;
  /** Of the same surveys: takes texts out of what comes, and finds them again. */
  readonly texts?: Texts;
  /** How often the log is emptied, in milliseconds. */
  readonly roundEvery?: number;
  readonly background?: Background;
}

/** Opens and checks the database, and creates it where there is none. Throws `CannotStart` when it would not keep what we promise. */
export function openSqlite(file: string, options: SqliteOptions = {}): Storage {
  const { observe, startWriter = inThread(THREAD), vocabulary, coders = NO_CODERS, texts = NO_TEXTS } = options;
  const database = openDatabase(file);
  createSchema(database);
  learnWords(database, vocabulary);
  learnTexts(database, texts);
  codeHeld(database, coders);
  database.pragma('query_only = ON');
  return sqliteStorage(database, writerOf(file, startWriter, observe), { ...options, file, coders, texts });
}

/** Reads a file that a storage has opened and brought up to date. */
export function openSqliteReader(file: string): StorageReader {
  const database = reading(() => new SQLite(file, { readonly: true, fileMustExist: true }));
  database.pragma(`cache_size = -${READER_CACHE}`);
  return {
    all: responsesIn(database),
    aside: asideSqlite(database),
    texts: readTextsSqlite(database),
    close: async () => void database.close(),
  };
}

function responsesIn(database: Database): Storage['all'] {
  // Tombstones and other surveys included, without their answers: no page takes longer than it says.
  const page = database.prepare<[string, bigint, number], Row>(
    `SELECT ${HEADER.join(', ')}, CASE WHEN survey = ? THEN answers END AS answers
     FROM response WHERE key > ? ORDER BY key LIMIT ?`,
  );
  const packing = packingsIn(database);
  return async function* all(survey, from = '') {
    for (let after = from; ; await setImmediate()) {
      const rows = reading(() => page.all(survey, keyAfter(after), PAGE));
      for (const row of rows) if (row.survey === survey) yield toPacked(row, packing(row.survey, row.revision));
      after = rows.at(-1)?.id ?? '';
      if (rows.length < PAGE) return;
    }
  };
}

/** Reads here, writes through the writer. */
function sqliteStorage(
  database: Database,
  writer: Writer,
  {
    file,
    coders,
    texts,
    roundEvery,
    background,
  }: SqliteOptions & { readonly file: string; readonly coders: Coders; readonly texts: Texts },
): Storage {
  const complete = database.prepare<[string], number>('SELECT responses FROM complete WHERE survey = ?').pluck();
  const published = database.prepare<[string], Publication>(
    'SELECT survey, day, complete, body FROM publication WHERE survey = ?',
  );
  const conduct = database.prepare<[string], KeptConduct>('SELECT survey, version, body FROM conduct WHERE survey = ?');
  const byReceipt = database
    .prepare<{ readonly receipt: string }, number>(
      'SELECT MIN(survey IS NULL) FROM response WHERE receipt_hash = unhex(@receipt)',
    )
    .pluck();
  const standing = database.prepare<[], Standing>('SELECT epoch, backed_up_through AS backedUpThrough FROM about');
  const packing = packingsIn(database);
  const marked = database.prepare<[], number>('SELECT mark FROM probe').pluck();

  const size = database
    .prepare<[], number>('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')
    .pluck();
  const upkeep = keepTidy(writer, () => reading(() => size.get()) ?? 0, roundEvery, background);

  const textItems = textItemsIn(database);

  /** A first sequence replaces nothing. */
  function replacedKeys({ envelope: { sequence, survey, receiptHash } }: Received): readonly bigint[] {
    const own = sequence > 1 ? reading(textItems).filter((item) => item.survey === survey) : [];
    return keysOf(texts, receiptHash, own);
  }

  return {
    source: { kind: 'sqlite', file },
    ...organiserSqlite(database, writer, texts),
    ...textsSqlite(database, writer, upkeep),
    ...commentsSqlite(database, writer, upkeep),
    store(received, refusals, day) {
      upkeep.written();
      return writer.write({
        name: 'store',
        args: [
          received.map((one) => {
            const { kept, texts: taken } = texts.apart(one, day);
            return {
              row: toRow(kept, day, packing(kept.envelope.survey, kept.envelope.revision)),
              codes: toCodesRow(kept, day, coders),
              texts: taken,
              textKeys: replacedKeys(one),
            };
          }),
          refusals,
          day,
        ],
      });
    },
    all: responsesIn(database),
    completeCount: async (survey) => reading(() => complete.get(survey) ?? 0),
    publication: async (survey) => reading(() => published.get(survey)),
    async publish(publication) {
      await writer.write({ name: 'publish', args: [publication] });
    },
    conduct: async (survey) => reading(() => conduct.get(survey)),
    keepConduct: (kept) => writer.write({ name: 'keepConduct', args: [kept] }),
    keepRevisions: (revisions) => writer.write({ name: 'keepRevisions', args: [revisions] }),
    receiptState: async (receiptHash) => {
      const erased = reading(() => byReceipt.get({ receipt: receiptHash }));
      return typeof erased === 'number' ? (erased ? 'erased' : 'received') : undefined;
    },
    async erase(receiptHash, day) {
      const textKeys = keysOf(texts, receiptHash, reading(textItems));
      const erased = (await writer.write({ name: 'erase', args: [receiptHash, day, textKeys] })) > 0;
      // A backup under way keeps the log: it is emptied at the next probe.
      if (erased) await upkeep.erased();
      return erased || reading(() => byReceipt.get({ receipt: receiptHash })) === 1;
    },
    async standing() {
      const found = reading(() => standing.get());
      if (!found) throw new StorageUnavailable('the database says nothing about itself');
      return found;
    },
    async probe() {
      await upkeep.retry();
      const written = await writer.write({ name: 'mark', args: [] });
      const found = reading(() => marked.get()) ?? 0;
      if (found < written) throw new StorageUnavailable('what was written is not read back');
    },
    async tidy() {
      await writer.tidy();
      await untilLogIsEmpty(writer);
    },
    async close() {
      upkeep.stop();
      // The last to close empties the log, and only the writer may.
      database.close();
      await writer.close();
    },
  };
}
