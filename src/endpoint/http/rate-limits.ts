import type { RateSettings } from '../process/settings.ts';
import { rateLimit } from './rate-limit.ts';

/** Each kind of request has a separate allowance, so that guessing or polling does not block envelopes. */
export type Limits = ReturnType<typeof createLimits>;

/** A device that gets 429 keeps its envelopes. */
const CONTACTS: RateSettings = { burst: 100, perSecond: 1 / 10 };

/** Some typing errors are free; guessing is slowed down. */
const GUESSES: RateSettings = { burst: 20, perSecond: 1 / 6 };

export function createLimits(settings: RateSettings, now: () => number) {
  return {
    envelopes: rateLimit(settings, now),
    /** Requests with receipt codes. */
    receipts: rateLimit(settings, now),
    /** Requests with preview secrets. */
    previews: rateLimit(settings, now),
    /** Wrong tokens. */
    guesses: rateLimit(settings.perSecond > 0 ? GUESSES : settings, now),
    /** Public reads that reach the storage. */
    readings: rateLimit(settings, now),
    /** Addresses left for a contact: one from each person, but a whole hall may share one network. */
    contacts: rateLimit(settings.perSecond > 0 ? CONTACTS : settings, now),
  };
}
