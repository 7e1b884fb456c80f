/*
 * Texts whose authors consent to publication. The storage keeps states as opaque words and changes a comment only if it is still as it
 * was read.
 */

export interface KeptComment {
  /** Names the row and, by an HMAC, its text: when its author replaces the text, the key changes. 32 hexadecimal digits. */
  readonly key: string;
  readonly item: string;
  readonly language: string;
  readonly state: string;
  readonly lot: number | null;
  /** `null` once it was deleted. */
  readonly text: string | null;
}

export interface CommentsAsked {
  readonly state?: string | undefined;
  /** The key that the page follows. */
  readonly after?: string | undefined;
  /** 64 bits, as a signed number. Keys are ordered by their exclusive or with it: each value is another order of the same random keys. */
  readonly order?: bigint | undefined;
  /** Only what came before this day. */
  readonly before?: string | undefined;
  readonly most: number;
}

export interface CommentCount {
  readonly state: string;
  readonly comments: number;
  /** How many of them are in lots. */
  readonly inLots: number;
}

/** A new state for a comment, which leaves its lot. */
export interface CommentChange {
  /** As it was read: if the text or state has changed since, nothing happens. */
  readonly seen: Pick<KeptComment, 'key' | 'state'>;
  readonly state: string;
  readonly deletesText: boolean;
}

/** One that may be published, as far as it is needed to draw lots. */
export type DrawableComment = Pick<KeptComment, 'key' | 'item' | 'language' | 'state' | 'lot'>;

export interface DrawnComment extends Pick<DrawableComment, 'key' | 'state'> {
  readonly lot: number;
  readonly place: number;
}

/** What is known of a survey's lots. */
export interface KeptVerbatims {
  readonly survey: string;
  readonly day: string;
  /** Private: `moderation/draw-verbatims.ts` makes the public body of it. */
  readonly body: string;
}

export interface CommentStorage {
  /** Ordered by key, which is random, or as `order` says. */
  readonly comments: (survey: string, asked: CommentsAsked) => Promise<readonly KeptComment[]>;
  readonly comment: (survey: string, key: string) => Promise<KeptComment | undefined>;
  readonly commentCounts: (survey: string, before?: string) => Promise<readonly CommentCount[]>;
  /** False, and nothing changed, when it is not any more what was seen. */
  readonly changeComment: (survey: string, change: CommentChange) => Promise<boolean>;
  readonly drawable: (survey: string, states: readonly string[], before: string) => Promise<readonly DrawableComment[]>;
  readonly verbatims: (survey: string) => Promise<KeptVerbatims | undefined>;
  /** The first of a day stays, whichever endpoint drew it: false for any other. Draws those alone that are still what was seen. */
  readonly drawLots: (kept: KeptVerbatims, drawn: readonly DrawnComment[]) => Promise<boolean>;
  /** Those in lots, in the order that was drawn. */
  readonly inLots: (survey: string) => Promise<readonly KeptComment[]>;
  /** Another number whenever a text has left or joined the lots. */
  readonly lotsStamp: (survey: string) => Promise<string>;
}

const HALF = 2n ** 63n;
const DIGITS = 16;

export function commentKey(key: bigint, print: string): string {
  return (key + HALF).toString(16).padStart(DIGITS, '0') + print.slice(0, DIGITS);
}

/** Returns the key of its row and the beginning of its HMAC; nothing for what is no key of ours. */
export function readCommentKey(text: string): { readonly key: bigint; readonly print: string } | undefined {
  if (!/^[\da-f]{32}$/.test(text)) return undefined;
  return { key: BigInt(`0x${text.slice(0, DIGITS)}`) - HALF, print: text.slice(DIGITS) };
}

/** The position after which a page begins; `null` for the first page. */
export function positionFollowed({ after, order = 0n }: Pick<CommentsAsked, 'after' | 'order'>): bigint | null {
  const key = after === undefined ? undefined : readCommentKey(after)?.key;
  return key === undefined ? null : BigInt.asIntN(64, key ^ order);
}
