import * as v from 'valibot';

/*
 * What a token with the scope `comments` can see and decide: only comments whose author consented to publication, and
 * nothing that links a comment to its response.
 */

export const COMMENT_STATES = ['to-read', 'publishable', 'discarded'] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** The states from which each decision may be made. */
export const COMMENT_DECISIONS = {
  publish: ['to-read'],
  return: ['publishable'],
  discard: ['to-read', 'publishable'],
} as const satisfies Readonly<Record<string, readonly CommentState[]>>;
export type CommentDecision = keyof typeof COMMENT_DECISIONS;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const comment = v.object({
  /** Opaque. It names the text as well: when its author replaces the text, the key changes. */
  key: v.pipe(v.string(), v.regex(/^[\da-f]{32}$/)),
  item: v.string(),
  language: v.string(),
  state: v.picklist(COMMENT_STATES),
  /** `null` once discarded. */
  text: v.nullable(v.string()),
  /** Whether it is in a lot that is public now. */
  published: v.boolean(),
});
export type ModeratedComment = v.InferOutput<typeof comment>;

/** `GET /api/organiser/comments/:survey?state=…&after=<key>`, in a random order that each reader keeps; `&today=1` for those of today as well. */
export const commentsPageSchema = v.object({
  survey: v.string(),
  counts: v.object({
    'to-read': count,
    publishable: count,
    discarded: count,
    published: count,
  }),
  comments: v.array(comment),
  /** The cursor of the next page; `null` on the last one. */
  next: v.nullable(v.string()),
});
export type CommentsPage = v.InferOutput<typeof commentsPageSchema>;

/**
 * `GET /api/organiser/texts/:survey?item=…&after=<key>`: what was written below one question up to yesterday, without anything else of the
 * person. The order is drawn for each reader and day.
 */
export const textsPageSchema = v.object({
  survey: v.string(),
  item: v.string(),
  texts: v.array(
    v.object({
      key: comment.entries.key,
      text: v.string(),
      /** The decision on its publication; it is `null` where its author has not consented. */
      state: v.nullable(v.picklist(COMMENT_STATES)),
      published: v.boolean(),
    }),
  ),
  next: v.nullable(v.string()),
});
export type OpenText = v.InferOutput<typeof textsPageSchema>['texts'][number];

/** `POST /api/organiser/comments`. */
export const decisionSchema = v.strictObject({
  survey: v.string(),
  key: v.string(),
  /** The state in which it was read. */
  from: v.picklist(COMMENT_STATES),
  decision: v.picklist(['publish', 'return', 'discard']),
});

/** The answer to a decision. */
export const decidedSchema = v.object({ state: v.picklist(COMMENT_STATES) });
