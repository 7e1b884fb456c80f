import type { Envelope } from '../../../wire/envelope.ts';

/** Every field of an envelope, those that one line tells together. A line is found in the words by the first of them. */
export const SENT = [
  ['answers'],
  ['channel'],
  ['mode'],
  ['language'],
  ['startedOn'],
  ['minutes'],
  ['lastQuestion'],
  ['status'],
  ['survey', 'revision'],
  ['id', 'sequence'],
  ['receiptHash'],
] as const satisfies readonly (readonly (keyof Envelope)[])[];
