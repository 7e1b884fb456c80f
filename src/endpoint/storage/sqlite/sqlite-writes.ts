import type { Database } from 'better-sqlite3';
import { COLUMNS, type HeldRow, REPLACED, type StoredRow, TOMBSTONE, toContender, toHeld } from '../row.ts';
import type { Outcome, Publication, Refusal } from '../storage.ts';
import { succeed } from '../succession.ts';

/** Everything that changes the database. Each runs inside a transaction that is not its own, and takes and gives plain data. */
export type Writes = ReturnType<typeof writesOf>;

export function writesOf(database: Database) {
  const held = database.prepare<[string], HeldRow>(
    'SELECT survey, sequence, status, digest, receipt_hash FROM response WHERE id = ?',
  );
  const put = database.prepare<[StoredRow]>(
    `INSERT INTO response (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${REPLACED.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  );
  const countRefusal = database.prepare(
    `INSERT INTO refusal (day, code, survey, envelopes) VALUES (?, ?, ?, 1)
     ON CONFLICT (day, code, survey) DO UPDATE SET envelopes = envelopes + 1`,
  );
  const publish = database.prepare<[Publication]>(
    `INSERT INTO publication (survey, day, complete, body) VALUES (@survey, @day, @complete, @body)
     ON CONFLICT (survey) DO UPDATE SET day = excluded.day, complete = excluded.complete, body = excluded.body
     WHERE excluded.day > publication.day`,
  );
  const eraseBefore = database.prepare(`UPDATE response SET ${TOMBSTONE} WHERE id = ? AND received_on < ?`);
  const eraseByReceipt = database.prepare(
    `UPDATE response SET ${TOMBSTONE} WHERE receipt_hash = ? AND survey IS NOT NULL`,
  );
  const setAside = database.prepare(
    `INSERT INTO set_aside (id, survey, reason, day) SELECT id, survey, ?, ? FROM response WHERE id = ? AND survey = ?
     ON CONFLICT (id) DO NOTHING`,
  );
  const takeBack = database.prepare('DELETE FROM set_aside WHERE id = ? AND survey = ?');
  const forget = database.prepare('DELETE FROM set_aside WHERE id = ?');
  const forgetByReceipt = database.prepare(
    'DELETE FROM set_aside WHERE id IN (SELECT id FROM response WHERE receipt_hash = ?)',
  );
  const mark = database
    .prepare<[], number>(
      'INSERT INTO probe (one, mark) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET mark = mark + 1 RETURNING mark',
    )
    .pluck();

  function storeOne(row: StoredRow): Outcome {
    const found = held.get(row.id);
    const outcome = found ? succeed(toHeld(found), toContender(row)) : 'stored';
    if (outcome === 'stored') put.run(row);
    return outcome;
  }

  return {
    store(rows: readonly StoredRow[], refusals: readonly Refusal[], day: string): readonly Outcome[] {
      for (const refusal of refusals) countRefusal.run(day, refusal.code, refusal.survey);
      return rows.map(storeOne);
    },
    publish: (publication: Publication) => publish.run(publication).changes,
    /** How many responses of this receipt were erased. */
    erase(receiptHash: string): number {
      forgetByReceipt.run(receiptHash);
      return eraseByReceipt.run(receiptHash).changes;
    },
    /** Of these ids, how many responses were erased: those that were received before the day. */
    eraseBefore(day: string, ids: readonly string[]): number {
      const due = ids.filter((id) => eraseBefore.run(id, day).changes > 0);
      for (const id of due) forget.run(id);
      return due.length;
    },
    setAside: (survey: string, ids: readonly string[], reason: string, day: string) =>
      ids.reduce((sum, id) => sum + setAside.run(reason, day, id, survey).changes, 0),
    takeBack: (survey: string, ids: readonly string[]) =>
      ids.reduce((sum, id) => sum + takeBack.run(id, survey).changes, 0),
    /** Writes the next number, and gives it. */
    mark: () => mark.get() ?? 0,
  };
}
