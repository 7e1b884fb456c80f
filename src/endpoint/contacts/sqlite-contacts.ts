import { existsSync, utimesSync } from 'node:fs';
import { createBackground, runEvery } from '../process/background.ts';
import { SQLITE } from '../storage/sql/dialect.ts';
import { contactStepsIn } from '../storage/sql/storage-schema.ts';
import { openDatabase } from '../storage/sqlite/sqlite-open.ts';
import { createSchema } from '../storage/sqlite/sqlite-schema.ts';
import type { SqliteOptions } from '../storage/sqlite/sqlite-storage.ts';
import { untilLogIsEmpty } from '../storage/sqlite/sqlite-tidy.ts';
import { runBy, writerOf } from '../storage/sqlite/sqlite-writer-client.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import { contactStatements, REWRITE_AFTER, rewritingBy } from './contact-statements.ts';
import type { Contacts } from './contacts.ts';

/** SQLite's busy timeout, in milliseconds, at a start, when two processes may create the file. */
const START_PATIENCE = 5_000;

/**
 * Opens a separate file. Another thread reads and writes it: the one that answers phones does not wait for the disk. Throws
 * `CannotStart` if its durability settings cannot be applied.
 */
export function openSqliteContacts(
  file: string,
  {
    startWriter,
    roundEvery = REWRITE_AFTER,
    background = createBackground(),
  }: Pick<SqliteOptions, 'startWriter' | 'roundEvery' | 'background'> = {},
): Contacts {
  const database = openDatabase(file, START_PATIENCE);
  createSchema(database, contactStepsIn);
  database.close();
  const writer = writerOf(file, startWriter);
  // Until the file is rewritten a page shows which of its rows came last, and the write-ahead log when each came.
  const rewriting = rewritingBy(async () => {
    await writer.tidy();
    await untilLogIsEmpty(writer);
  }, true);

  async function round() {
    try {
      await rewriting.rewrite();
    } catch (error) {
      // A full disk, another writer: the next round tries again.
      if (!(error instanceof StorageUnavailable)) throw error;
    } finally {
      // The files' modification time is always set to this minute, so that it does not reveal whether an address was left.
      for (const one of ['', '-wal', '-shm'].map((end) => `${file}${end}`))
        if (existsSync(one)) utimesSync(one, new Date(), new Date());
    }
  }
  const rounds = runEvery(roundEvery, () => background('compaction', round));

  return {
    ...contactStatements(runBy(writer), SQLITE, rewriting),
    async close() {
      await rounds.stop();
      // On a full disk the next start rewrites them.
      await background('compaction', rewriting.rewrite);
      await writer.close();
    },
  };
}
