import * as v from 'valibot';

/*
 * `GET /api/results/:survey`: what anyone may read, moved by `core/results/disclosure.ts`. A stratum, an item or a row of a
 * crossing that is too small is null; `all` stands for everyone.
 */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const counts = v.record(v.string(), count);

const item = v.object({ base: count, blank: count, unknown: count, notAsked: count, counts });
/** A stratum that was drawn by an earlier release tells of those who answered alone. */
const crossing = v.record(v.string(), v.nullable(v.union([item, v.object({ base: count, counts })])));
const added = v.object({ id: v.string(), rows: v.string(), columns: v.string() });
const phase = v.picklist(['preview', 'results']);

const stratum = v.object({
  /** YYYY-MM-DD: the responses received before that day. */
  asOf: v.pipe(v.string(), v.isoDate()),
  phase,
  /** Complete responses. */
  n: count,
  items: v.record(v.string(), v.nullable(item)),
  crossings: v.record(v.string(), crossing),
  profiles: v.nullable(v.object({ base: count, counts, composite: count })),
});

export const resultsSchema = v.object({
  survey: v.string(),
  revision: v.number(),
  phase,
  strata: v.record(v.string(), v.nullable(stratum)),
  territories: v.array(v.string()),
  unfinished: count,
  /** Crossings that the organiser has added to those of the survey's `results.json`. */
  crossings: v.optional(v.pipe(v.array(added), v.readonly())),
  /** Nobody gave these answers: they are there to show what results look like. */
  demonstration: v.optional(v.literal(true)),
  /** Of a survey that is closed, or will be: no new response from this day on. */
  closedFrom: v.optional(v.pipe(v.string(), v.isoDate())),
  /** The day of its final results. */
  finalOn: v.optional(v.pipe(v.string(), v.isoDate())),
});

export type Results = v.InferOutput<typeof resultsSchema>;
export type ResultsStratum = v.InferOutput<typeof stratum>;
export type ResultsItem = v.InferOutput<typeof item>;
export type ResultsProfiles = NonNullable<ResultsStratum['profiles']>;
