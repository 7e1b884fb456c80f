import { existsSync, utimesSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { type Background, createBackground, runEvery } from '../process/background.ts';
import { SQLITE } from '../storage/sql/dialect.ts';
import { contactStepsIn } from '../storage/sql/storage-schema.ts';
import { openDatabase } from '../storage/sqlite/sqlite-open.ts';
import { createSchema } from '../storage/sqlite/sqlite-schema.ts';
import { reading, sharedRunIn } from '../storage/sqlite/sqlite-statements.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import { contactStatements, REWRITE_AFTER, type Rewriting } from './contact-statements.ts';
import type { Contacts } from './contacts.ts';

/** SQLite's busy timeout, in milliseconds: at a start, when two processes may create the file, and while this thread replies. */
const START_PATIENCE = 5_000;
const PATIENCE = 50;

/** Opens a separate file. Throws `CannotStart` if its durability settings cannot be applied. */
export function openSqliteContacts(
  file: string,
  rewriteAfter = REWRITE_AFTER,
  background: Background = createBackground(),
): Contacts {
  const database = openDatabase(file, START_PATIENCE);
  createSchema(database, contactStepsIn);
  const rewriting = rewritingOf(database);
  rewriting.rewrite();
  database.pragma(`busy_timeout = ${PATIENCE}`);

  async function round() {
    try {
      await rewriting.rewrite();
    } catch (error) {
      // A full disk, another writer: the next round tries again.
      if (!(error instanceof StorageUnavailable)) throw error;
    } finally {
      // The files' modification time is always set to this minute, so that it does not reveal whether an address was left.
      for (const one of [file, `${file}-wal`]) if (existsSync(one)) utimesSync(one, new Date(), new Date());
    }
  }
  const rounds = runEvery(rewriteAfter, () => background('compaction', round), 'later');

  return {
    ...contactStatements(sharedRunIn(database), SQLITE, rewriting),
    async close() {
      await rounds.stop();
      await rewriting.rewrite();
      database.close();
    },
  };
}

/** Rewrites the file (`VACUUM`). Until then a page shows which of its rows came last, and the write-ahead log when each came. */
function rewritingOf(database: Database): Rewriting {
  // The process before this one may have been killed before it rewrote the file.
  let isWritten = true;
  return {
    note() {
      isWritten = true;
    },
    rewrite: () =>
      reading(() => {
        if (!isWritten) return;
        database.exec('VACUUM');
        isWritten = database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0;
      }),
  };
}
