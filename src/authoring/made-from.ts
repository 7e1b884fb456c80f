import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { SurveyFolder } from './survey-folder.ts';

/** Beside the built app: what it was made from. Not served. */
export const MADE_FROM = '.made-from.json';

const madeFromSchema = v.object({
  /** SHA-256 of each survey file, by its path in the folder. */
  surveys: v.record(v.string(), v.string()),
  /** The origin that shared links name; absent when the build was given none. */
  publicUrl: v.optional(v.string()),
});

export type MadeFrom = v.InferOutput<typeof madeFromSchema>;

export function madeFrom(folder: SurveyFolder, publicUrl: string | undefined): MadeFrom {
  const surveys = Object.fromEntries(
    [...folder].map(([path, text]) => [path, createHash('sha256').update(text).digest('hex')]),
  );
  return { surveys, ...(publicUrl === undefined ? {} : { publicUrl }) };
}

export function readMadeFrom(text: string): MadeFrom {
  return v.parse(madeFromSchema, JSON.parse(text));
}

/** The survey files that are not the same in both, in order. */
export function differingFiles(one: MadeFrom, other: MadeFrom): readonly string[] {
  const paths = new Set([...Object.keys(one.surveys), ...Object.keys(other.surveys)]);
  return [...paths].filter((path) => one.surveys[path] !== other.surveys[path]).sort();
}

/** Scheme, host and port of the address that people see; nothing for none, or for what is no address of the web. */
export function originOf(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { origin, protocol } = new URL(address);
  return /^https?:$/.test(protocol) ? origin : undefined;
}
