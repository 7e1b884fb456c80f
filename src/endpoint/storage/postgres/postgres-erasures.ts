import type { Pool, PoolClient } from 'pg';
import { TOMBSTONE } from '../response-row.ts';
import { keyAfter, keyOf } from '../row-key.ts';
import type { Run } from '../sql/dialect.ts';
import { keysOf, type Texts } from '../texts.ts';
import { withClient } from './postgres-client.ts';
import { forgetTexts, passagesUnder, textItemsOf } from './postgres-text-statements.ts';

/** Rows looked at by one statement. */
const SLICE = 1_000;

/** Nothing replaces the texts of these responses while they are looked for. */
const LOCK_RECEIPT = `SELECT FROM response WHERE receipt_hash = decode($1, 'hex') ORDER BY key FOR UPDATE`;
/** Deletes the exclusions of the rows in `due`: only a tombstone is kept of an erased response. */
const FORGET_EXCLUSIONS = `reinstated AS (DELETE FROM set_aside USING due WHERE set_aside.id = due.id),
   forgotten AS (DELETE FROM exclusion USING due WHERE exclusion.id = due.id)`;
const ERASE = `WITH due AS (
     SELECT key, id, survey FROM response
     WHERE receipt_hash = decode($1, 'hex') AND survey IS NOT NULL ORDER BY key FOR UPDATE
   ), counted AS (
     INSERT INTO erasure (survey, day, responses)
     SELECT survey, $2, COUNT(*) FROM due GROUP BY survey
     ON CONFLICT (survey, day) DO UPDATE SET responses = erasure.responses + excluded.responses
   ), ${FORGET_EXCLUSIONS}
   UPDATE response SET ${TOMBSTONE} FROM due WHERE response.key = due.key`;

/** The database's own log and dead rows hold the old page until `tidy` and the recycling of its log. */
export function eraseReceipt(pool: Pool, texts: Texts, receiptHash: string, day: string): Promise<void> {
  return withClient(pool, async (client) => {
    await client.query('BEGIN');
    await client.query(LOCK_RECEIPT, [receiptHash]);
    const keys = keysOf(texts, receiptHash, await textItemsOf(client));
    await forgetTexts(client, await passagesUnder(client, keys));
    await client.query(ERASE, [receiptHash, day]);
    await client.query('COMMIT');
  });
}

/** Which responses are due: those received before a day, of one survey or of all, by one channel or by any. */
interface Due {
  readonly day: string;
  readonly survey: string | null;
  readonly channel: string | null;
}

/** In slices of all there is, so that no statement looks through a million rows for the few that are due. */
export async function eraseBefore(pool: Pool, read: Run, texts: Texts, { day, survey, channel }: Due): Promise<number> {
  let erased = 0;
  for (let after = ''; ; ) {
    const rows = await read<{ readonly id: string; readonly due: boolean | null }>(
      `SELECT id, received_on < $2 AND survey = COALESCE($4, survey) AND ($5::text IS NULL OR channel = $5) AS due FROM response
       WHERE key > $1 ORDER BY key LIMIT $3`,
      [keyAfter(after), day, SLICE, survey, channel],
    );
    const due = rows.filter((row) => row.due).map((row) => keyOf(row.id));
    if (due.length > 0) erased += await withClient(pool, (client) => eraseDue(client, texts, due, day));
    after = rows.at(-1)?.id ?? '';
    if (rows.length < SLICE) return erased;
  }
}

async function eraseDue(client: PoolClient, texts: Texts, due: readonly bigint[], before: string): Promise<number> {
  await client.query('BEGIN');
  const { rows } = await client.query<{ receipt: string; survey: string }>(
    `SELECT encode(receipt_hash, 'hex') AS receipt, survey FROM response
     WHERE key = ANY($1::bigint[]) AND received_on < $2 ORDER BY key FOR UPDATE`,
    [due, before],
  );
  const items = await textItemsOf(client);
  const keys = rows.flatMap(({ receipt, survey }) =>
    keysOf(
      texts,
      receipt,
      items.filter((item) => item.survey === survey),
    ),
  );
  await forgetTexts(client, await passagesUnder(client, keys));
  const erased = await client.query(
    `WITH due AS (SELECT key, id FROM response WHERE key = ANY($1::bigint[]) AND received_on < $2),
       ${FORGET_EXCLUSIONS}
     UPDATE response SET ${TOMBSTONE} FROM due WHERE response.key = due.key`,
    [due, before],
  );
  await client.query('COMMIT');
  return erased.rowCount ?? 0;
}
