import type * as v from 'valibot';
import {
  COMMENT_DECISIONS,
  type CommentDecision,
  type CommentState,
  type decisionSchema,
} from '../../wire/organiser/moderation.ts';
import type { RequestCode } from '../../wire/problem.ts';
import type { CommentChange, CommentRecord } from '../storage/comment-storage.ts';

type DecisionRequest = Pick<v.InferOutput<typeof decisionSchema>, 'from' | 'decision'>;

type CommentVerdict =
  | { readonly kind: 'refused'; readonly code: RequestCode }
  | { readonly kind: 'decided'; readonly state: CommentState; readonly change: CommentChange };

const TO: Readonly<Record<CommentDecision, CommentState>> = {
  publish: 'publishable',
  return: 'to-read',
  discard: 'discarded',
};

/** Applies a reader's decision to a comment; `undefined` is a comment that is no longer there. */
export function decisionOn(comment: CommentRecord | undefined, { from, decision }: DecisionRequest): CommentVerdict {
  if (comment?.state !== from) return { kind: 'refused', code: 'comment.changed' };
  const allowed: readonly CommentState[] = COMMENT_DECISIONS[decision];
  if (!allowed.includes(from)) return { kind: 'refused', code: 'batch.unreadable' };
  const state = TO[decision];
  return { kind: 'decided', state, change: { seen: comment, state, deletesText: decision === 'discard' } };
}
