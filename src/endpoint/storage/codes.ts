import type { Envelope, WireAnswers } from '../../wire/envelope.ts';
import { textOf } from './packing.ts';
import type { Received, StoredResponse } from './storage.ts';

/*
 * Beside each response a narrow row with its answers as a few bytes: a million of them are counted without reading an answer. The
 * storage keeps and copies the bytes, and erases them with the response; what they say is known to whoever gives the coders.
 */

/** What a code is made from. */
export type Codable = Omit<Envelope, 'sequence' | 'survey' | 'channel' | 'startedOn' | 'receiptHash'>;

/** Codes the responses to one revision of a survey. */
export interface RevisionCoder {
  /** Names all that its codes depend on: those made otherwise have another number. From 1 to 2³¹ − 1. */
  readonly coding: number;
  readonly code: (response: Codable) => Uint8Array;
}

export interface Coders {
  /** Nothing for a revision that is not known here. */
  readonly find: (survey: string, revision: number) => RevisionCoder | undefined;
  /** The codings of each survey's revisions. */
  readonly codings: ReadonlyMap<string, readonly number[]>;
}

/** Of a storage that is opened without surveys, as commands do. */
export const NO_CODERS: Coders = { find: () => undefined, codings: new Map() };

/** The number of no coding: the row has no bytes yet. */
export const UNCODED = 0;

export interface CodesRow {
  readonly id: string;
  readonly survey: string;
  readonly received_on: string;
  readonly channel: string | null;
  /** 31 bits of the response's digest: of a set of responses, their sum tells whether one has changed. */
  readonly stamp: number;
  readonly coding: number;
  readonly code: Uint8Array;
}

export const CODES = [
  'id',
  'survey',
  'received_on',
  'channel',
  'stamp',
  'coding',
  'code',
] as const satisfies readonly (keyof CodesRow)[];

export function toCodesRow({ envelope, digest }: Received, day: string, coders: Coders): CodesRow {
  const { id, survey, revision, channel } = envelope;
  const coder = coders.find(survey, revision);
  return {
    id,
    survey,
    received_on: day,
    channel,
    stamp: stampOf(digest),
    coding: coder?.coding ?? UNCODED,
    code: coder?.code(envelope) ?? new Uint8Array(),
  };
}

/** Of a response as it is held; nothing where its revision is not known. */
export function codeOfStored(
  { answers, ...response }: StoredResponse,
  coders: Coders,
): Pick<CodesRow, 'coding' | 'code'> | undefined {
  const coder = coders.find(response.survey, response.revision);
  if (!coder) return undefined;
  return {
    coding: coder.coding,
    code: coder.code({ ...response, answers: JSON.parse(textOf(answers)) as WireAnswers }),
  };
}

/** Of a digest in hexadecimal digits. */
export function stampOf(digest: string): number {
  return Number.parseInt(digest.slice(0, 8), 16) >>> 1;
}

/** What is known of the responses that came on a day, without reading them. */
export interface DaySum {
  readonly receivedOn: string;
  readonly responses: number;
  /** The sum of their stamps. */
  readonly stamps: number;
}

/** Reads codes on a connection of its own, a few thousand at a time, in the order of ids. Rejects with `StorageUnavailable`. */
export interface CodesReader {
  /** Of every day, or of these. */
  readonly rows: (survey: string, days?: ReadonlySet<string>) => AsyncIterable<readonly CodesRow[]>;
  /** Of these ids, those that are there. */
  readonly rowsOf: (survey: string, ids: readonly string[]) => Promise<readonly CodesRow[]>;
  readonly daySums: (survey: string) => Promise<readonly DaySum[]>;
  /** Ids of those set aside. */
  readonly aside: (survey: string) => AsyncIterable<readonly string[]>;
  /** Whole responses, for those whose bytes are missing or were made by another coding. */
  readonly responses: (survey: string, ids: readonly string[]) => Promise<readonly StoredResponse[]>;
  readonly close: () => Promise<void>;
}
