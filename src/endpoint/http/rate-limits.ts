import type { RateSettings } from '../process/settings.ts';
import { type RateLimit, rateLimit } from './rate-limit.ts';

/** Each kind of request has a separate allowance, so that guessing or polling does not block envelopes. */
export interface Limits {
  readonly envelopes: RateLimit;
  /** Requests with receipt codes. */
  readonly receipts: RateLimit;
  /** Requests with preview secrets. */
  readonly previews: RateLimit;
  /** Wrong tokens. */
  readonly guesses: RateLimit;
  /** Public reads that reach the storage. */
  readonly readings: RateLimit;
  /** Addresses left for a contact: one from each person, but a whole hall may share one network. */
  readonly contacts: RateLimit;
}

/** A device that gets 429 keeps its envelopes. */
const CONTACTS: RateSettings = { burst: 100, perSecond: 1 / 10 };

/** Some typing errors are free; guessing is slowed down. */
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
