import * as v from 'valibot';

/*
 * `GET /api/results/:survey`: protected counts of complete responses (`core/disclosure.ts`), published at most once a day and
 * by batches, so that watching the page before and after a colleague answers tells nothing. `null` is held back.
 */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const row = v.nullable(
  v.object({
    /** How many answered, rounded. */
    base: count,
    /** Respondents per option, rounded. */
    counts: v.record(v.string(), v.nullable(count)),
  }),
);

export const resultsSchema = v.object({
  survey: v.string(),
  revision: v.number(),
  /** The day of publication, YYYY-MM-DD; null before the first. */
  asOf: v.nullable(v.pipe(v.string(), v.isoDate())),
  /** Complete responses at that day, rounded; 0 before the first publication. */
  n: count,
  /** By stratum, `all` for everyone: null when the group is too small. */
  strata: v.record(v.string(), v.nullable(v.object({ n: count, profiles: row, items: v.record(v.string(), row) }))),
});

export type Results = v.InferOutput<typeof resultsSchema>;
export type ResultsRow = v.InferOutput<typeof row>;
