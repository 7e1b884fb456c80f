import * as v from 'valibot';
import { LANGUAGE_TAG } from '../core/language.ts';
import { CHANNEL } from '../core/survey/channel-id.ts';

/** One response as the device sends it and the endpoint stores it. */
export interface Envelope extends Readonly<Omit<Header, 'answers'>> {
  readonly answers: WireAnswers;
}

/** Answers by question id; a matrix holds its rows. */
export type WireAnswers = Readonly<Record<string, WireAnswer>>;
export type WireAnswer = string | number | readonly string[] | Readonly<Record<string, string>>;

export const LIMITS = {
  /** Envelopes in one request. */
  envelopes: 50,
  /** Bytes of one request body. */
  bytes: 256 * 1024,
  /** Nested arrays and objects in one request body. */
  depth: 8,
  /** Members of one array or object, except the list of envelopes. */
  members: 500,
  /** Members of all of them in one request body. */
  allMembers: 15_000,
} as const;

const integer = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export const headerEntries = {
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)),
  sequence: integer(1, 2 ** 31 - 1),
  survey: v.pipe(v.string(), v.maxLength(64)),
  revision: integer(1, 2 ** 31 - 1),
  status: v.picklist(['partial', 'complete']),
  mode: v.picklist(['self', 'field']),
  channel: v.nullable(v.pipe(v.string(), v.regex(CHANNEL))),
  language: v.pipe(v.string(), v.regex(LANGUAGE_TAG), v.maxLength(35)),
  /** Present if the browser had translated the page when the response was finished. */
  readBy: v.exactOptional(v.literal('translated')),
  /** The device's day. */
  startedOn: v.pipe(v.string(), v.check(isCalendarDate)),
  minutes: integer(0, 600),
  lastQuestion: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  receiptHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  answers: v.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ),
};

/** The header alone: answers are checked by the survey they belong to, in `answers.ts`. */
export const headerSchema = v.strictObject(headerEntries);

export type Header = v.InferOutput<typeof headerSchema>;

/** Returns whether the text is a real calendar day, YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (!year || !month || !day || month > 12) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}
