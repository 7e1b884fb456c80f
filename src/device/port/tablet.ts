import type { SealingKey } from '../../core/survey/sealing-keys.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';

/** Of one day, on this tablet. */
export interface DayTally {
  readonly finished: number;
  /** Interviews that were left on the way, and are counted as partials where the survey counts those. */
  readonly left: number;
}

/** Whether the page opens without a network, asked of the worker that would open it. */
export type OfflineProof =
  | { readonly kind: 'ready' }
  /** It is being fetched. */
  | { readonly kind: 'installing' }
  /** Files of the release that it lacks. */
  | { readonly kind: 'incomplete'; readonly missing: number }
  /** A worker that does not answer: of an earlier release, or stopped. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'absent' }
  /** This browser, or a page without https, has no worker. */
  | { readonly kind: 'impossible' };

/** What the day screen of a shared tablet may ask, beside the device. */
export interface Tablet {
  /** The keys that it seals to; without any nothing is sealed. */
  readonly keys: readonly SealingKey[];
  /** What the notice calls the event; absent when it does not declare it. */
  readonly event: LocalText | undefined;
  readonly today: () => Promise<DayTally>;
  /** Interviews that were cut off, and wait for the organiser's code. */
  readonly cutOff: () => Promise<number>;
  /** Kept in the memory of the page, and nowhere else. */
  /** One of them will not be resumed: it is counted as a partial. */
  readonly letGo: (id: string) => Promise<void>;
  readonly giveSecret: (secret: Uint8Array<ArrayBuffer>) => void;
  readonly hasSecret: () => boolean;
  readonly proveOffline: () => Promise<OfflineProof>;
  /** Whether the browser has promised not to clear this storage under pressure. */
  readonly isPersistent: () => Promise<boolean>;
  readonly askForPersistence: () => Promise<boolean>;
  /** How many envelopes are here, of whatever kind: what wiping would lose. */
  readonly unsent: () => Promise<number>;
  /** How many responses are kept here after they were sent, since no backup of the endpoint holds them yet. */
  readonly kept: () => Promise<number>;
  /** Everything but erasures that the endpoint has yet to confirm, and the application itself. */
  readonly wipe: () => Promise<'wiped' | 'full' | 'unavailable'>;
}
