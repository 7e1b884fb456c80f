import type { Envelope } from '../../wire/envelope.ts';
import type { Packing } from './packing.ts';
import type { StoredResponse, TextResponse } from './storage.ts';
import type { Contender, Held } from './succession.ts';
import type { KeptReceived } from './texts.ts';

/** A response as both databases hold it. */
export interface Row {
  readonly id: string;
  readonly survey: string;
  readonly revision: number;
  readonly status: Envelope['status'];
  readonly sequence: number;
  readonly mode: Envelope['mode'];
  readonly channel: string | null;
  readonly language: string;
  readonly started_on: string;
  readonly received_on: string;
  readonly minutes: number;
  readonly last_question: string | null;
  /** As the packing of the revision writes them. */
  readonly answers: string;
}

/** A whole row, as it is written. */
export interface StoredRow extends Row {
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
  'started_on',
  'received_on',
  'minutes',
  'last_question',
  'digest',
  'proof',
  'answers',
] as const satisfies readonly (keyof StoredRow)[];

/** The columns of a response. */
export const COLUMNS: readonly (keyof StoredRow)[] = RESPONSE;

/** What a higher sequence replaces. */
export const REPLACED: readonly (keyof StoredRow)[] = RESPONSE.slice(2);

/** What is read again, without the answers: neither digest nor receipt leaves the database. */
export const HEADER: readonly (keyof Row)[] = RESPONSE.filter(
  (name) => name !== 'receipt_hash' && name !== 'digest' && name !== 'proof' && name !== 'answers',
);

/** Sets a response to its tombstone: the id and the receipt, so that nothing brings it back. */
export const TOMBSTONE = REPLACED.map((name) => `${name} = NULL`).join(', ');

/** What decides who follows whom; everything but the id and the receipt is null in a tombstone. */
export type HeldRow = Pick<StoredRow, 'sequence' | 'status' | 'digest' | 'proof' | 'receipt_hash'> & {
  readonly survey: string | null;
};

export function toHeld(row: HeldRow): Held {
  return row.survey === null ? { kind: 'erased' } : { kind: 'response', ...toContender(row) };
}

export function toContender(row: Omit<HeldRow, 'survey'>): Contender {
  return {
    digest: row.digest,
    proof: row.proof,
    sequence: row.sequence,
    status: row.status,
    receiptHash: row.receipt_hash,
  };
}

export function toRow({ envelope, digest, proof }: KeptReceived, day: string, { pack }: Packing): StoredRow {
  return {
    id: envelope.id,
    receipt_hash: envelope.receiptHash,
    survey: envelope.survey,
    revision: envelope.revision,
    status: envelope.status,
    sequence: envelope.sequence,
    mode: envelope.mode,
    channel: envelope.channel,
    language: envelope.language,
    started_on: envelope.startedOn,
    received_on: day,
    minutes: envelope.minutes,
    last_question: envelope.lastQuestion,
    digest,
    proof,
    answers: pack(envelope.answers),
  };
}

export function toStored(row: Row, { unpack }: Pick<Packing, 'unpack'>): TextResponse {
  return withAnswers(row, unpack(row.answers));
}

/** The same as it lies in the database: its text is made by whoever wants it. */
export function toPacked(row: Row, packing: Packing): StoredResponse {
  return withAnswers(row, { stored: row.answers, packing });
}

function withAnswers<T extends StoredResponse['answers']>(row: Row, answers: T) {
  return {
    id: row.id,
    survey: row.survey,
    revision: row.revision,
    status: row.status,
    sequence: row.sequence,
    mode: row.mode,
    channel: row.channel,
    language: row.language,
    startedOn: row.started_on,
    receivedOn: row.received_on,
    minutes: row.minutes,
    lastQuestion: row.last_question,
    answers,
  };
}
