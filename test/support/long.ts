import { type TestFunction, test } from 'vitest';

/** Whether this is `npm run test:long`: tests do all that they can, and files named `….long.test.ts` run too. */
export const LONG = process.env.BAROMETRE_LONG !== undefined;

/** A test that takes too long for every run. To skip it elsewhere would fail that run. `timeout` in milliseconds. */
export function longTest(claim: string, run: TestFunction, timeout?: number): void {
  if (LONG) test(claim, run, timeout);
}
