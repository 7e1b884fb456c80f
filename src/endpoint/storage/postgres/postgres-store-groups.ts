import type { Pool, PoolClient } from 'pg';
import { COLUMNS, HEXADECIMAL, REPLACED, type SqlRow, type StateRow, toHeld, toRow } from '../response-row.ts';
import { keyOf } from '../row-key.ts';
import { TEXT_ITEMS } from '../sql/erasure-statements.ts';
import { type Observe, type Outcome, type Received, type Refusal, StorageUnavailable } from '../storage.ts';
import { type StoredState, succeed } from '../succession.ts';
import { type Apart, keysOf, type TextItem, type TextRow, type Texts } from '../texts.ts';
import { PATIENCE, withClient } from './postgres-client.ts';
import { replaceTexts } from './postgres-text-statements.ts';

/** Requests per transaction, and concurrent transactions, whose flushes the database groups. */
const MOST_TOGETHER = 100;
export const WRITERS = 4;

/** Collects the batches of concurrent requests into shared transactions, several of which run concurrently. */
export function storingInGroups(
  pool: Pool,
  texts: Texts,
  observe?: Observe,
): (batch: Batch) => Promise<readonly Outcome[]> {
  interface QueuedBatch {
    readonly batch: Batch;
    readonly resolve: (outcomes: readonly Outcome[]) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: QueuedBatch[] = [];
  let writers = 0;

  async function write() {
    for (let group = waiting.splice(0, MOST_TOGETHER); group.length > 0; group = waiting.splice(0, MOST_TOGETHER))
      await settle(group);
    writers--;
  }

  async function settle(group: readonly QueuedBatch[]) {
    try {
      const before = performance.now();
      const outcomes = await storeOnce(
        pool,
        group.map((one) => one.batch),
        texts,
      );
      observe?.(group.length, (performance.now() - before) / 1000);
      group.forEach((one, index) => {
        one.resolve(outcomes[index] ?? []);
      });
    } catch (error) {
      const isUnavailable = error instanceof StorageUnavailable;
      // Those behind it would meet the same database, and wait as long again.
      const refused = isUnavailable ? [...group, ...waiting.splice(0)] : group;
      // A bug in one batch must not fail the others: each is tried alone.
      if (isUnavailable || group.length === 1) for (const one of refused) one.reject(error);
      else for (const one of group) await settle([one]);
    }
  }

  return (batch) =>
    new Promise((resolve, reject) => {
      waiting.push({ batch, resolve, reject });
      if (writers >= WRITERS) return;
      writers++;
      setImmediate(write);
    });
}

async function storeOnce(
  pool: Pool,
  batches: readonly Batch[],
  texts: Texts,
): Promise<readonly (readonly Outcome[])[]> {
  for (const until = Date.now() + PATIENCE; Date.now() < until; ) {
    const outcomes = await withClient(pool, (client) => storeTogether(client, batches, texts));
    if (outcomes !== 'again') return outcomes;
  }
  throw new StorageUnavailable('the same responses keep coming through other endpoints');
}

interface Batch {
  readonly received: readonly Received[];
  readonly refusals: readonly Refusal[];
  readonly day: string;
}

interface Write {
  readonly id: string;
  readonly day: string;
  readonly kept: Apart['kept'];
  readonly texts: readonly TextRow[];
}

/**
 * Stores several batches in one transaction and returns the outcomes of each. `again` when another endpoint has just
 * inserted one of the ids: the stored rows must then be read again.
 */
async function storeTogether(
  client: PoolClient,
  batches: readonly Batch[],
  texts: Texts,
): Promise<readonly (readonly Outcome[])[] | 'again'> {
  await client.query('BEGIN');
  const held = await heldUnder(client, batches);
  const replaced = new Map<string, ReplacedTexts>();
  const known = new Set(held.keys());
  const idUnder = new Map([...known].map((id) => [keyOf(id), id]));
  const writes = new Map<string, Write>();
  const outcomes = batches.map(({ received, day }) =>
    received.map((one) => {
      const { id, sequence, status, receiptHash } = one.envelope;
      // Another id may have the same first 64 bits.
      if ((idUnder.get(keyOf(id)) ?? id) !== id) return 'conflict';
      const before = held.get(id);
      const write = { id, day, ...texts.apart(one, day) };
      const { digest, proof } = write.kept;
      const contender = { digest, proof, sequence, status, receiptHash };
      const outcome = before ? succeed(before, contender) : 'stored';
      if (outcome === 'stored') {
        // The texts stored before this batch: of the batch itself only the last envelope of an id is written.
        if (before?.kind === 'response' && before.proof !== null && known.has(id))
          replaced.set(id, { survey: one.envelope.survey, receiptHash });
        idUnder.set(keyOf(id), id);
        held.set(id, { kind: 'response', ...contender });
        writes.set(id, write);
      }
      return outcome;
    }),
  );
  // Every endpoint writes in the same order, so that two of them do not deadlock.
  const sorted = [...writes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, write]) => write);
  const fresh = sorted.filter(({ id }) => !known.has(id));
  const later = sorted.filter(({ id }) => known.has(id));
  if (fresh.length > 0 && (await client.query(INSERT, columnsOf(fresh))).rowCount !== fresh.length) {
    await client.query('ROLLBACK');
    return 'again';
  }
  if (later.length > 0) await client.query(REPLACE, columnsOf(later));
  await storeTexts(client, sorted, [...replaced.values()], texts);
  await countRefusals(client, batches);
  await client.query('COMMIT');
  return outcomes;
}

/** A response whose texts are being replaced. */
interface ReplacedTexts {
  readonly survey: string;
  readonly receiptHash: string;
}

async function storeTexts(
  client: PoolClient,
  writes: readonly Write[],
  replaced: readonly ReplacedTexts[],
  texts: Texts,
) {
  const rows = writes.flatMap((write) => write.texts);
  const items = replaced.length > 0 ? (await client.query<TextItem>(TEXT_ITEMS)).rows : [];
  const keys = replaced.flatMap(({ survey, receiptHash }) => keysOf(texts, receiptHash, items, survey));
  await replaceTexts(client, rows, keys);
}

async function heldUnder(client: PoolClient, batches: readonly Batch[]): Promise<Map<string, StoredState>> {
  const ids = new Set(batches.flatMap(({ received }) => received.map((one) => one.envelope.id)));
  const { rows } = await client.query<StateRow & { id: string }>(
    `SELECT id, survey, sequence, status, encode(digest, 'hex') AS digest, encode(proof, 'hex') AS proof,
       encode(receipt_hash, 'hex') AS receipt_hash
     FROM response WHERE key = ANY($1::bigint[]) ORDER BY key FOR UPDATE`,
    [[...ids].map(keyOf)],
  );
  return new Map(rows.map((row) => [row.id, toHeld(row)]));
}

const TYPES: Readonly<Partial<Record<keyof SqlRow, string>>> = {
  revision: 'integer',
  sequence: 'integer',
  minutes: 'integer',
  stamp: 'integer',
  deflated: 'bytea',
};
const SENT = `unnest($1::bigint[], ${COLUMNS.map((name, index) => `$${index + 2}::${TYPES[name] ?? 'text'}[]`).join(', ')})
  AS sent (key, ${COLUMNS.join(', ')})`;
const sent = (name: keyof SqlRow) => (HEXADECIMAL.has(name) ? `decode(sent.${name}, 'hex')` : `sent.${name}`);

const INSERT = `INSERT INTO response (key, ${COLUMNS.join(', ')})
  SELECT sent.key, ${COLUMNS.map(sent).join(', ')} FROM ${SENT} ON CONFLICT (key) DO NOTHING`;
const REPLACE = `UPDATE response SET ${REPLACED.map((name) => `${name} = ${sent(name)}`).join(', ')}
  FROM ${SENT} WHERE response.key = sent.key`;

function columnsOf(writes: readonly Write[]) {
  const rows = writes.map(({ kept, day }) => toRow(kept, day));
  return [rows.map(({ id }) => keyOf(id)), ...COLUMNS.map((column) => rows.map((row) => row[column]))];
}

// Every endpoint counts in the same order, so that two of them do not deadlock.
const COUNT_REFUSALS = `INSERT INTO refusal (day, code, survey, envelopes)
  SELECT day, code, survey, COUNT(*) FROM unnest($1::text[], $2::text[], $3::text[]) AS refused (day, code, survey)
  GROUP BY day, code, survey ORDER BY day, code, survey
  ON CONFLICT (day, code, survey) DO UPDATE SET envelopes = refusal.envelopes + excluded.envelopes`;
const COUNT_EVENT_REFUSALS = `INSERT INTO event_refusal (survey, channel, day, code, envelopes)
  SELECT survey, event, day, code, COUNT(*)
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS refused (day, code, survey, event)
  WHERE event IS NOT NULL GROUP BY survey, event, day, code ORDER BY survey, event, day, code
  ON CONFLICT (survey, channel, day, code) DO UPDATE SET envelopes = event_refusal.envelopes + excluded.envelopes`;

async function countRefusals(client: PoolClient, batches: readonly Batch[]) {
  const refusals = batches.flatMap(({ refusals, day }) => refusals.map((refusal) => ({ ...refusal, day })));
  if (refusals.length === 0) return;
  const refused = [
    refusals.map(({ day }) => day),
    refusals.map(({ code }) => code),
    refusals.map(({ survey }) => survey),
  ];
  await client.query(COUNT_REFUSALS, refused);
  await client.query(COUNT_EVENT_REFUSALS, [...refused, refusals.map(({ event = null }) => event)]);
}
