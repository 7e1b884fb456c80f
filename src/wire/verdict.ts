import * as v from 'valibot';
import { PROBLEMS } from './problem.ts';

/** What became of one envelope. `id`, `sequence` and `digest` are null when they could not be read. */
export const verdictSchema = v.object({
  id: v.nullable(v.string()),
  sequence: v.nullable(v.number()),
  digest: v.nullable(v.string()),
  verdict: v.picklist(['stored', 'already-stored', 'superseded', 'erased', 'refused']),
  problem: v.optional(v.picklist(PROBLEMS)),
  /** Where a refused envelope is wrong: names of fields, questions and rows, never what they hold. */
  path: v.optional(v.string()),
});

/** The only body that counts as an answer to `POST /api/responses`; anything else means "later". */
export const answerSchema = v.object({ verdicts: v.array(verdictSchema) });

export type Verdict = v.InferOutput<typeof verdictSchema>;
