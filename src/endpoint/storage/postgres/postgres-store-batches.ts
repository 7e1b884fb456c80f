import type { PoolClient } from 'pg';
import { CODES, type Coders, type CodesRow, toCodesRow } from '../codes.ts';
import type { Packings } from '../packing.ts';
import { COLUMNS, type HeldRow, REPLACED, SEALED, toHeld, toRow, toSealedRow } from '../response-row.ts';
import { type Arrived, isSealed, type Outcome, type ReceivedSealed, type Refusal } from '../storage.ts';
import { type Held, succeed } from '../succession.ts';
import { type Apart, keysOf, type TextRow, type Texts } from '../texts.ts';
import { claimSecret, replaceTexts, textItemsOf } from './postgres-text-statements.ts';

export interface Batch {
  readonly received: readonly Arrived[];
  readonly refusals: readonly Refusal[];
  readonly day: string;
}

interface Write {
  readonly id: string;
  readonly day: string;
}

interface ClearWrite extends Write {
  readonly kept: Apart['kept'];
  readonly texts: readonly TextRow[];
}

interface SealedWrite extends Write {
  readonly sealed: ReceivedSealed;
}

/** What every batch is stored with. */
export interface StoringParts {
  readonly packing: Packings;
  readonly coders: Coders;
  readonly texts: Texts;
}

/** Storages whose database is known to hold texts under their secret: it does not take another one then. */
const claimed = new WeakSet<StoringParts>();

/**
 * Stores several batches in one transaction and gives the outcomes of each. `again` when another endpoint has just
 * inserted one of the ids: what is held must then be read anew.
 */
export async function storeTogether(
  client: PoolClient,
  batches: readonly Batch[],
  parts: StoringParts,
): Promise<readonly (readonly Outcome[])[] | 'again'> {
  const { packing, coders, texts } = parts;
  await client.query('BEGIN');
  const held = await heldUnder(client, batches);
  const replaced = new Map<string, ReplacedTexts>();
  const known = new Map(
    [...held].map(([id, one]) => [id, one.kind === 'response' && one.isSealed ? 'sealed' : 'response']),
  );
  const writes = new Map<string, ClearWrite | SealedWrite>();
  const outcomes = batches.map(({ received, day }) =>
    received.map((one) => {
      const before = held.get(one.envelope.id);
      const { id, sequence, status, receiptHash } = one.envelope;
      const write = isSealed(one) ? { id, day, sealed: one } : { id, day, ...texts.apart(one, day) };
      const { digest, proof } = 'sealed' in write ? { digest: one.digest, proof: null } : write.kept;
      const contender = { digest, proof, sequence, status, receiptHash, isSealed: isSealed(one) };
      const outcome = before ? succeed(before, contender) : 'stored';
      if (outcome === 'stored') {
        // What it held before this batch: nothing of the batch itself is written but its last.
        if (before?.kind === 'response' && before.proof !== null && known.get(id) === 'response')
          replaced.set(id, { survey: one.envelope.survey, receiptHash });
        held.set(id, { kind: 'response', ...contender });
        writes.set(id, write);
      }
      return outcome;
    }),
  );
  // In one order everywhere, so that two endpoints never wait for each other.
  const sorted = [...writes].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const clear = sorted.flatMap(([, write]) => ('sealed' in write ? [] : [write]));
  const closed = sorted.flatMap(([, write]) => ('sealed' in write ? [write] : []));
  const fresh = clear.filter(({ id }) => known.get(id) !== 'response');
  const later = clear.filter(({ id }) => known.get(id) === 'response');
  const opened = clear.filter(({ id }) => known.get(id) === 'sealed').map(({ id }) => id);
  if (opened.length > 0) await client.query('DELETE FROM sealed WHERE id = ANY($1)', [opened]);
  if (fresh.length > 0 && (await client.query(INSERT, columnsOf(fresh, packing))).rowCount !== fresh.length) {
    await client.query('ROLLBACK');
    return 'again';
  }
  if (later.length > 0) await client.query(REPLACE, columnsOf(later, packing));
  if (clear.length > 0) {
    const rows = clear.map(({ kept, day }) => toCodesRow(kept, day, coders));
    await client.query(
      PUT_CODES,
      CODES.map((name) => rows.map((row) => parameterOf(row[name]))),
    );
  }
  if (closed.length > 0) {
    // Those that were clear, or sealed under a lower number, give way.
    const before = closed.map(({ id }) => id).filter((id) => known.has(id));
    for (const table of ['set_aside', 'codes', 'response', 'sealed'])
      if (before.length > 0) await client.query(`DELETE FROM ${table} WHERE id = ANY($1)`, [before]);
    const rows = closed.map(({ sealed, day }) => toSealedRow(sealed, day));
    const put = await client.query(
      PUT_SEALED,
      SEALED.map((name) => rows.map((row) => row[name])),
    );
    if (put.rowCount !== closed.length) {
      await client.query('ROLLBACK');
      return 'again';
    }
  }
  await storeTexts(client, clear, [...replaced.values()], parts);
  await countRefusals(client, batches);
  await client.query('COMMIT');
  if (clear.some((write) => write.texts.length > 0)) claimed.add(parts);
  return outcomes;
}

/** Whose texts give way. */
interface ReplacedTexts {
  readonly survey: string;
  readonly receiptHash: string;
}

async function storeTexts(
  client: PoolClient,
  clear: readonly ClearWrite[],
  replaced: readonly ReplacedTexts[],
  parts: StoringParts,
) {
  const { texts } = parts;
  const rows = clear.flatMap((write) => write.texts);
  if (rows.length > 0 && !claimed.has(parts)) await claimSecret(client, texts);
  const items = replaced.length > 0 ? await textItemsOf(client) : [];
  const keys = replaced.flatMap(({ survey, receiptHash }) =>
    keysOf(
      texts,
      receiptHash,
      items.filter((item) => item.survey === survey),
    ),
  );
  await replaceTexts(client, rows, keys);
}

async function heldUnder(client: PoolClient, batches: readonly Batch[]): Promise<Map<string, Held>> {
  const ids = [...new Set(batches.flatMap(({ received }) => received.map((one) => one.envelope.id)))];
  const held = new Map<string, Held>();
  for (const [table, isSealed] of [
    ['sealed', true],
    ['response', false],
  ] as const) {
    const { rows } = await client.query<HeldRow & { id: string }>(
      `SELECT id, survey, sequence, status, digest, ${isSealed ? 'NULL AS proof' : 'proof'}, receipt_hash, ${isSealed} AS is_sealed FROM ${table}
       WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
      [ids],
    );
    for (const row of rows) held.set(row.id, toHeld(row));
  }
  return held;
}

const INTEGERS: ReadonlySet<string> = new Set(['revision', 'sequence', 'minutes']);
const rowsOf = (columns: readonly string[]) =>
  `unnest(${columns.map((name, index) => `$${index + 1}::${INTEGERS.has(name) ? 'integer' : 'text'}[]`).join(', ')})`;
const ROWS = rowsOf(COLUMNS);

const INSERT = `INSERT INTO response (${COLUMNS.join(', ')}) SELECT * FROM ${ROWS} ON CONFLICT (id) DO NOTHING`;
const REPLACE = `UPDATE response SET ${REPLACED.map((name) => `${name} = sent.${name}`).join(
  ', ',
)} FROM ${ROWS} AS sent (${COLUMNS.join(', ')}) WHERE response.id = sent.id`;

const PUT_SEALED = `INSERT INTO sealed (${SEALED.join(', ')}) SELECT * FROM ${rowsOf(SEALED)} ON CONFLICT (id) DO NOTHING`;

const CODES_TYPES: Readonly<Record<keyof CodesRow, string>> = {
  id: 'text',
  survey: 'text',
  received_on: 'text',
  channel: 'text',
  stamp: 'integer',
  coding: 'integer',
  code: 'bytea',
};
const PUT_CODES = `INSERT INTO codes (${CODES.join(', ')})
  SELECT * FROM unnest(${CODES.map((name, index) => `$${index + 1}::${CODES_TYPES[name]}[]`).join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${CODES.slice(1)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`;

/** Within an array the driver writes a buffer alone as bytes. */
export function bytesOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function parameterOf(value: CodesRow[keyof CodesRow]) {
  return value instanceof Uint8Array ? bytesOf(value) : value;
}

function columnsOf(writes: readonly ClearWrite[], packing: Packings) {
  const rows = writes.map(({ kept, day }) => toRow(kept, day, packing(kept.envelope.survey, kept.envelope.revision)));
  return COLUMNS.map((column) => rows.map((row) => row[column]));
}

async function countRefusals(client: PoolClient, batches: readonly Batch[]) {
  const refusals = batches.flatMap(({ refusals, day }) => refusals.map((refusal) => ({ ...refusal, day })));
  const counts = counted(refusals.map(({ day, code, survey }) => [day, code, survey]));
  for (const { key, envelopes } of counts) {
    await client.query(
      `INSERT INTO refusal (day, code, survey, envelopes) VALUES ($1, $2, $3, $4)
       ON CONFLICT (day, code, survey) DO UPDATE SET envelopes = refusal.envelopes + excluded.envelopes`,
      [...key, envelopes],
    );
  }
  const events = refusals.flatMap(({ event, ...one }) => (event === undefined ? [] : [{ ...one, event }]));
  for (const { key, envelopes } of counted(events.map(({ survey, event, day, code }) => [survey, event, day, code]))) {
    await client.query(
      `INSERT INTO event_refusal (survey, channel, day, code, envelopes) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (survey, channel, day, code) DO UPDATE SET envelopes = event_refusal.envelopes + excluded.envelopes`,
      [...key, envelopes],
    );
  }
}

/** How many there are of each key, in one order for all endpoints, so that two of them do not wait for each other. */
function counted(keys: readonly (readonly string[])[]) {
  const counts = new Map<string, { readonly key: readonly string[]; envelopes: number }>();
  for (const key of keys) {
    const name = key.join(' ');
    const count = counts.get(name) ?? { key, envelopes: 0 };
    count.envelopes++;
    counts.set(name, count);
  }
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}
