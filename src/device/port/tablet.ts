import type { SealingKey } from '../../core/survey/sealing-keys.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { StoreReading } from './device.ts';

/** The tablet's own counts of the interviews of one day. */
export interface DayTally {
  /** Finished here, and not erased since. */
  readonly finished: number;
  /** Those among `finished` that the endpoint has acknowledged. The others still wait here, or were refused, or are `missing`. */
  readonly received: number;
  /** Those among `finished` that are neither acknowledged nor in the outbox: the browser has lost them. */
  readonly missing: number;
  /** Finished here, and erased since by the person who gave them. */
  readonly erased: number;
  /** Put back from their second copies, after the browser had lost its database. */
  readonly restored: number;
  /** Interviews that were left on the way, and are counted as partials where the survey counts those. */
  readonly left: number;
}

/** Whether the page opens without a network, asked of the worker that would open it. */
export type OfflineProof =
  | { readonly kind: 'ready' }
  /** All of it is here, and little room for answers. */
  | { readonly kind: 'cramped' }
  /** It is being fetched. */
  | { readonly kind: 'installing' }
  /** Files of the release that it lacks. */
  | { readonly kind: 'incomplete'; readonly missing: number }
  /** The worker does not answer, for example because it was stopped. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'absent' }
  /** This browser has no service worker. */
  | { readonly kind: 'impossible' };

/** Everything that wiping would destroy and that exists nowhere else. */
export interface Holdings {
  /** Unsent envelopes of whatever kind, each by `envelopeName`. */
  readonly envelopes: readonly string[];
  /** Response ids of interviews that were begun and not finished. */
  readonly interviews: readonly string[];
}

/** `others-here`: something that was not named is on the tablet. Nothing was wiped. */
export type WipeOutcome = 'wiped' | 'others-here' | 'full' | 'unavailable';

/** The day screen of a shared tablet may call these, in addition to the device's port. */
export interface Tablet {
  /** The keys that it seals to; without any nothing is sealed. */
  readonly keys: readonly SealingKey[];
  /** The event's name in the notice; absent when the notice does not declare it. */
  readonly event: LocalText | undefined;
  readonly today: () => Promise<StoreReading<DayTally>>;
  /** The ids of interviews that were cut off, and wait for the organiser's code. */
  readonly cutOff: () => Promise<StoreReading<readonly string[]>>;
  /** Closes one that will not be resumed: it is sent as a partial. */
  readonly closeInterview: (id: string) => Promise<void>;
  /** Kept in the memory of the page, and nowhere else. */
  readonly giveSecret: (secret: Uint8Array<ArrayBuffer>) => void;
  readonly hasSecret: () => boolean;
  readonly proveOffline: () => Promise<OfflineProof>;
  /** Whether the browser has promised not to clear this storage under pressure. */
  readonly isPersistent: () => Promise<boolean>;
  readonly askForPersistence: () => Promise<boolean>;
  /** Reads what wiping would lose. */
  readonly unsent: () => Promise<StoreReading<Holdings>>;
  /** How many responses are kept here after they were sent, since no backup of the endpoint holds them yet. */
  readonly kept: () => Promise<StoreReading<number>>;
  /**
   * Wipes everything but erasures that the endpoint has yet to confirm and the application itself, if nothing unsent is here except
   * what is `named`: looked up in the transaction that wipes.
   */
  readonly wipe: (named: Holdings) => Promise<WipeOutcome>;
}
