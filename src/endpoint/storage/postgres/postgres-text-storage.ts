import { passageKeys } from '../passages.ts';
import type { KeptText, TextStorage } from '../text-storage.ts';
import type { Query } from './postgres-client.ts';

/** Rows read by one statement. */
const PAGE = 200;
const LEAST = String(-(2n ** 63n));

interface Read {
  readonly key: string;
  readonly item: string;
  readonly consent: string | null;
  readonly passages: number;
}

/** Reads texts again, and forgets those that must go. */
export function textsPostgres(query: Query): TextStorage {
  return {
    texts: readTextsPostgres(query),
    async forgetEveryText() {
      const [found] = await query<{ comments: number }>('SELECT COUNT(*)::integer AS comments FROM comment');
      // Their files go with the commit.
      await query('TRUNCATE comment, passage');
      return found?.comments ?? 0;
    },
    async forgetDays(today) {
      await query('UPDATE comment SET came_on = NULL WHERE came_on < $1', [today]);
    },
  };
}

export function readTextsPostgres(query: Query): TextStorage['texts'] {
  async function toKept(rows: readonly Read[]): Promise<readonly KeptText[]> {
    const keysOf = ({ key, passages }: Read) => passageKeys(BigInt(key), passages).map(String);
    const found = await query<{ key: string; text: string }>(
      'SELECT key, text FROM passage WHERE key = ANY ($1::bigint[])',
      [rows.flatMap(keysOf)],
    );
    const passage = new Map(found.map(({ key, text }) => [key, text]));
    // One that was erased meanwhile is not shown.
    return rows.flatMap((row) => {
      const pieces = keysOf(row).map((key) => passage.get(key));
      return pieces.includes(undefined) ? [] : [{ item: row.item, text: pieces.join(''), consent: row.consent }];
    });
  }

  return async function* texts(survey, before) {
    for (let after = LEAST; ; ) {
      const rows = await query<Read>(
        `SELECT key, item, consent, passages FROM comment
         WHERE survey = $1 AND key > $2 AND passages > 0 AND ($3::text IS NULL OR came_on IS NULL OR came_on < $3)
         ORDER BY key LIMIT $4`,
        [survey, after, before ?? null, PAGE],
      );
      yield* await toKept(rows);
      after = rows.at(-1)?.key ?? after;
      if (rows.length < PAGE) return;
    }
  };
}
