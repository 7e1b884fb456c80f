import { hash, randomBytes } from 'node:crypto';
import type { RateSettings } from '../process/settings.ts';

export interface RateLimit {
  /** 0 when the envelopes could pass, else the seconds to wait. */
  readonly wait: (address: string, envelopes: number) => number;
  /** The same; and when they may pass, they count. */
  readonly take: (address: string, envelopes: number) => number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const DAY = 86_400_000;
/** Addresses remembered at once: when there are more, those that have long been quiet are forgotten first. */
const MOST_BUCKETS = 50_000;

/** Buckets by a keyed digest of the address. The key changes daily; neither is ever written anywhere. */
export function rateLimit(settings: RateSettings, now: () => number): RateLimit {
  const buckets = new Map<string, Bucket>();
  let key = newKey();
  let keyDay = Math.floor(now() / DAY);

  function bucketOf(address: string, time: number): Bucket {
    const today = Math.floor(time / DAY);
    if (today !== keyDay) {
      buckets.clear();
      key = newKey();
      keyDay = today;
    }
    const name = hash('sha256', key + networkOf(address), 'base64');
    const bucket = buckets.get(name) ?? { tokens: settings.burst, at: time };
    // Last used, last in the map: the first entries are the quietest.
    buckets.delete(name);
    buckets.set(name, bucket);
    if (buckets.size > MOST_BUCKETS) forgetQuietest();
    return bucket;
  }

  function forgetQuietest() {
    const [quietest] = buckets.keys();
    if (quietest !== undefined) buckets.delete(quietest);
  }

  function ask(address: string, envelopes: number, taken: number): number {
    if (settings.perSecond <= 0) return 0;
    const time = now();
    const bucket = bucketOf(address, time);
    const gained = (Math.max(0, time - bucket.at) / 1000) * settings.perSecond;
    bucket.tokens = Math.min(settings.burst, bucket.tokens + gained);
    bucket.at = time;
    if (bucket.tokens < envelopes) return (envelopes - bucket.tokens) / settings.perSecond;
    bucket.tokens -= taken;
    return 0;
  }

  return {
    wait: (address, envelopes) => ask(address, envelopes, 0),
    take: (address, envelopes) => ask(address, envelopes, envelopes),
  };
}

const newKey = () => randomBytes(32).toString('hex');

/** IPv6 gives each household or site a whole /64. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = ''] = address.split('::');
  const groups = head.split(':').slice(0, 4);
  return groups.join(':');
}
