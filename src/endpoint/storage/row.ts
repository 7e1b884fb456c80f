import type { Envelope } from '../../wire/envelope.ts';
import type { Received, StoredResponse } from './storage.ts';
import type { Contender, Held } from './succession.ts';

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
  readonly answers: string;
}

/** A whole row, as it is written. */
export interface StoredRow extends Row {
  readonly receipt_hash: string;
  readonly digest: string;
}

/** The columns of a response. A higher sequence replaces all but the first two. */
export const COLUMNS: readonly (keyof StoredRow)[] = [
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
  'answers',
];

/** Sets a response to its tombstone: the id and the receipt, so that nothing brings it back. */
export const TOMBSTONE = `survey = NULL, revision = NULL, status = NULL, sequence = NULL, mode = NULL, channel = NULL,
  language = NULL, started_on = NULL, received_on = NULL, minutes = NULL, last_question = NULL, digest = NULL,
  answers = NULL`;

/** What decides who follows whom; everything but the id and the receipt is null in a tombstone. */
export type HeldRow = Pick<StoredRow, 'sequence' | 'status' | 'digest' | 'receipt_hash'> & {
  readonly survey: string | null;
};

export function toHeld(row: HeldRow): Held {
  return row.survey === null ? { kind: 'erased' } : { kind: 'response', ...toContender(row) };
}

export function toContender(row: Omit<HeldRow, 'survey'>): Contender {
  return { digest: row.digest, sequence: row.sequence, status: row.status, receiptHash: row.receipt_hash };
}

export function toRow({ envelope, digest }: Received, day: string): StoredRow {
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
    answers: JSON.stringify(envelope.answers),
  };
}

export function toStored(row: Row): StoredResponse {
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
    answers: row.answers,
  };
}
