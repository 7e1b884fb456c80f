import type { DayCount, OrganiserStorage, RefusalCount, SealedCount, SetAside } from '../organiser-storage.ts';
import { TOMBSTONE } from '../row.ts';

/** Rows read or changed by one statement. */
const SLICE = 1_000;

type Query = <R extends object>(text: string, values?: unknown[]) => Promise<readonly R[]>;

export function organiserPostgres(query: Query, tidy: () => Promise<void>): OrganiserStorage {
  return {
    erasures: (survey) =>
      query<DayCount>(
        'SELECT day, responses::integer AS responses FROM erasure WHERE survey = $1 ORDER BY day COLLATE "C"',
        [survey],
      ),
    async losses(survey) {
      const [about] = await query<{ on: string | null }>('SELECT restored_on AS on FROM about');
      const missing = await query<DayCount>(
        'SELECT day, responses::integer AS responses FROM loss WHERE survey = $1 ORDER BY day COLLATE "C"',
        [survey],
      );
      return { restoredOn: about?.on ?? null, missing };
    },
    sealed: (survey) =>
      query<SealedCount>(
        `SELECT received_on AS "receivedOn", channel, status, last_question AS "lastQuestion", COUNT(*)::integer AS responses
         FROM sealed WHERE survey = $1 GROUP BY received_on, channel, status, last_question ORDER BY received_on COLLATE "C"`,
        [survey],
      ),
    refusals: () =>
      query<RefusalCount>(
        `SELECT day, code, survey, envelopes::integer AS envelopes FROM refusal
         ORDER BY day COLLATE "C", code COLLATE "C", survey COLLATE "C"`,
      ),
    async setAside(survey, ids, reason, day) {
      const marked = await query(
        `INSERT INTO set_aside (id, survey, reason, day)
         SELECT id, survey, $3, $4 FROM response WHERE survey = $1 AND id = ANY($2)
         ON CONFLICT (id) DO NOTHING RETURNING id`,
        [survey, ids, reason, day],
      );
      return marked.length;
    },
    async takeBack(survey, ids) {
      return (await query('DELETE FROM set_aside WHERE survey = $1 AND id = ANY($2) RETURNING id', [survey, ids]))
        .length;
    },
    async *aside(survey) {
      for (let after = ''; ; ) {
        const rows = await query<SetAside>(
          'SELECT id, reason, day FROM set_aside WHERE survey = $1 AND id > $2 ORDER BY id LIMIT $3',
          [survey, after, SLICE],
        );
        yield* rows;
        after = rows.at(-1)?.id ?? '';
        if (rows.length < SLICE) return;
      }
    },
    async countBefore(day) {
      const text = `SELECT (SELECT COUNT(*)::integer FROM response WHERE received_on < $1)
        + (SELECT COUNT(*)::integer FROM sealed WHERE received_on < $1) AS n`;
      return (await query<{ n: number }>(text, [day]))[0]?.n ?? 0;
    },
    // In slices of all there is, so that no statement looks through a million rows for the few that are due.
    async eraseBefore(day) {
      let erased = 0;
      for (let after = ''; ; ) {
        const rows = await query<{ id: string; due: boolean | null }>(
          `SELECT id, received_on < $2 AS due FROM response WHERE id > $1
           UNION ALL SELECT id, received_on < $2 FROM sealed WHERE id > $1 ORDER BY id LIMIT $3`,
          [after, day, SLICE],
        );
        const due = rows.filter((row) => row.due).map((row) => row.id);
        if (due.length > 0) erased += await eraseDue(query, due, day);
        after = rows.at(-1)?.id ?? '';
        if (rows.length < SLICE) break;
      }
      await tidy();
      return erased;
    },
  };
}

async function eraseDue(query: Query, ids: readonly string[], before: string): Promise<number> {
  const erased = await query(
    `WITH due AS (SELECT id FROM response WHERE id = ANY($1) AND received_on < $2 ORDER BY id FOR UPDATE),
       forgotten AS (DELETE FROM set_aside USING due WHERE set_aside.id = due.id),
       uncoded AS (DELETE FROM codes USING due WHERE codes.id = due.id)
     UPDATE response SET ${TOMBSTONE} FROM due WHERE response.id = due.id RETURNING response.id`,
    [ids, before],
  );
  const buried = await query(
    `WITH unsealed AS (DELETE FROM sealed WHERE id = ANY($1) AND received_on < $2 RETURNING id, receipt_hash)
     INSERT INTO response (id, receipt_hash) SELECT id, receipt_hash FROM unsealed RETURNING id`,
    [ids, before],
  );
  return erased.length + buried.length;
}
