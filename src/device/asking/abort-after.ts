import type { Surroundings } from '../port/surroundings.ts';

/**
 * A signal for `fetch` that gives up after so many milliseconds: `fetch` and the reading of its body then reject with an
 * AbortError. `AbortSignal.timeout` comes later in the browsers that we promise.
 */
export function abortAfter(around: Pick<Surroundings, 'setTimeout'>, milliseconds: number): AbortSignal {
  const limit = new AbortController();
  around.setTimeout(() => limit.abort(), milliseconds);
  return limit.signal;
}
