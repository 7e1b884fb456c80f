import type { Pool, PoolClient } from 'pg';
import type { DayCount, EventRefusalCount, OrganiserStorage, RefusalCount, SetAside } from '../organiser-storage.ts';
import { TOMBSTONE } from '../response-row.ts';
import { keysOf, type Texts } from '../texts.ts';
import { type Query, queryIn, withClient } from './postgres-client.ts';
import { forgetTexts, passagesUnder, textItemsOf } from './postgres-text-statements.ts';
import { tidyPostgres } from './postgres-tidy.ts';

/** Rows read or changed by one statement. */
const SLICE = 1_000;

export function organiserPostgres(pool: Pool, texts: Texts): OrganiserStorage {
  const query = queryIn(pool);
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
    refusals: () =>
      query<RefusalCount>(
        `SELECT day, code, survey, envelopes::integer AS envelopes FROM refusal
         ORDER BY day COLLATE "C", code COLLATE "C", survey COLLATE "C"`,
      ),
    eventRefusals: (survey) =>
      query<EventRefusalCount>(
        `SELECT day, code, NULLIF(channel, '') AS channel, envelopes::integer AS envelopes FROM event_refusal
         WHERE survey = $1 ORDER BY day COLLATE "C", code COLLATE "C", event_refusal.channel`,
        [survey],
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
    aside: asidePostgres(query),
    async countBefore(day) {
      const text = 'SELECT COUNT(*)::integer AS n FROM response WHERE received_on < $1';
      return (await query<{ n: number }>(text, [day]))[0]?.n ?? 0;
    },
    // In slices of all there is, so that no statement looks through a million rows for the few that are due.
    async eraseBefore(day) {
      let erased = 0;
      for (let after = ''; ; ) {
        const rows = await query<{ id: string; due: boolean | null }>(
          'SELECT id, received_on < $2 AS due FROM response WHERE id > $1 ORDER BY id LIMIT $3',
          [after, day, SLICE],
        );
        const due = rows.filter((row) => row.due).map((row) => row.id);
        if (due.length > 0) erased += await withClient(pool, (client) => eraseDue(client, texts, due, day));
        after = rows.at(-1)?.id ?? '';
        if (rows.length < SLICE) break;
      }
      await withClient(pool, tidyPostgres);
      return erased;
    },
  };
}

async function eraseDue(client: PoolClient, texts: Texts, ids: readonly string[], before: string): Promise<number> {
  await client.query('BEGIN');
  const due = await client.query<{ receipt: string; survey: string }>(
    `SELECT receipt_hash AS receipt, survey FROM response WHERE id = ANY($1) AND received_on < $2 ORDER BY id FOR UPDATE`,
    [ids, before],
  );
  const items = await textItemsOf(client);
  const keys = due.rows.flatMap(({ receipt, survey }) =>
    keysOf(
      texts,
      receipt,
      items.filter((item) => item.survey === survey),
    ),
  );
  await forgetTexts(client, await passagesUnder(client, keys));
  const erased = await client.query(
    `WITH due AS (SELECT id FROM response WHERE id = ANY($1) AND received_on < $2),
       forgotten AS (DELETE FROM set_aside USING due WHERE set_aside.id = due.id),
       uncoded AS (DELETE FROM codes USING due WHERE codes.id = due.id)
     UPDATE response SET ${TOMBSTONE} FROM due WHERE response.id = due.id`,
    [ids, before],
  );
  await client.query('COMMIT');
  return erased.rowCount ?? 0;
}

export function asidePostgres(query: Query): OrganiserStorage['aside'] {
  return async function* aside(survey) {
    for (let after = ''; ; ) {
      const rows = await query<SetAside>(
        'SELECT id, reason, day FROM set_aside WHERE survey = $1 AND id > $2 ORDER BY id LIMIT $3',
        [survey, after, SLICE],
      );
      yield* rows;
      after = rows.at(-1)?.id ?? '';
      if (rows.length < SLICE) return;
    }
  };
}
