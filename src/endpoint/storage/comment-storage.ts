/*
 * Texts whose authors consent to publication. The storage treats states as opaque words and changes a comment only if it has not
 * changed since it was read.
 */

export interface CommentRecord {
  /** 32 hexadecimal digits that identify the row and, by an HMAC, its text: when its author replaces the text, the key changes. */
  readonly key: string;
  readonly item: string;
  readonly language: string;
  readonly state: string;
  readonly lot: number | null;
  /** Its author has answered this to the question of consent. */
  readonly consent: string | null;
  /** `null` once it was deleted. */
  readonly text: string | null;
}

interface CommentQuery {
  /** Every text of this item, also of those who do not consent; without it, all that may be published. */
  readonly item?: string | undefined;
  readonly state?: string | undefined;
  /** The key that the page follows. */
  readonly after?: string | undefined;
  /** A signed 64-bit number with which keys are XORed for sorting: each value gives another order of the same random keys. */
  readonly order?: bigint | undefined;
  /** Only texts received before this day. */
  readonly before?: string | undefined;
  readonly most: number;
}

export interface CommentCount {
  readonly state: string;
  readonly comments: number;
  /** How many of them are in batches. */
  readonly inLots: number;
}

/** A new state for a comment, which is removed from its batch. */
export interface CommentChange {
  /** The comment as it was read: if its text or state has changed since, nothing happens. */
  readonly seen: Pick<CommentRecord, 'key' | 'state'>;
  readonly state: string;
  readonly deletesText: boolean;
}

/** The part of a publishable comment that is needed to form batches. */
export type DrawableComment = Pick<CommentRecord, 'key' | 'item' | 'language' | 'state' | 'lot'>;

export interface DrawnComment extends Pick<DrawableComment, 'key' | 'state'> {
  readonly lot: number;
  readonly place: number;
}

/** The state of a survey's batches. */
export interface VerbatimsRecord {
  readonly survey: string;
  readonly day: string;
  /** Private: `moderation/draw-verbatims.ts` makes the public body of it. */
  readonly body: string;
}

export interface CommentStorage {
  /** Ordered by key, which is random, or as `order` says. */
  readonly comments: (survey: string, asked: CommentQuery) => Promise<readonly CommentRecord[]>;
  readonly comment: (survey: string, key: string) => Promise<CommentRecord | undefined>;
  readonly commentCounts: (survey: string, before?: string) => Promise<readonly CommentCount[]>;
  /** False, with nothing changed, if it has changed since it was read. */
  readonly changeComment: (survey: string, change: CommentChange) => Promise<boolean>;
  readonly drawable: (survey: string, states: readonly string[], before: string) => Promise<readonly DrawableComment[]>;
  readonly verbatims: (survey: string) => Promise<VerbatimsRecord | undefined>;
  /** Stores the batches of a day. The first endpoint wins: false for the others. Comments that have changed since are left out. */
  readonly drawLots: (kept: VerbatimsRecord, drawn: readonly DrawnComment[]) => Promise<boolean>;
  /** Comments in batches, in their random order. */
  readonly inLots: (survey: string) => Promise<readonly CommentRecord[]>;
  /** A number that changes whenever a text leaves or joins the batches. */
  readonly lotsStamp: (survey: string) => Promise<string>;
}

const HALF = 2n ** 63n;
const DIGITS = 16;

export function commentKey(key: bigint, print: string): string {
  return (key + HALF).toString(16).padStart(DIGITS, '0') + print.slice(0, DIGITS);
}

/** Returns the key of the row and the beginning of the HMAC; `undefined` for a malformed key. */
export function readCommentKey(text: string): { readonly key: bigint; readonly print: string } | undefined {
  if (!/^[\da-f]{32}$/.test(text)) return undefined;
  return { key: BigInt(`0x${text.slice(0, DIGITS)}`) - HALF, print: text.slice(DIGITS) };
}

/** The position after which a page starts; `null` for the first page. */
export function positionFollowed({ after, order = 0n }: Pick<CommentQuery, 'after' | 'order'>): bigint | null {
  const key = after === undefined ? undefined : readCommentKey(after)?.key;
  return key === undefined ? null : BigInt.asIntN(64, key ^ order);
}
