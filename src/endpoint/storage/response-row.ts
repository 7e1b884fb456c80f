import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Envelope } from '../../wire/envelope.ts';
import type { StampedResponse } from './storage.ts';
import type { Contender, StoredState } from './succession.ts';
import type { StorableEnvelope } from './texts.ts';

/** A row of `response` in either database. */
export interface Row
  extends Pick<Envelope, 'id' | 'survey' | 'revision' | 'status' | 'sequence' | 'mode' | 'channel' | 'language'> {
  readonly read_by: 'translated' | null;
  readonly started_on: string;
  readonly received_on: string;
  readonly minutes: number;
  readonly last_question: string | null;
  readonly stamp: number;
  /** JSON, in this column or in the next. */
  readonly answers: string | null;
  /** The same, deflated, if the row would not fit in its page otherwise. */
  readonly deflated: Uint8Array | null;
}

/** A row as it is written; digests and the receipt hash in hexadecimal. */
export interface SqlRow extends Row {
  readonly receipt_hash: string;
  readonly digest: string;
  readonly proof: string | null;
}

const RESPONSE = [
  'id',
  'receipt_hash',
  'survey',
  'revision',
  'status',
  'sequence',
  'mode',
  'channel',
  'language',
  'read_by',
  'started_on',
  'received_on',
  'minutes',
  'last_question',
  'digest',
  'proof',
  'stamp',
  'answers',
  'deflated',
] as const satisfies readonly (keyof SqlRow)[];

/** The columns of a response, its key apart. */
export const COLUMNS: readonly (keyof SqlRow)[] = RESPONSE;

/** The columns that a higher sequence replaces. */
export const REPLACED: readonly (keyof SqlRow)[] = RESPONSE.slice(2);

/** The columns that are read, without the answers: digest and receipt hash never leave the database. */
export const HEADER: readonly (keyof Row)[] = RESPONSE.filter(
  (name) =>
    name !== 'receipt_hash' && name !== 'digest' && name !== 'proof' && name !== 'answers' && name !== 'deflated',
);

/** Binary columns that are passed as hexadecimal digits. */
export const HEXADECIMAL: ReadonlySet<keyof SqlRow> = new Set(['receipt_hash', 'digest', 'proof']);

/** Turns a row into a tombstone: only id and receipt hash stay, so that the response is never stored again. */
export const TOMBSTONE = REPLACED.map((name) => `${name} = NULL`).join(', ');

/** These columns decide which of two responses replaces the other; all but the id and the receipt are null in a tombstone. */
export type StateRow = Pick<SqlRow, 'sequence' | 'status' | 'digest' | 'proof' | 'receipt_hash'> & {
  readonly survey: string | null;
};

export function toHeld(row: StateRow): StoredState {
  return row.survey === null ? { kind: 'erased' } : { kind: 'response', ...toContender(row) };
}

export function toContender(row: Omit<StateRow, 'survey'>): Contender {
  return {
    digest: row.digest,
    proof: row.proof,
    sequence: row.sequence,
    status: row.status,
    receiptHash: row.receipt_hash,
  };
}

/**
 * The maximum size in bytes of a row's columns for which the row fits in a page of 4 096 bytes, with the headers of page and row. Both
 * databases store the rest in overflow pages, which are allocated in insertion order.
 */
const MOST_BYTES = 3_900;
/** The size of numbers, digests and receipt hash in a row, in bytes. */
const FIXED_BYTES = 132;

export function toRow({ envelope, digest, proof }: StorableEnvelope, day: string): SqlRow {
  const answers = JSON.stringify(envelope.answers);
  const { survey, channel, lastQuestion } = envelope;
  const others = FIXED_BYTES + survey.length + (channel?.length ?? 0) + (lastQuestion?.length ?? 0);
  const isTooLong = Buffer.byteLength(answers) + others > MOST_BYTES;
  return {
    id: envelope.id,
    receipt_hash: envelope.receiptHash,
    survey,
    revision: envelope.revision,
    status: envelope.status,
    sequence: envelope.sequence,
    mode: envelope.mode,
    channel,
    language: envelope.language,
    read_by: envelope.readBy ?? null,
    started_on: envelope.startedOn,
    received_on: day,
    minutes: envelope.minutes,
    last_question: lastQuestion,
    digest,
    proof,
    stamp: stampOf(digest),
    answers: isTooLong ? null : answers,
    // Copied: posting a view to another thread would transfer its whole buffer.
    deflated: isTooLong ? Uint8Array.from(deflateRawSync(answers)) : null,
  };
}

/** Returns 31 bits of a digest: their sum over some responses changes if one of them changes. */
export function stampOf(digest: string): number {
  return Number.parseInt(digest.slice(0, 8), 16) >>> 1;
}

export function toStored(row: Row): StampedResponse {
  return {
    id: row.id,
    survey: row.survey,
    revision: row.revision,
    status: row.status,
    sequence: row.sequence,
    mode: row.mode,
    channel: row.channel,
    language: row.language,
    ...(row.read_by && { readBy: row.read_by }),
    startedOn: row.started_on,
    receivedOn: row.received_on,
    minutes: row.minutes,
    lastQuestion: row.last_question,
    stamp: row.stamp,
    answers: row.answers ?? inflateRawSync(row.deflated ?? new Uint8Array()).toString(),
  };
}
