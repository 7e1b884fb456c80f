import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Journey, startJourney } from './journey.ts';

type HowToStart = Parameters<typeof startJourney>;

/** One journey for all tests of a file. */
export const sharedJourney = (...how: HowToStart): Journey => journeyBetween(beforeAll, afterAll, how);

/** A new journey for each test of a file. */
export const freshJourney = (...how: HowToStart): Journey => journeyBetween(beforeEach, afterEach, how);

/** The journey that runs when it is asked: it has none before the tests begin. */
function journeyBetween(before: typeof beforeEach, after: typeof afterEach, how: HowToStart): Journey {
  let running: Journey;
  before(async () => {
    running = await startJourney(...how);
  });
  after(() => running.end());
  return new Proxy({} as Journey, { get: (_, name) => Reflect.get(running, name) });
}
