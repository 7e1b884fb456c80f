import { type Mask, maskText, validMasks } from '../../core/moderation/mask.ts';
import { COMMENT_DECISIONS, type CommentDecision, type CommentState } from '../../wire/comments/moderation.ts';
import type { RequestCode } from '../../wire/problem.ts';
import type { CommentChange, KeptComment } from '../storage/comment-storage.ts';

export interface AskedDecision {
  /** The state in which the reader saw it. */
  readonly from: CommentState;
  readonly decision: CommentDecision;
  readonly masks?: readonly Mask[] | undefined;
}

export type CommentVerdict =
  | { readonly kind: 'refused'; readonly code: RequestCode }
  | { readonly kind: 'decided'; readonly state: CommentState; readonly change: CommentChange };

const refused = (code: RequestCode): CommentVerdict => ({ kind: 'refused', code });

/** What a reader's decision makes of a comment; `undefined` stands for one that is not there any more. */
export function decisionOn(
  comment: KeptComment | undefined,
  { from, decision, masks }: AskedDecision,
  reader: string,
): CommentVerdict {
  if (comment?.state !== from) return refused('comment.changed');
  const allowed: readonly CommentState[] = COMMENT_DECISIONS[decision];
  if (!allowed.includes(from) || (masks !== undefined) !== (decision === 'mask')) return refused('batch.unreadable');
  const decided = (state: CommentState, more: Partial<CommentChange> = {}): CommentVerdict => ({
    kind: 'decided',
    state,
    change: { seen: comment, state, masks: null, proposedBy: null, ...more },
  });
  switch (decision) {
    case 'publish':
      return decided('publishable');
    case 'mask':
      return masks && validMasks(comment.text ?? '', masks)
        ? decided('mask-proposed', { masks: JSON.stringify(masks), proposedBy: reader })
        : refused('batch.unreadable');
    case 'confirm':
      if (comment.proposedBy === reader) return refused('comment.same-reader');
      // The original goes with the decision.
      return decided('masked', { text: maskText(comment.text ?? '', proposedMasks(comment)) });
    case 'return':
      return decided('to-read');
    case 'discard':
      return decided('discarded', { text: null });
  }
}

export function proposedMasks({ masks }: Pick<KeptComment, 'masks'>): readonly Mask[] {
  return masks === null ? [] : (JSON.parse(masks) as readonly Mask[]);
}
