import { setTimeout } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { groupCommit } from './group-commit.ts';
import type { OrganiserStorage, RefusalCount, SetAside, Tallied } from './organiser-storage.ts';
import { TOMBSTONE } from './row.ts';
import { StorageUnavailable } from './storage.ts';

/** Rows changed in one transaction: posts go through between two of them. */
const SLICE = 500;

export function organiserSqlite(
  database: Database,
  writer: ReturnType<typeof groupCommit>,
  reading: <T>(read: () => T) => T,
): OrganiserStorage {
  const tallies = database.prepare<[string], Tallied>(
    `SELECT received_on AS receivedOn, channel, status, last_question AS lastQuestion, COUNT(*) AS responses
     FROM response WHERE survey = ? GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  );
  const refusals = database.prepare<[], RefusalCount>(
    'SELECT day, code, survey, envelopes FROM refusal ORDER BY day, code, survey',
  );
  const mark = database.prepare(
    `INSERT INTO set_aside (id, survey, reason, day) SELECT id, survey, ?, ? FROM response WHERE id = ? AND survey = ?
     ON CONFLICT (id) DO NOTHING`,
  );
  const unmark = database.prepare('DELETE FROM set_aside WHERE id = ? AND survey = ?');
  const marked = database.prepare<[string], SetAside>(
    'SELECT id, reason, day FROM set_aside WHERE survey = ? ORDER BY id',
  );
  const before = database
    .prepare<[string, string, number], string>(
      'SELECT id FROM response WHERE id > ? AND received_on < ? ORDER BY id LIMIT ?',
    )
    .pluck();
  const erase = database.prepare(`UPDATE response SET ${TOMBSTONE} WHERE id = ?`);
  const forget = database.prepare('DELETE FROM set_aside WHERE id = ?');

  async function inSlices(ids: readonly string[], change: (id: string) => number): Promise<number> {
    let changed = 0;
    for (let at = 0; at < ids.length; at += SLICE) {
      const slice = ids.slice(at, at + SLICE);
      changed += await writer.run(() => slice.reduce((sum, id) => sum + change(id), 0));
    }
    return changed;
  }

  return {
    tallies: async (survey) => reading(() => tallies.all(survey)),
    refusals: async () => reading(() => refusals.all()),
    setAside: (survey, ids, reason, day) => inSlices(ids, (id) => mark.run(reason, day, id, survey).changes),
    takeBack: (survey, ids) => inSlices(ids, (id) => unmark.run(id, survey).changes),
    aside: async (survey) => reading(() => marked.all(survey)),
    async eraseBefore(day) {
      let erased = 0;
      for (let after = ''; ; ) {
        const ids = await writer.run(() => {
          const found = before.all(after, day, SLICE);
          for (const id of found) {
            erase.run(id);
            forget.run(id);
          }
          return found;
        });
        erased += ids.length;
        after = ids.at(-1) ?? after;
        if (ids.length < SLICE) break;
      }
      await emptyLog(database);
      return erased;
    },
  };
}

/** Until the log is emptied it holds the pages as they were. Whoever reads at this moment is waited for. */
async function emptyLog(database: Database) {
  for (let tries = 0; tries < 100; tries++) {
    if (database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0) return;
    await setTimeout(50);
  }
  throw new StorageUnavailable('what is erased is still in the log, which another reader holds');
}
