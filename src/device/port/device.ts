import type { Answers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { SurveyFile } from '../../core/survey/survey-schema.ts';
import type { Contact } from '../../wire/contact.ts';
import type { Envelope } from '../../wire/envelope.ts';
import type { Results } from '../../wire/results.ts';
import type { Verbatims } from '../../wire/verbatims.ts';
import type { Exported, ImportOutcome, RescueFile, RescueStatus } from './exported-file.ts';
import type { Delivery, FinishedResponse } from './finished-response.ts';

/**
 * The result of a read of the storage. `so-far`: the storage has not opened yet, and the value contains only what the page has written
 * meanwhile. `unread`: the read failed. Neither means that nothing is there, so there is no default: each caller handles all cases.
 */
export type StoreReading<T> = { readonly kind: 'done' | 'so-far'; readonly value: T } | { readonly kind: 'unread' };

/** `strict`: the commit waits for the flush to disk, and survives a power cut. `relaxed`: the system flushes later. */
export type Durability = 'relaxed' | 'strict';

/**
 * The device as the page sees it. Started once in `survey-start.tsx`, replaced there on a shared tablet, and passed down as a prop. Some of its
 * code loads after the first answer; no method rejects if it cannot be loaded.
 */
export interface Device {
  readonly keeps: Keeping;
  /** Resolves when a database that opened late contains what was written meanwhile; otherwise never. */
  readonly moved: Promise<void>;
  readonly drafts: Drafts;
  readonly definitions: Definitions;
  readonly outbox: Outbox;
  readonly finished: Finished;
  readonly receipts: Receipts;
  readonly results: Shelf<Results>;
  readonly verbatims: Shelf<Verbatims>;
  /** `undefined` if its code cannot be loaded. */
  readonly contacts: () => Promise<ContactsShelf | undefined>;
  /**
   * Finishing is one strict transaction: the envelope goes in, the draft and older envelopes of the same response go out.
   * The draft's `sequence` must be the last one used; the envelope takes the next.
   */
  readonly finish: (draft: Draft, survey: Survey) => Promise<FinishOutcome>;
  /** Queues the answers so far as a partial envelope, if the survey collects those. Does nothing otherwise. */
  readonly snapshot: (draft: Draft, survey: Survey) => Promise<void>;
}

/**
 * Where the answers are stored. `memory`: this browser stores nothing, and answers last until the page closes. `insecure`: the page came
 * over `http`, so it has no service worker, no locks and no second copies; answers are written to the disk, without a promise.
 * The others are temporary, and the answers move to the disk afterwards. `slow`: the browser has not opened its database yet.
 * `blocked`: an older page, left open, prevents it. `newer`: a later release has made the database unreadable to this one.
 * `preview`: the preview of a draft survey; nothing is stored or sent.
 */
export type Keeping = 'disk' | 'memory' | 'insecure' | 'slow' | 'blocked' | 'newer' | 'preview';

/** An interview in progress, pinned to the revision it began with. Its key is the response id. */
export interface Draft
  extends Pick<Envelope, 'id' | 'survey' | 'revision' | 'mode' | 'channel' | 'language' | 'readBy' | 'startedOn'> {
  /** Time spent with the questionnaire on screen. */
  readonly seconds: number;
  /** All answers, also on branches that are now skipped. */
  readonly answers: Answers;
  /** The question on screen, or `check`: shown when the interview is resumed. */
  readonly current: string;
  /** Furthest question reached. */
  readonly furthest: string | null;
  /** The last sequence used by an envelope of this response; 0 before the first. */
  readonly sequence: number;
  /** The 16 bytes of the receipt, in hexadecimal. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
}

/**
 * `full`: no room left. `unavailable`: the browser's storage failed. In both cases the answers are only in memory.
 * `gone`: discarded or erased, perhaps in another tab, and not to come back.
 */
export type SaveOutcome = 'saved' | 'full' | 'unavailable' | 'gone';

export type DiscardOutcome = 'discarded' | 'full' | 'unavailable';

export interface Drafts {
  /** Latest first. */
  readonly list: () => Promise<StoreReading<readonly Draft[]>>;
  /** Resolves when the transaction has committed, or failed. Relaxed unless asked otherwise. */
  readonly save: (draft: Draft, durability?: Durability) => Promise<SaveOutcome>;
  /** Partial answers that were sent are erased at the endpoint too, as soon as it can be reached. */
  readonly discard: (id: string) => Promise<DiscardOutcome>;
  /**
   * Claims an interview for one tab. `other-tab` if another tab holds it; `take` takes it from that tab, whose `onLost` is called. With Web
   * Locks, `onFree` is called when an interview that this tab was refused, or has lost, is free again.
   */
  readonly claim: (
    id: string,
    options: { readonly take: boolean; readonly onLost: () => void; readonly onFree?: () => void },
  ) => Promise<Claim | 'other-tab'>;
}

export interface Claim {
  readonly release: () => void;
}

/** Survey files in one language, kept as long as a draft, an envelope or a card needs them. */
export interface Definitions {
  readonly keep: (file: SurveyFile, language: string) => Promise<void>;
  readonly find: (survey: string, revision: number, language: string) => Promise<StoreReading<SurveyFile | undefined>>;
}

export type FinishOutcome =
  | { readonly kind: 'finished'; readonly sequence: number }
  | { readonly kind: Exclude<SaveOutcome, 'saved'> }
  /** The code that finishes could not be loaded. The draft is saved: after a reload it can be finished. */
  | { readonly kind: 'no-code' };

/** Why nothing is sent at the moment; the interface has words for each. */
export type Obstacle = 'offline' | 'portal' | 'server' | 'sending-elsewhere' | 'update-needed' | 'closed';

export interface OutboxStatus {
  /** Finished responses not yet received; partial snapshots are not counted. `undefined`: not read yet, or unreadable for now. */
  readonly waiting: number | undefined;
  /** `undefined` together with `waiting`. */
  readonly refused: number | undefined;
  readonly sending: boolean;
  /** How many erasures the endpoint has yet to confirm; `undefined` together with `waiting`. */
  readonly erasing: number | undefined;
  /** How many finished responses this page had to put back from their second copies: the browser had lost its database. */
  readonly restored: number;
  readonly obstacle?: Obstacle;
  /** When the next attempt is due, on the monotonic clock of `performance.now()`. */
  readonly nextTry?: number;
  /** When the oldest unsent response was finished, in milliseconds since the epoch. */
  readonly oldest?: number;
  /** By response id. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** The surveys of the finished responses that have a card here, by response id; absent together with `waiting`. */
  readonly surveys?: ReadonlyMap<string, string>;
}

interface Outbox {
  readonly status: () => OutboxStatus;
  /** Calls the listener with each new status; returns a function that stops it. */
  readonly watch: (listener: (status: OutboxStatus) => void) => () => void;
  /** Sends now, regardless of the backoff. */
  readonly send: () => Promise<void>;
  /** Every envelope not yet received, refused ones included, of the surveys that are wanted or of all; `no-code` while its code cannot be fetched. */
  readonly exportFile: (wanted?: readonly string[]) => Promise<Exported | 'no-code'>;
}

interface Finished {
  /** Latest first. */
  readonly list: () => Promise<StoreReading<readonly FinishedResponse[]>>;
  /** Forgets it on this device, and has it erased at the endpoint if any of it may have left: now, or as soon as can be. */
  readonly erase: (id: string, secret: string) => Promise<Erasure>;
}

/** The outcome of asking to erase a response. Except for `unchanged`, this device keeps only its code. */
export type Erasure =
  /** Nothing of it had left this device. */
  | 'here'
  /** The endpoint has said that it is erased. */
  | 'everywhere'
  /** The endpoint could not be asked yet. */
  | 'later'
  /** The endpoint knows nothing of it, while an envelope may still be on its way: it will be asked again. */
  | 'unknown'
  /** The storage of this browser failed. */
  | 'unchanged';

/** The device whole: what only some screens need comes with it. */
export interface OpenedDevice extends Device {
  /** For a full or failing storage: sends the answers straight from memory. A finished draft goes once it is received. */
  readonly sendUnstored: (draft: Draft, survey: Survey, status: RescueStatus) => Promise<Delivery | 'no-code'>;
  /** The same as a rescue file; `undefined` without its code. */
  readonly exportUnstored: (draft: Draft, survey: Survey, status: RescueStatus) => Promise<RescueFile | undefined>;
  /** Puts the envelopes of a rescue file in the outbox, but for those of surveys that are not of this site. */
  readonly importFile: (file: Blob, isOfSite: (survey: string) => Promise<boolean>) => Promise<ImportOutcome>;
  /** How many responses to a survey are on this device alone, those in progress included. */
  readonly countUnsent: (survey: string) => Promise<StoreReading<number>>;
  /** Stops listening and closes the database. */
  readonly close: () => void;
}

/** Addresses left for a contact, apart from every response. */
export interface ContactsShelf {
  /** Kept on this device, until the endpoint takes it: some time after the envelopes, and never with one. */
  readonly leave: (contact: Omit<Contact, 'id'>) => Promise<'kept' | 'full' | 'unavailable'>;
  /** The ids of those that the endpoint has not taken yet. */
  readonly waiting: (survey: string) => Promise<StoreReading<readonly string[]>>;
  /** False when the storage of this browser failed. */
  readonly forget: (id: string) => Promise<boolean>;
  /** Called when one has come or gone; returns the way to stop. */
  readonly watch: (listener: () => void) => () => void;
}

/** The publications of a survey: results, or comments. */
export interface Shelf<Published> {
  /** The last publication this device has seen. */
  readonly kept: (survey: string) => Promise<Published | undefined>;
  /** Asks for the current one and keeps it; `undefined` when it could not be had. */
  readonly refresh: (survey: string) => Promise<Published | undefined>;
}

/** The endpoint's reply about a receipt code. `unknown` tells nothing more: never held, or another code. */
export type ReceiptReply =
  | 'received'
  | 'erased'
  | 'unknown'
  /** The request did not get through: nothing has changed that we know of. */
  | 'offline'
  /** Something answered, but not with an answer: a portal, a proxy, a busy service. */
  | 'later';

/** Checks and erases by code, from any device: the code alone is the right to. It must have passed `readReceiptCode`. */
export interface Receipts {
  readonly check: (code: string) => Promise<ReceiptReply>;
  readonly erase: (code: string) => Promise<ReceiptReply>;
  /** Received, and then lost: another database has taken the place of the one that received it, and does not know its receipt. */
  readonly isLost: (response: FinishedResponse) => Promise<boolean>;
}
