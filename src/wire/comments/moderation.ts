import * as v from 'valibot';

/*
 * What an organiser's token with the scope `comments` may see and decide. Only comments whose author consented to their being published
 * are in it, and nothing says which response one comes from.
 */

export const COMMENT_STATES = ['to-read', 'mask-proposed', 'publishable', 'masked', 'discarded'] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** What may be decided, from the state in which the comment was read. */
export const COMMENT_DECISIONS = {
  publish: ['to-read'],
  mask: ['to-read'],
  /** By another reader than the one who proposed the masks. */
  confirm: ['mask-proposed'],
  return: ['mask-proposed', 'publishable'],
  discard: ['to-read', 'publishable', 'masked'],
} as const satisfies Readonly<Record<string, readonly CommentState[]>>;
export type CommentDecision = keyof typeof COMMENT_DECISIONS;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Offsets into the text, as `core/moderation/mask.ts` checks them. */
const masks = v.array(v.object({ start: count, end: count }));

const comment = v.object({
  /** Opaque; another one when the author has replaced the text. */
  key: v.pipe(v.string(), v.regex(/^[\da-f]{32}$/)),
  item: v.string(),
  language: v.string(),
  state: v.picklist(COMMENT_STATES),
  /** Without what is masked once that is confirmed; `null` once discarded. */
  text: v.nullable(v.string()),
  /** As proposed, while nobody has confirmed them. */
  masks: v.optional(masks),
  /** Likewise: whoever asks is the one who proposed them. */
  proposedByMe: v.optional(v.boolean()),
  /** In a lot that everybody may read now. */
  published: v.boolean(),
});
export type ModeratedComment = v.InferOutput<typeof comment>;

/** `GET /api/organiser/comments/:survey?state=…&after=<key>`, in a random order that each reader keeps; `&today=1` for those of today as well. */
export const commentsPageSchema = v.object({
  survey: v.string(),
  counts: v.object({
    'to-read': count,
    'mask-proposed': count,
    publishable: count,
    masked: count,
    discarded: count,
    published: count,
  }),
  comments: v.array(comment),
  /** To ask what comes after; `null` when nothing does. */
  next: v.nullable(v.string()),
});
export type CommentsPage = v.InferOutput<typeof commentsPageSchema>;

/** `POST /api/organiser/comments`: `masks` with the decision to mask, and with no other. */
export const decisionSchema = v.strictObject({
  survey: v.string(),
  key: v.string(),
  /** The state in which it was read. */
  from: v.picklist(COMMENT_STATES),
  decision: v.picklist(['publish', 'mask', 'confirm', 'return', 'discard']),
  masks: v.optional(masks),
});

/** `POST /api/organiser/comments/flag`: the response behind it is looked at, without being named. */
export const flagSchema = v.strictObject({ survey: v.string(), key: v.string() });

/** What a decision is answered with. */
export const decidedSchema = v.object({ state: v.picklist(COMMENT_STATES) });
