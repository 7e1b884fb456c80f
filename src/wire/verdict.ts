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

export type Verdict = v.InferOutput<typeof verdictSchema>;

const replySchema = v.object({ verdicts: v.array(v.unknown()) });

/**
 * The verdicts in the reply to `POST /api/responses`; nothing when the body is no such reply, which means "later". A verdict that
 * this release cannot read is left out: it must not hold up its neighbours.
 */
export function readVerdicts(body: unknown): readonly Verdict[] | undefined {
  const reply = v.safeParse(replySchema, body);
  if (!reply.success) return undefined;
  return reply.output.verdicts.flatMap((one) => {
    const verdict = v.safeParse(verdictSchema, one, { abortEarly: true });
    return verdict.success ? [verdict.output] : [];
  });
}

const standingSchema = v.object({ epoch: v.string(), backedUpThrough: v.nullable(v.string()) });

/** What the endpoint says of its database: which one it is, and up to which day a backup holds it whole. */
export type StandingTold = v.InferOutput<typeof standingSchema>;

/** In the same reply, and in that of the health; `undefined` where it says nothing of the kind. */
export function readStanding(body: unknown): StandingTold | undefined {
  const read = v.safeParse(standingSchema, body);
  return read.success ? read.output : undefined;
}
