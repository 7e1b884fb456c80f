import { type TestFunction, type TestOptions, test } from 'vitest';

/** Whether this is `npm run test:long`: tests do all that they can, and files named `….long.test.ts` run too. */
export const LONG = process.env.BAROMETRE_LONG !== undefined;

/** A test that takes too long for every run. To skip it elsewhere would fail that run. A number is its timeout, in milliseconds. */
export function longTest(claim: string, run: TestFunction, options: TestOptions | number = {}): void {
  if (LONG) test(claim, typeof options === 'number' ? { timeout: options } : options, run);
}

/** The rows of `test.each` that take too long for every run. */
export function onlyLong<Row>(rows: readonly Row[]): readonly Row[] {
  return LONG ? rows : [];
}
