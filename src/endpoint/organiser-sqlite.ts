import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { groupCommit } from './group-commit.ts';
import type { OrganiserStorage, RefusalCount, SetAside, Tallied } from './organiser-storage.ts';
import { TOMBSTONE } from './row.ts';
import { StorageUnavailable } from './storage.ts';
import { tallying } from './tallying.ts';

/** Rows changed in one transaction, or read at a time: posts go through between two of them. */
const SLICE = 500;

type Headed = Omit<Tallied, 'responses'> & { readonly id: string; readonly survey: string | null };

export function organiserSqlite(
  database: Database,
  writer: ReturnType<typeof groupCommit>,
  reading: <T>(read: () => T) => T,
): OrganiserStorage {
  // Tombstones and other surveys included, so that no slice is longer than it says.
  const headed = database.prepare<[string, number], Headed>(
    `SELECT id, survey, received_on AS receivedOn, channel, status, last_question AS lastQuestion
     FROM response WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const refusals = database.prepare<[], RefusalCount>(
    'SELECT day, code, survey, envelopes FROM refusal ORDER BY day, code, survey',
  );
  const mark = database.prepare(
    `INSERT INTO set_aside (id, survey, reason, day) SELECT id, survey, ?, ? FROM response WHERE id = ? AND survey = ?
     ON CONFLICT (id) DO NOTHING`,
  );
  const unmark = database.prepare('DELETE FROM set_aside WHERE id = ? AND survey = ?');
  const marked = database.prepare<[string, string, number], SetAside>(
    'SELECT id, reason, day FROM set_aside WHERE survey = ? AND id > ? ORDER BY id LIMIT ?',
  );
  const countMarked = database.prepare<[string], number>('SELECT COUNT(*) FROM set_aside WHERE survey = ?').pluck();
  const erase = database.prepare(`UPDATE response SET ${TOMBSTONE} WHERE id = ? AND received_on < ?`);
  const forget = database.prepare('DELETE FROM set_aside WHERE id = ?');

  function eraseOne(id: string, before: string): number {
    const { changes } = erase.run(id, before);
    if (changes > 0) forget.run(id);
    return changes;
  }

  async function inSlices(ids: readonly string[], change: (id: string) => number): Promise<number> {
    let changed = 0;
    for (let at = 0; at < ids.length; at += SLICE) {
      const slice = ids.slice(at, at + SLICE);
      changed += await writer.run(() => slice.reduce((sum, id) => sum + change(id), 0));
    }
    return changed;
  }

  async function* inOrder<T extends { readonly id: string }>(read: (after: string) => readonly T[]) {
    for (let after = ''; ; await setImmediate()) {
      const rows = reading(() => read(after));
      yield rows;
      after = rows.at(-1)?.id ?? '';
      if (rows.length < SLICE) return;
    }
  }

  return {
    async tallies(survey) {
      const counts = tallying();
      for await (const rows of inOrder((after) => headed.all(after, SLICE)))
        for (const row of rows) if (row.survey === survey) counts.add(row);
      return counts.sorted();
    },
    refusals: async () => reading(() => refusals.all()),
    setAside: (survey, ids, reason, day) => inSlices(ids, (id) => mark.run(reason, day, id, survey).changes),
    takeBack: (survey, ids) => inSlices(ids, (id) => unmark.run(id, survey).changes),
    async *aside(survey) {
      for await (const rows of inOrder((after) => marked.all(survey, after, SLICE))) yield* rows;
    },
    asideCount: async (survey) => reading(() => countMarked.get(survey) ?? 0),
    async eraseBefore(day) {
      let erased = 0;
      for await (const rows of inOrder((after) => headed.all(after, SLICE))) {
        const due = rows.filter((row) => row.survey !== null && row.receivedOn < day);
        // Nobody who sends waits for a slice in which there is nothing to do.
        if (due.length > 0) erased += await writer.run(() => due.reduce((sum, { id }) => sum + eraseOne(id, day), 0));
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
