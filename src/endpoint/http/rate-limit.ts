import { hash, randomBytes } from 'node:crypto';
import type { RateSettings } from '../process/settings.ts';
import { networksOf } from './client-address.ts';

export type RateLimit = ReturnType<typeof rateLimit>;

interface Bucket {
  tokens: number;
  at: number;
}

const DAY = 86_400_000;
/** The maximum number of networks in memory; the least recently used are evicted first. */
const MOST_BUCKETS = 50_000;

/**
 * Token buckets by a keyed digest of the network. The key changes daily; neither is ever written anywhere. A batch passes as soon as
 * its network has one envelope left, and leaves a debt. If it had to wait until all of it fits, a neighbour that sends one envelope
 * at a time would starve it.
 */
export function rateLimit(settings: RateSettings, now: () => number) {
  const buckets = new Map<string, Bucket>();
  let key = newKey();
  let keyDay = Math.floor(now() / DAY);

  function bucketOf(network: string, most: number, time: number): Bucket {
    const today = Math.floor(time / DAY);
    if (today !== keyDay) {
      buckets.clear();
      key = newKey();
      keyDay = today;
    }
    const name = hash('sha256', key + network, 'base64');
    const bucket = buckets.get(name) ?? { tokens: most, at: time };
    // Reinserted at the end: the first entries of the map are the least recently used.
    buckets.delete(name);
    buckets.set(name, bucket);
    if (buckets.size > MOST_BUCKETS) {
      const [quietest = ''] = buckets.keys();
      buckets.delete(quietest);
    }
    return bucket;
  }

  /** Returns the buckets of the address's networks, refilled to now, with the seconds until each holds an envelope. */
  function bucketsOf(address: string) {
    const time = now();
    return networksOf(address).map(({ name, share }) => {
      const [most, perSecond] = [settings.burst * share, settings.perSecond * share];
      const bucket = bucketOf(name, most, time);
      const gained = (Math.max(0, time - bucket.at) / 1000) * perSecond;
      bucket.tokens = Math.min(most, bucket.tokens + gained);
      bucket.at = time;
      return { bucket, wait: Math.max(0, (1 - bucket.tokens) / perSecond) };
    });
  }

  function take(address: string, envelopes: number, isAsking: boolean): number {
    if (settings.perSecond <= 0) return 0;
    const asked = bucketsOf(address);
    const wait = Math.max(...asked.map((one) => one.wait));
    if (wait > 0 && isAsking) return wait;
    for (const { bucket } of asked) bucket.tokens -= envelopes;
    return 0;
  }

  return {
    /** 0 when something of this address may pass, else the seconds to wait. */
    wait: (address: string) => take(address, 0, true),
    /** The same, and charges so many envelopes if it passes. */
    take: (address: string, envelopes: number) => take(address, envelopes, true),
    /** Charges for something that has already passed. */
    charge: (address: string, envelopes: number) => void take(address, envelopes, false),
  };
}

const newKey = () => randomBytes(32).toString('hex');

/** Each kind of request has a separate allowance, so that guessing or polling does not block envelopes. */
export type Limits = ReturnType<typeof createLimits>;

/** A device that gets 429 keeps its envelopes. */
const CONTACTS: RateSettings = { burst: 100, perSecond: 1 / 10 };

/** Some typing errors are free; guessing is slowed down. */
const GUESSES: RateSettings = { burst: 20, perSecond: 1 / 6 };

export function createLimits(settings: RateSettings, now: () => number) {
  return {
    envelopes: rateLimit(settings, now),
    receipts: rateLimit(settings, now),
    previews: rateLimit(settings, now),
    /** Wrong tokens. */
    guesses: rateLimit(settings.perSecond > 0 ? GUESSES : settings, now),
    /** Public reads that reach the storage. */
    readings: rateLimit(settings, now),
    /** Addresses left for a contact: one from each person, but a whole hall may share one network. */
    contacts: rateLimit(settings.perSecond > 0 ? CONTACTS : settings, now),
  };
}
