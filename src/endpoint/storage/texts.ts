import type { Received } from './storage.ts';

/*
 * The texts that people wrote are stored in separate tables, under a key that only the receipt and a secret of the endpoint give:
 * neither a response nor another text of the same person can be found from it. `comment` says what a text is, `passage` holds it, in
 * pieces that fill no more than their own page of the database.
 */

/** The placeholder for a text in the stored answers, meaning that one was given. No answer can be an empty string. */
export const GIVEN = '';

/** A text as it comes, with what decides who may read it. */
export interface TextRow {
  readonly key: bigint;
  readonly survey: string;
  readonly item: string;
  readonly language: string;
  /** `yes` where its author consents to its publication. */
  readonly consent: string | null;
  readonly month: string;
  /** Forgotten at the next change of the day. */
  readonly came_on: string | null;
  /** A digest of the text, its language and its consent under the secret, which tells whether they are the same as before. */
  readonly print: string;
  readonly text: string;
}

/** A response and its texts, apart. */
export interface Apart {
  readonly kept: StorableEnvelope;
  readonly texts: readonly TextRow[];
}

/** The digest is that of what is kept. */
export interface StorableEnvelope extends Received {
  /** A digest of what was sent, where that is not what is kept: it tells a second sending. */
  readonly proof: string | null;
}

export interface TextItem {
  readonly survey: string;
  readonly item: string;
}

/** Knows the texts of surveys and the secret that they are stored under. */
export interface Texts {
  /** Names the secret without telling it. */
  readonly secret: string;
  /** Those of the surveys that are known. */
  readonly items: readonly TextItem[];
  readonly apart: (received: Received, day: string) => Apart;
  readonly keyOf: (receiptHash: string, item: TextItem) => bigint;
}

/** For a storage that is opened for what touches no text, as most commands do. With texts in it, it refuses to erase. */
export const NO_TEXTS: Texts = {
  secret: '',
  items: [],
  apart: (received) => ({ kept: { ...received, proof: null }, texts: [] }),
  keyOf() {
    throw new Error('without its secret no text can be found');
  },
};

/** The keys of a receipt's texts, in one survey where it is named. */
export function keysOf({ keyOf }: Texts, receiptHash: string, items: readonly TextItem[], survey?: string | null) {
  return items.filter((item) => item.survey === (survey ?? item.survey)).map((item) => keyOf(receiptHash, item));
}

/** Says to the operator what to do. */
export function otherSecret(): string {
  return 'the database keeps texts under another disclosure.key (or DISCLOSURE_KEY), which no backup holds: put that one back, or erase all texts with forget-texts --all where it is lost';
}
