import * as v from 'valibot';
import { utf8Length } from '../core/answering/text-check.ts';
import { digestOf } from './digest.ts';
import { type Envelope, headerEntries, LIMITS } from './envelope.ts';
import { parseJson } from './json.ts';

/*
 * A rescue file: the envelopes that a device could not send, one per line exactly as it would be sent, so that any endpoint
 * of the survey can receive them. The first line describes the others, with digests that detect a damaged line.
 */

/** One envelope of a rescue file. */
export interface RescuedEnvelope extends Pick<Envelope, 'id' | 'sequence' | 'status' | 'survey' | 'revision'> {
  /** The JSON that travels, byte for byte. */
  readonly body: string;
  readonly digest: string;
}

export type RescueContents =
  | {
      readonly kind: 'read';
      readonly envelopes: readonly RescuedEnvelope[];
      /** The number of lines that are damaged or missing. */
      readonly damaged: number;
    }
  /** Written by a later release. */
  | { readonly kind: 'newer' }
  /** Not a rescue file, or one of a development version. */
  | { readonly kind: 'foreign' };

const FORM = 1;

/** A warning for people who open the file: its contents may be in clear and are confidential. */
const CLEAR =
  'Réponses en clair\u202f: qui a ce fichier peut les lire. Answers in clear: anyone who has this file can read them.';

/** Returns the first line of a file of these envelopes. */
export function rescueHeader(of: {
  readonly sealed: number;
  readonly clear: number;
  readonly digests: readonly string[];
}) {
  return JSON.stringify({ rescue: FORM, ...of, ...(of.clear > 0 && { note: CLEAR }) });
}

const headerLine = v.object({ rescue: v.number(), digests: v.optional(v.array(v.string()), []) });
const { answers: _, ...named } = headerEntries;
// Sealed or in clear: only the endpoint reads the contents.
const envelopeLine = v.object(named);

/** Reads a rescue file, or several joined into one. A damaged first line costs no envelope; development versions wrote none. */
export function readRescue(text: string): RescueContents {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const expected = new Set<string>();
  const others: { readonly body: string; readonly parsed: unknown }[] = [];
  let headers = 0;
  for (const line of lines) {
    const parsed = parseJson(line);
    const header = v.safeParse(headerLine, parsed);
    if (!header.success) {
      others.push({ body: line.trim(), parsed });
      continue;
    }
    if (header.output.rescue > FORM) return { kind: 'newer' };
    headers++;
    for (const digest of header.output.digests) expected.add(digest);
  }
  const found = new Map<string, RescuedEnvelope>();
  let strange = 0;
  for (const { body, parsed } of others) {
    const digest = digestOfLine(parsed);
    const envelope = v.safeParse(envelopeLine, parsed, { abortEarly: true });
    if (!envelope.success || digest === undefined || (headers > 0 && !expected.has(digest))) strange++;
    else {
      const { id, sequence, status, survey, revision } = envelope.output;
      found.set(digest, { id, sequence, status, survey, revision, body, digest });
    }
  }
  if (headers === 0 && (found.size === 0 || strange === 0)) return { kind: 'foreign' };
  const missing = [...expected].filter((digest) => !found.has(digest)).length;
  return { kind: 'read', envelopes: [...found.values()], damaged: Math.max(strange, missing) };
}

/** Splits envelopes into batches within the limits of a request, in the order of the file. */
export function inBatches(envelopes: readonly RescuedEnvelope[]): readonly (readonly RescuedEnvelope[])[] {
  const batches: RescuedEnvelope[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const envelope of envelopes) {
    const size = utf8Length(envelope.body) + 1;
    const last = batches.at(-1);
    if (last && last.length < LIMITS.envelopes && bytes + size <= LIMITS.bytes) {
      last.push(envelope);
      bytes += size;
    } else {
      batches.push([envelope]);
      bytes = batchOf([]).length + size;
    }
  }
  return batches;
}

/** The body of `POST /api/responses`. */
export function batchOf(envelopes: readonly Pick<RescuedEnvelope, 'body'>[]): string {
  return `{"envelopes":[${envelopes.map(({ body }) => body).join(',')}]}`;
}

/** `undefined` for a value that is nested too deeply to be an envelope. */
function digestOfLine(parsed: unknown): string | undefined {
  try {
    return digestOf(parsed);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
