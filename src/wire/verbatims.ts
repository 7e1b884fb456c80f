import * as v from 'valibot';

/* `GET /api/verbatims/:survey`: public comments, without any other fact about their authors. Their order within a lot is random and fixed. */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const lot = v.object({
  item: v.string(),
  language: v.string(),
  texts: v.array(v.string()),
});

export const verbatimsSchema = v.object({
  survey: v.string(),
  /** YYYY-MM-DD: the day of the last lot; `null` before the first. */
  asOf: v.nullable(v.pipe(v.string(), v.isoDate())),
  /** How many were read, with noise as for published counts; `null` before the first lot. */
  read: v.nullable(count),
  /** None while fewer than ten may be published. */
  lots: v.array(lot),
  /** The texts are invented, to show what comments look like. */
  demonstration: v.optional(v.literal(true)),
});

export type Verbatims = v.InferOutput<typeof verbatimsSchema>;
export type VerbatimLot = Verbatims['lots'][number];
