import type { OrganiserStorage, RefusalCount, SetAside, Tallied } from './organiser-storage.ts';
import { TOMBSTONE } from './row.ts';

/** Rows changed by one statement. */
const SLICE = 1_000;

type Query = <R extends object>(text: string, values?: unknown[]) => Promise<readonly R[]>;

export function organiserPostgres(query: Query): OrganiserStorage {
  return {
    tallies: (survey) =>
      query<Tallied>(
        `SELECT received_on AS "receivedOn", channel, status, last_question AS "lastQuestion",
           COUNT(*)::integer AS responses
         FROM response WHERE survey = $1 GROUP BY received_on, channel, status, last_question
         ORDER BY received_on COLLATE "C", channel COLLATE "C" NULLS FIRST, status COLLATE "C",
           last_question COLLATE "C" NULLS FIRST`,
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
    aside: (survey) => query<SetAside>('SELECT id, reason, day FROM set_aside WHERE survey = $1 ORDER BY id', [survey]),
    async eraseBefore(day) {
      let erased = 0;
      for (let after = ''; ; ) {
        const ids = await query<{ id: string }>(
          `WITH due AS (SELECT id FROM response WHERE id > $1 AND received_on < $2 ORDER BY id LIMIT $3 FOR UPDATE),
             forgotten AS (DELETE FROM set_aside USING due WHERE set_aside.id = due.id)
           UPDATE response SET ${TOMBSTONE} FROM due WHERE response.id = due.id RETURNING response.id`,
          [after, day, SLICE],
        );
        erased += ids.length;
        after =
          ids
            .map(({ id }) => id)
            .toSorted()
            .at(-1) ?? after;
        if (ids.length < SLICE) return erased;
      }
    },
  };
}
