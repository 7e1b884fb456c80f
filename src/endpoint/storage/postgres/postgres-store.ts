import type { PoolClient } from 'pg';
import { CODES, type Coders, type CodesRow, toCodesRow } from '../codes.ts';
import type { Packings } from '../packing.ts';
import { COLUMNS, type HeldRow, REPLACED, SEALED, toHeld, toRow, toSealedRow } from '../row.ts';
import { type Arrived, isClear, isSealed, type Outcome, type Received, type Refusal } from '../storage.ts';
import { type Held, succeed } from '../succession.ts';

export interface Batch {
  readonly received: readonly Arrived[];
  readonly refusals: readonly Refusal[];
  readonly day: string;
}

/**
 * Stores several batches in one transaction and gives the outcomes of each. `again` when another endpoint has just
 * inserted one of the ids: what is held must then be read anew.
 */
export async function storeTogether(
  client: PoolClient,
  batches: readonly Batch[],
  packing: Packings,
  coders: Coders,
): Promise<readonly (readonly Outcome[])[] | 'again'> {
  await client.query('BEGIN');
  const held = await heldUnder(client, batches);
  const known = new Map(
    [...held].map(([id, one]) => [id, one.kind === 'response' && one.isSealed ? 'sealed' : 'response']),
  );
  const writes = new Map<string, { readonly received: Arrived; readonly day: string }>();
  const outcomes = batches.map(({ received, day }) =>
    received.map((one) => {
      const before = held.get(one.envelope.id);
      const { sequence, status, receiptHash } = one.envelope;
      const contender = { digest: one.digest, sequence, status, receiptHash, isSealed: isSealed(one) };
      const outcome = before ? succeed(before, contender) : 'stored';
      if (outcome === 'stored') {
        held.set(one.envelope.id, { kind: 'response', ...contender });
        writes.set(one.envelope.id, { received: one, day });
      }
      return outcome;
    }),
  );
  // In one order everywhere, so that two endpoints never wait for each other.
  const sorted = [...writes].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const clear = sorted.flatMap(([id, { received, day }]) => (isClear(received) ? [{ id, received, day }] : []));
  const closed = sorted.flatMap(([id, { received, day }]) => (isSealed(received) ? [{ id, received, day }] : []));
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
    const rows = clear.map(({ received, day }) => toCodesRow(received, day, coders));
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
    const rows = closed.map(({ received, day }) => toSealedRow(received, day));
    const put = await client.query(
      PUT_SEALED,
      SEALED.map((name) => rows.map((row) => row[name])),
    );
    if (put.rowCount !== closed.length) {
      await client.query('ROLLBACK');
      return 'again';
    }
  }
  await countRefusals(client, batches);
  await client.query('COMMIT');
  return outcomes;
}

async function heldUnder(client: PoolClient, batches: readonly Batch[]): Promise<Map<string, Held>> {
  const ids = [...new Set(batches.flatMap(({ received }) => received.map((one) => one.envelope.id)))];
  const held = new Map<string, Held>();
  for (const [table, isSealed] of [
    ['sealed', true],
    ['response', false],
  ] as const) {
    const { rows } = await client.query<HeldRow & { id: string }>(
      `SELECT id, survey, sequence, status, digest, receipt_hash, ${isSealed} AS is_sealed FROM ${table}
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

function columnsOf(writes: readonly { readonly received: Received; readonly day: string }[], packing: Packings) {
  const rows = writes.map(({ received, day }) =>
    toRow(received, day, packing(received.envelope.survey, received.envelope.revision)),
  );
  return COLUMNS.map((column) => rows.map((row) => row[column]));
}

async function countRefusals(client: PoolClient, batches: readonly Batch[]) {
  const counts = new Map<string, { readonly key: readonly [string, string, string]; envelopes: number }>();
  for (const { refusals, day } of batches) {
    for (const { code, survey } of refusals) {
      const name = [day, code, survey].join(' ');
      const count = counts.get(name) ?? { key: [day, code, survey], envelopes: 0 };
      count.envelopes++;
      counts.set(name, count);
    }
  }
  for (const [, { key, envelopes }] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    await client.query(
      `INSERT INTO refusal (day, code, survey, envelopes) VALUES ($1, $2, $3, $4)
       ON CONFLICT (day, code, survey) DO UPDATE SET envelopes = refusal.envelopes + excluded.envelopes`,
      [...key, envelopes],
    );
  }
}
