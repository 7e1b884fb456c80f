import * as v from 'valibot';

/*
 * `GET /api/verbatims/:survey`: comments that anyone may read, with no other fact of who wrote them. Their order within a lot was drawn
 * once; what was masked is « […] ».
 */

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
  /** How many were read, moved as published counts are; likewise `null`. */
  read: v.nullable(count),
  /** Of those published, how many are masked in part, moved likewise. */
  masked: v.nullable(count),
  /** None while fewer than ten may be published. */
  lots: v.array(lot),
});

export type Verbatims = v.InferOutput<typeof verbatimsSchema>;
export type VerbatimLot = Verbatims['lots'][number];
