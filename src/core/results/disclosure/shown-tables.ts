import * as v from 'valibot';
import type { Frozen } from '../../survey/survey-parts.ts';

/*
 * What anyone may read of a survey, made of the perturbed counts and of nothing else. A stratum, an item or a row of a crossing that is
 * too small is null.
 */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const counts = v.record(v.string(), count);

const item = v.object({
  /** How many gave an answer, without those who said « je ne sais pas » to a number. */
  base: count,
  /** Absent where no respondent can leave it blank. */
  blank: v.optional(count),
  unknown: v.optional(count),
  notAsked: v.optional(count),
  /** By option, level or band. */
  counts,
  /** The sum of the options that the noise would hide, if there are more than twelve options. */
  rest: v.optional(count),
});

/** A crossing with the noise of its counts, as so many draws. */
const crossing = v.object({
  epsilon: v.number(),
  draws: count,
  /** By the row's option. */
  rows: v.record(v.string(), v.nullable(item)),
});

const profiles = v.object({
  /** Respondents whose answers allow a profile. */
  base: count,
  /** Respondents near exactly one profile. */
  counts,
  /** Respondents between two profiles, by pair; absent of a survey of many profiles. */
  pairs: v.exactOptional(counts),
  /** Respondents between two profiles, without a dominant one, and without a profile. */
  between: count,
  apart: count,
  without: count,
});

const stratum = v.object({
  /** YYYY-MM-DD: the responses received before that day. */
  asOf: v.pipe(v.string(), v.isoDate()),
  /** Draws of noise in each of its counts, and in its size. */
  draws: count,
  sizeDraws: count,
  /** Complete responses. */
  n: count,
  /** Contains each item, except those that wait for the closing. */
  items: v.record(v.string(), v.nullable(item)),
  crossings: v.record(v.string(), crossing),
  /** Absent where they wait for the closing, and of a survey without a typology. */
  profiles: v.exactOptional(v.nullable(profiles)),
});

/** The counts of the bands add up to the complete responses. The next band begins at `to`; the last one has no end. */
const durations = v.object({
  draws: count,
  bands: v.pipe(v.array(v.object({ from: count, to: v.optional(count), count })), v.readonly()),
});

export const shownTablesSchema = v.object({
  phase: v.picklist(['preview', 'results']),
  /** The privacy parameter of a count; 0 before the first publication. */
  epsilon: v.number(),
  /** The item that divides them into groups; without it all are shown together. */
  dividedBy: v.exactOptional(v.string()),
  /** Complete responses, of groups that are shown or not. */
  answered: count,
  /** `all` means all groups that are shown and, in the final results, everyone. */
  strata: v.record(v.string(), v.nullable(stratum)),
  territories: v.pipe(v.array(v.string()), v.readonly()),
  unfinished: count,
  modes: v.object({ self: count, field: count }),
  /** Complete responses whose page the browser had translated, in the final results, where the noise does not hide them. */
  translated: v.exactOptional(count),
  channels: counts,
  /** How long complete responses took; absent where they are few, or where it waits for the closing. */
  minutes: v.exactOptional(durations),
  /** How many responses respondents have erased or the organiser has excluded, in the final results. */
  withdrawn: v.exactOptional(count),
  /** Per cent of what is shown that has been erased or excluded since, where the noise does not hide it. */
  left: v.exactOptional(count),
});

export type ShownTables = Frozen<v.InferOutput<typeof shownTablesSchema>>;
export type ShownStratum = Frozen<v.InferOutput<typeof stratum>>;
export type ShownItem = Frozen<v.InferOutput<typeof item>>;
export type ShownCrossing = Frozen<v.InferOutput<typeof crossing>>;
export type ShownProfiles = Frozen<v.InferOutput<typeof profiles>>;
export type ShownDurations = Frozen<v.InferOutput<typeof durations>>;
