import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FAULT_MATRIX } from './fault-matrix.ts';

/** Of client, worker and sending. */
const ROWS = { C: 12, S: 9, Y: 12 };

test('each row of the fault matrix names tests that are there', () => {
  const expected = Object.entries(ROWS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, place) => `${letter}${String(place + 1).padStart(2, '0')}`),
  );
  expect(FAULT_MATRIX.map(({ row }) => row)).toEqual(expected);
  const lost = FAULT_MATRIX.flatMap(({ row, tests }) =>
    tests.flatMap(([file, claim]) =>
      readFileSync(join('test', file), 'utf8').includes(`'${claim}`) ? [] : [`${row}: ${file}: ${claim}`],
    ),
  );
  expect(lost).toEqual([]);
  expect(FAULT_MATRIX.filter(({ tests }) => tests.length === 0)).toEqual([]);
});
