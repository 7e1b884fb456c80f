import type { Envelope } from '../wire/envelope.ts';
import type { StoredResponse } from './storage.ts';
import type { Held } from './succession.ts';

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

/** Sets a response to its tombstone: the id and the receipt, so that nothing brings it back. */
export const TOMBSTONE = `survey = NULL, revision = NULL, status = NULL, sequence = NULL, mode = NULL, channel = NULL,
  language = NULL, started_on = NULL, received_on = NULL, minutes = NULL, last_question = NULL, digest = NULL,
  answers = NULL`;

/** What decides who follows whom; everything but the id and the receipt is null in a tombstone. */
export type HeldRow = Pick<Row, 'sequence' | 'status'> & {
  readonly survey: string | null;
  readonly digest: string;
  readonly receipt_hash: string;
};

export function toHeld(row: HeldRow): Held {
  if (row.survey === null) return { kind: 'erased' };
  return {
    kind: 'response',
    digest: row.digest,
    sequence: row.sequence,
    status: row.status,
    receiptHash: row.receipt_hash,
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
    answers: JSON.parse(row.answers),
  };
}
