import { setImmediate } from 'node:timers/promises';
import { type CommentChange, readCommentKey } from '../comment-storage.ts';
import { passageKeys } from '../passages.ts';
import { TOMBSTONE } from '../response-row.ts';
import { keyAfter, keyOf } from '../row-key.ts';
import { keysOf, type TextItem, type Texts } from '../texts.ts';
import type { Dialect, Run } from './dialect.ts';

/** Rows looked at, and changed in one transaction: posts go through between two of them. */
const SLICE = 500;

/** Those of which there may be texts: none while there is no text at all. */
export const TEXT_ITEMS = 'SELECT survey, item FROM text_item WHERE EXISTS (SELECT 1 FROM comment)';

/** A response that may be old enough to be erased. */
export interface DueResponse {
  readonly id: string;
  readonly textKeys: readonly bigint[];
}

/** Makes the functions that erase by the same statements on both databases. Each runs inside the transaction of its caller. */
export function erasures(run: Run, { hex, unhex, isIn, list, rowLock }: Dialect) {
  const isAmongKeys = `key ${isIn('$1', 'long')}`;

  async function forgetTexts(keys: readonly bigint[]): Promise<void> {
    if (keys.length === 0) return;
    const held = await run<{ readonly at: string; readonly passages: number }>(
      `SELECT CAST(comment.key AS TEXT) AS at, passages FROM comment WHERE ${isAmongKeys} ORDER BY comment.key ${rowLock}`,
      [list(keys)],
    );
    await run(`DELETE FROM comment WHERE ${isAmongKeys}`, [list(keys)]);
    await forgetPassages(held.flatMap(({ at, passages }) => passageKeys(BigInt(at), passages)));
  }

  async function forgetPassages(keys: readonly bigint[]): Promise<void> {
    if (keys.length > 0) await run(`DELETE FROM passage WHERE ${isAmongKeys}`, [list(keys)]);
  }

  /** A tombstone is all that stays of a response that is erased. */
  async function forgetExclusions(rows: readonly { readonly id: string }[]): Promise<void> {
    for (const table of ['set_aside', 'exclusion'])
      await run(`DELETE FROM ${table} WHERE id ${isIn('$1', 'text')}`, [list(rows.map(({ id }) => id))]);
  }

  return {
    /** Returns how many responses of this receipt were erased. */
    async erase(receiptHash: string, day: string, textKeys: readonly bigint[]): Promise<number> {
      const ofReceipt = `receipt_hash = ${unhex('$1')} AND survey IS NOT NULL`;
      await forgetTexts(textKeys);
      await forgetExclusions(await run(`SELECT id FROM response WHERE ${ofReceipt}`, [receiptHash]));
      await run(
        `INSERT INTO erasure (survey, day, responses)
         SELECT survey, CAST($2 AS TEXT), COUNT(*) FROM response WHERE ${ofReceipt} GROUP BY survey
         ON CONFLICT (survey, day) DO UPDATE SET responses = erasure.responses + excluded.responses`,
        [receiptHash, day],
      );
      return (await run(`UPDATE response SET ${TOMBSTONE} WHERE ${ofReceipt} RETURNING id`, [receiptHash])).length;
    },
    /** Erases those that were received before the day, and returns how many. */
    async eraseBefore(day: string, responses: readonly DueResponse[]): Promise<number> {
      const isDue = `${isAmongKeys} AND received_on < $2`;
      const values = [list(responses.map(({ id }) => keyOf(id))), day];
      const due = await run<{ readonly id: string }>(
        `SELECT id FROM response WHERE ${isDue} ORDER BY key ${rowLock}`,
        values,
      );
      const ids = new Set(due.map(({ id }) => id));
      await forgetTexts(responses.flatMap(({ id, textKeys }) => (ids.has(id) ? textKeys : [])));
      await forgetExclusions(due);
      await run(`UPDATE response SET ${TOMBSTONE} WHERE ${isDue}`, values);
      return due.length;
    },
    async changeComment(survey: string, { seen, state, deletesText }: CommentChange): Promise<boolean> {
      const at = readCommentKey(seen.key);
      if (!at) return false;
      const [held] = await run<{ readonly passages: number }>(
        `SELECT passages FROM comment WHERE key = $1 ${rowLock}`,
        [at.key],
      );
      const before = held?.passages ?? 0;
      const changed = await run(
        `UPDATE comment SET state = $4, lot = NULL, place = NULL, passages = $5
         WHERE key = $1 AND survey = $2 AND consent IS NOT NULL AND substr(${hex('print')}, 1, 16) = $3 AND state = $6
         RETURNING state`,
        [at.key, survey, at.print, state, deletesText ? 0 : before, seen.state],
      );
      if (changed.length > 0 && deletesText) await forgetPassages(passageKeys(at.key, before));
      return changed.length > 0;
    },
  };
}

interface HeadRow {
  readonly id: string;
  readonly survey: string | null;
  readonly channel: string | null;
  readonly receivedOn: string;
  readonly receiptHash: string;
}

/** Responses are due that were received before a day, of one survey or of all, by one channel or by any. */
export interface Due {
  readonly day: string;
  readonly survey: string | undefined;
  readonly channel: string | undefined;
}

/** Erases in slices of all there is, so that no statement looks through a million rows for the few that are due. Returns how many. */
export async function eraseInSlices(
  read: Run,
  { hex }: Dialect,
  texts: Texts,
  { day, survey, channel }: Due,
  erase: ReturnType<typeof erasures>['eraseBefore'],
): Promise<number> {
  // Tombstones and other surveys included, so that no slice is longer than it says.
  const slice = `SELECT id, survey, channel, received_on AS "receivedOn", ${hex('receipt_hash')} AS "receiptHash" FROM response
    WHERE key > $1 ORDER BY key LIMIT $2`;
  let erased = 0;
  for (let after = ''; ; await setImmediate()) {
    const rows = await read<HeadRow>(slice, [keyAfter(after), SLICE]);
    const due = rows
      .filter((row) => row.survey !== null && row.survey === (survey ?? row.survey) && row.receivedOn < day)
      .filter((row) => row.channel === (channel ?? row.channel));
    // A slice without anything to erase makes no request wait.
    if (due.length > 0) {
      const items = await read<TextItem>(TEXT_ITEMS);
      const withKeys = due.map((row) => ({ id: row.id, textKeys: keysOf(texts, row.receiptHash, items, row.survey) }));
      erased += await erase(day, withKeys);
    }
    if (rows.length < SLICE) return erased;
    after = rows.at(-1)?.id ?? '';
  }
}
