import SQLite, { type Database } from 'better-sqlite3';
import type { Background } from '../../process/background.ts';
import { toRow } from '../response-row.ts';
import { SQLITE } from '../sql/dialect.ts';
import { eraseInSlices } from '../sql/erasure-statements.ts';
import { responseReader, THREAD_PAGE } from '../sql/response-reader.ts';
import { sharedStorage, writeAndReadBack } from '../sql/shared-storage.ts';
import type { CountingReader, Observe, Outcome, Received, Storage } from '../storage.ts';
import { keysOf, NO_TEXTS, type TextItem, type Texts } from '../texts.ts';
import { openDatabase } from './sqlite-open.ts';
import { createSchema } from './sqlite-schema.ts';
import { reading, sharedRunIn } from './sqlite-statements.ts';
import { learnTexts, textItemsIn } from './sqlite-text-statements.ts';
import { type FileSize, keepTidy, untilLogIsEmpty } from './sqlite-tidy.ts';
import { runBy, type StartWriter, type Writer, writerOf } from './sqlite-writer-client.ts';

/** The page cache of what is read once from end to end, in KiB as SQLite counts them: no page is looked for again. */
const READER_CACHE = 1_000;

const NO_SIZE: FileSize = { all: 0, ofResponses: 0 };

export interface SqliteOptions {
  readonly observe?: Observe;
  readonly startWriter?: StartWriter;
  /** Takes texts out of the responses of these surveys, and finds the texts again. */
  readonly texts?: Texts;
  /** How often the log is emptied, or small tables are compacted, in milliseconds. */
  readonly roundEvery?: number;
  readonly background?: Background;
}

/** Opens and checks the database, and creates it where there is none. Throws `CannotStart` when it would not keep what we promise. */
export function openSqlite(file: string, options: SqliteOptions = {}): Storage {
  const { observe, startWriter, texts = NO_TEXTS } = options;
  const database = openDatabase(file);
  createSchema(database);
  learnTexts(database, texts);
  database.pragma('query_only = ON');
  return sqliteStorage(database, writerOf(file, startWriter, observe), { ...options, file, texts });
}

/** Reads a file that a storage has opened. */
export function openSqliteReader(file: string): CountingReader {
  const database = reading(() => new SQLite(file, { readonly: true, fileMustExist: true }));
  database.pragma(`cache_size = -${READER_CACHE}`);
  return { ...responseReader(sharedRunIn(database), SQLITE, THREAD_PAGE), close: async () => void database.close() };
}

/** Reads here, writes through the writer. */
function sqliteStorage(
  database: Database,
  writer: Writer,
  { file, texts, roundEvery, background }: SqliteOptions & { readonly file: string; readonly texts: Texts },
): Storage {
  const read = sharedRunIn(database);
  const write = runBy(writer);
  const upkeep = keepTidy(writer, fileSizeIn(database), roundEvery, background);
  const shared = sharedStorage(read, write, SQLITE);
  const textKeys = textKeysIn(database, texts);

  /** Rewrites the file, and waits until the write-ahead log contains no erased data. */
  async function rewrite(): Promise<void> {
    await writer.tidy();
    await untilLogIsEmpty(writer);
  }

  return {
    source: { kind: 'sqlite', file },
    ...shared,
    async store(received, refusals, day) {
      upkeep.written();
      const keysUnder = textKeys.ofMany();
      const rowOf = (one: Received, hasKeys: boolean) => {
        const { kept, texts: taken } = texts.apart(one, day);
        return { row: toRow(kept, day), texts: taken, textKeys: hasKeys ? keysUnder(one.envelope) : undefined };
      };
      // A first sequence seldom replaces anything.
      const rows = received.map((one) => rowOf(one, one.envelope.sequence > 1));
      const outcomes = await writer.write({ name: 'store', args: [rows, refusals, day] });
      const left = received.filter((_, place) => outcomes[place] === 'keys-wanted').map((one) => rowOf(one, true));
      const later = left.length === 0 ? [] : await writer.write({ name: 'store', args: [left, [], day] });
      const rest = later.values();
      return outcomes.map((outcome) => (outcome === 'keys-wanted' ? rest.next().value : outcome) as Outcome);
    },
    async erase(receiptHash, day) {
      const erased = (await writer.write({ name: 'erase', args: [receiptHash, day, textKeys.of(receiptHash)] })) > 0;
      // A backup under way keeps the log: it is emptied at the next probe.
      if (erased) await upkeep.erased();
      return erased || (await shared.receiptState(receiptHash)) === 'erased';
    },
    async eraseBefore(day, survey, channel, rewrites = true) {
      const erased = await eraseInSlices(read, SQLITE, texts, { day, survey, channel }, (...args) =>
        writer.write({ name: 'eraseBefore', args }),
      );
      await (rewrites ? rewrite() : upkeep.erased());
      return erased;
    },
    async changeComment(survey, change) {
      upkeep.written();
      const isChanged = await writer.write({ name: 'changeComment', args: [survey, change] });
      // The text also leaves the log and the free space of pages.
      if (isChanged && change.deletesText) await upkeep.erased();
      return isChanged;
    },
    drawLots: (kept, drawn) => writer.write({ name: 'drawLots', args: [kept, drawn] }),
    async forgetEveryText() {
      const forgotten = await writer.write({ name: 'forgetEveryText', args: [] });
      await rewrite();
      return forgotten;
    },
    async forgetDays(today) {
      upkeep.written();
      await write('UPDATE comment SET came_on = NULL WHERE came_on < $1', [today]);
    },
    async probe() {
      await upkeep.retry();
      await writeAndReadBack(read, write);
    },
    tidy: rewrite,
    async close() {
      upkeep.stop();
      // The last to close empties the log, and only the writer may.
      database.close();
      await writer.close();
    },
  };
}

function fileSizeIn(database: Database): () => FileSize {
  const size = database.prepare<[], FileSize>(
    `SELECT page_count * page_size AS "all",
         page_count * page_size - (SELECT COALESCE(SUM(LENGTH(bytes)), 0) FROM survey_piece) AS "ofResponses"
       FROM pragma_page_count, pragma_page_size`,
  );
  return () => reading(() => size.get()) ?? NO_SIZE;
}

/** Finds the keys of the texts that were taken out of responses. */
function textKeysIn(database: Database, texts: Texts) {
  const items = textItemsIn(database);
  return {
    of: (receiptHash: string) => keysOf(texts, receiptHash, reading(items)),
    /** The items are read once for all the rows that are asked for, at the first of them. */
    ofMany() {
      let known: readonly TextItem[] | undefined;
      return ({ receiptHash, survey }: Received['envelope']): readonly bigint[] => {
        known ??= reading(items);
        return keysOf(texts, receiptHash, known, survey);
      };
    },
  };
}
