import * as v from 'valibot';

/* What the desk reads of the files that phones load. */

/** The filters of `results.json`. */
export const filtersFile = v.object({ filters: v.optional(v.array(v.string()), []) });

/** Options that only earlier revisions offered, in their wording, by question. */
export const earlierFile = v.record(
  v.string(),
  v.array(v.object({ id: v.string(), label: v.record(v.string(), v.string()) })),
);
