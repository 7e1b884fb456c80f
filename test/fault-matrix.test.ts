import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FAULT_MATRIX, holdersOf } from './fault-matrix.ts';
import { REMEDIES, SIMULATED, type TakenAway } from './remedies.ts';

/** The faults of client, worker and sending. */
const ROWS = { C: 14, S: 16, Y: 13 };
const TESTS = FAULT_MATRIX.flatMap(({ row, tests }) => tests.map((one) => [row, ...one] as const));

test('each row of the fault matrix names tests that are there', () => {
  const expected = Object.entries(ROWS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, place) => `${letter}${String(place + 1).padStart(2, '0')}`),
  );
  expect(FAULT_MATRIX.map(({ row }) => row)).toEqual(expected);
  expect(FAULT_MATRIX.filter(({ tests }) => tests.length === 0)).toEqual([]);
  const lost = TESTS.filter(([, file, claim]) => !readFileSync(join('test', file), 'utf8').includes(`'${claim}`));
  expect(lost).toEqual([]);
});

test('each row says who holds it: the simulator, a browser or the tests of the endpoint', () => {
  const held = FAULT_MATRIX.map((row) => [row.row, [...holdersOf(row)].sort()] as const);
  expect(held.filter(([, by]) => by.length === 0)).toEqual([]);
  expect(held.filter(([, by]) => by.includes('simulator')).map(([row]) => row)).toEqual([
    'C05',
    'C08',
    'C10',
    'C12',
    'C13',
    'C14',
    'S09',
    'Y01',
    'Y02',
    'Y05',
    'Y06',
    'Y08',
    'Y09',
    'Y10',
    'Y11',
    'Y12',
  ]);
});

test('the source line of each remedy is in its file exactly once, and some test would miss it', () => {
  const elsewhere = Object.entries<TakenAway>(REMEDIES).filter(
    ([, { file, taken }]) => readFileSync(file, 'utf8').split(taken).length !== 2,
  );
  expect(elsewhere).toEqual([]);
  const tested = new Set<string>(TESTS.map(([, , , without]) => without));
  expect(Object.keys(REMEDIES).filter((name) => !tested.has(name))).toEqual(
    SIMULATED.map(([name]) => name).filter((name) => !tested.has(name)),
  );
});
