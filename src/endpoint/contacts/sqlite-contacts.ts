import { existsSync, utimesSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { type Background, createBackground } from '../process/background.ts';
import { contactStepsIn } from '../storage/sql/storage-schema.ts';
import { openDatabase } from '../storage/sqlite/sqlite-open.ts';
import { createSchema } from '../storage/sqlite/sqlite-schema.ts';
import { reading, unavailability } from '../storage/sqlite/sqlite-writer-server.ts';
import { type Contacts, type HeldContact, TIDY_AFTER, toKeptContact } from './contacts.ts';

/** SQLite's busy timeout, in milliseconds: at a start, when two processes may create the file, and while this thread replies. */
const START_PATIENCE = 5_000;
const PATIENCE = 50;

/** Opens a separate file. Throws `CannotStart` if its durability settings cannot be applied. */
export function openSqliteContacts(
  file: string,
  tidyAfter = TIDY_AFTER,
  background: Background = createBackground(),
): Contacts {
  const database = openDatabase(file, START_PATIENCE);
  createSchema(database, contactStepsIn);
  const keep = database.prepare(
    `INSERT INTO contact (id, survey, month, address, purposes, comment) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
  );
  const all = database.prepare<[string], HeldContact>(
    `SELECT id, month, address, purposes, comment, confirmed FROM contact
     WHERE survey = ? AND address IS NOT NULL ORDER BY id`,
  );
  const confirm = database.prepare(
    'UPDATE contact SET confirmed = ? WHERE survey = ? AND id = ? AND address IS NOT NULL',
  );
  const erase = database.prepare(
    `UPDATE contact SET address = NULL, purposes = NULL, comment = NULL, confirmed = 0
     WHERE survey = ? AND id = ? AND address IS NOT NULL`,
  );
  const expire = database.prepare('DELETE FROM contact WHERE survey = ? AND month <= ?');
  const inOneTransaction = database.transaction((ids: readonly string[], change: (id: string) => number) =>
    ids.reduce((sum, id) => sum + change(id), 0),
  );
  const compaction = compactionOf(database, file);
  const { tidy } = compaction;
  function written<T>(write: () => T): T {
    compaction.note();
    return reading(write);
  }

  reading(tidy);
  database.pragma(`busy_timeout = ${PATIENCE}`);
  const timer = setInterval(() => void background('compaction', compaction.round), tidyAfter).unref();

  return {
    async keep({ id, survey, address, purposes, comment }, month) {
      written(() => keep.run(id, survey, month, address, purposes.join(' '), comment ?? null));
    },
    list: async (survey) => reading(() => all.all(survey).map((row) => toKeptContact(survey, row))),
    confirm: async (survey, ids, confirmed) =>
      written(() => inOneTransaction(ids, (id) => confirm.run(Number(confirmed), survey, id).changes)),
    async erase(survey, ids) {
      const due = ids ?? reading(() => all.all(survey).map(({ id }) => id));
      const erased = written(() => inOneTransaction(due, (id) => erase.run(survey, id).changes));
      reading(tidy);
      return erased;
    },
    async expire(survey, month) {
      if (reading(() => expire.run(survey, month).changes) === 0) return;
      compaction.note();
      reading(tidy);
    },
    async close() {
      clearInterval(timer);
      reading(tidy);
      database.close();
    },
  };
}

/** Rewrites the file (`VACUUM`) after a write. Until then a page shows which of its rows came last, and the write-ahead log when each came. */
function compactionOf(database: Database, file: string) {
  // The process before this one may have been killed before it rewrote the file.
  let isWritten = true;
  function tidy() {
    if (!isWritten) return;
    database.exec('VACUUM');
    isWritten = database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0;
  }
  return {
    tidy,
    note() {
      isWritten = true;
    },
    round() {
      try {
        tidy();
      } catch (error) {
        // A full disk, another writer: the next round tries again.
        if (unavailability(error) === undefined) throw error;
      } finally {
        // The files' modification time is always set to this minute, so that it does not reveal whether an address was left.
        for (const one of [file, `${file}-wal`]) if (existsSync(one)) utimesSync(one, new Date(), new Date());
      }
    },
  };
}
