import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import FAULT_MATRIX from './fault-matrix.json' with { type: 'json' };
import { REMEDIES } from './remedies.ts';

/** How many faults of the browser and its storage, of the worker and its releases, and of sending. */
const ROWS = { C: 14, S: 16, Y: 13 };
/** The file of each test, the beginning of its name and, for some, a remedy without which it fails. */
const TESTS: readonly { readonly file: string; readonly claim: string; readonly without?: string }[] =
  FAULT_MATRIX.flatMap(({ tests }) => tests);

test('each row of the fault matrix names tests that are there', () => {
  const expected = Object.entries(ROWS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, place) => `${letter}${String(place + 1).padStart(2, '0')}`),
  );
  expect(FAULT_MATRIX.map(({ row }) => row)).toEqual(expected);
  expect(FAULT_MATRIX.filter(({ tests }) => tests.length === 0)).toEqual([]);
  expect(TESTS.filter(({ without }) => without && !Object.hasOwn(REMEDIES, without))).toEqual([]);
  const lost = TESTS.filter(({ file, claim }) => !readFileSync(join('test', file), 'utf8').includes(`'${claim}`));
  expect(lost).toEqual([]);
});

test('each remedy is in its file exactly once, and a test or a stored plan would miss it', () => {
  const tested = new Set<string | undefined>(TESTS.map(({ without }) => without));
  const weak = Object.entries(REMEDIES).filter(([name, { file, taken, heldBy, plan }]) => {
    const isOnce = readFileSync(file, 'utf8').split(taken).length === 2;
    const isMissed = heldBy === 'simulator' ? existsSync(`test/simulation/found/${plan}.json`) : tested.has(name);
    return !isOnce || !isMissed;
  });
  expect(weak).toEqual([]);
});
