import type { RateSettings } from '../process/settings.ts';
import { type RateLimit, rateLimit } from './rate-limit.ts';

/** Each kind of request has an allowance of its own, so that whoever guesses or watches holds up nobody's envelopes. */
export interface Limits {
  readonly envelopes: RateLimit;
  /** Receipt codes asked for. */
  readonly receipts: RateLimit;
  /** Secrets of links to drafts asked for. */
  readonly previews: RateLimit;
  /** Wrong tokens. */
  readonly guesses: RateLimit;
  /** What anyone may read and that costs the storage something. */
  readonly readings: RateLimit;
  /** Addresses left for a contact: one from each person, and a hall of them behind one network. */
  readonly contacts: RateLimit;
}

/** A device that is told to wait keeps what it has. */
const CONTACTS: RateSettings = { burst: 100, perSecond: 1 / 10 };

/** A slip of the hand costs nothing, guessing goes on for ever. */
const GUESSES: RateSettings = { burst: 20, perSecond: 1 / 6 };

export function createLimits(settings: RateSettings, now: () => number): Limits {
  return {
    envelopes: rateLimit(settings, now),
    receipts: rateLimit(settings, now),
    previews: rateLimit(settings, now),
    guesses: rateLimit(settings.perSecond > 0 ? GUESSES : settings, now),
    readings: rateLimit(settings, now),
    contacts: rateLimit(settings.perSecond > 0 ? CONTACTS : settings, now),
  };
}
