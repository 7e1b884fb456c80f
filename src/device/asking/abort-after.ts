import type { Surroundings } from '../port/surroundings.ts';

/**
 * Returns a signal that aborts `fetch`, and the reading of its body, after so many milliseconds with an AbortError. Some supported
 * browsers have no `AbortSignal.timeout`.
 */
export function abortAfter(around: Pick<Surroundings, 'setTimeout'>, milliseconds: number): AbortSignal {
  const limit = new AbortController();
  around.setTimeout(() => limit.abort(), milliseconds);
  return limit.signal;
}
