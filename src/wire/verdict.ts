import * as v from 'valibot';
import { PROBLEMS } from './problem.ts';

/** The outcome of one envelope. `id`, `sequence` and `digest` are null if they could not be read. */
const verdictSchema = v.object({
  id: v.nullable(v.string()),
  sequence: v.nullable(v.number()),
  digest: v.nullable(v.string()),
  verdict: v.picklist(['stored', 'already-stored', 'superseded', 'erased', 'refused']),
  problem: v.optional(v.picklist(PROBLEMS)),
  /** Where a refused envelope is wrong: names of fields, questions and rows, never their values. */
  path: v.optional(v.string()),
});

export type Verdict = v.InferOutput<typeof verdictSchema>;

const replySchema = v.object({ verdicts: v.array(v.unknown()) });

/**
 * Returns the verdicts in the reply to `POST /api/responses`; `undefined` if the body is no such reply, which means "later". A verdict
 * that this release cannot read is skipped: it must not block the others.
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

/** The endpoint's statement about its database: its identity, and the last day that a backup holds completely. */
export type BackupStanding = v.InferOutput<typeof standingSchema>;

/** Reads it from the same reply, or from the health check's; `undefined` if it is not there. */
export function readStanding(body: unknown): BackupStanding | undefined {
  const read = v.safeParse(standingSchema, body);
  return read.success ? read.output : undefined;
}

const receiptSchema = v.object({ state: v.picklist(['received', 'erased']), receiptHash: v.string() });

/** The 200 reply to `GET /api/receipt` and `DELETE /api/receipt`. */
export type ReceiptReplyBody = v.InferOutput<typeof receiptSchema>;

/** Returns the state in such a reply; `undefined` if it is none, or a proxy has stored it for another receipt. */
export function readReceiptState(body: unknown, receiptHash: string): ReceiptReplyBody['state'] | undefined {
  const reply = v.safeParse(receiptSchema, body);
  return reply.success && reply.output.receiptHash === receiptHash ? reply.output.state : undefined;
}
