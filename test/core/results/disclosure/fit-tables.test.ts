import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  fittedTable,
  projected,
  rounded,
  shifted,
  sum,
  wholeParts,
} from '../../../../src/core/results/disclosure/fit-tables.ts';

const moved = fc.array(fc.integer({ min: -30, max: 400 }), { minLength: 1, maxLength: 9 });
const total = fc.nat(900);

it('parts of a total are whole, not negative, and add up, whatever the noise', () => {
  fc.assert(
    fc.property(moved, total, (values, size) => {
      const parts = wholeParts(shifted(values, size), size);
      expect(sum(parts)).toBe(size);
      for (const part of parts) expect(Number.isInteger(part) && part >= 0).toBe(true);
      expect(sum(projected(values, size))).toBeCloseTo(size, 6);
    }),
  );
});

it('what is whole and adds up already stays', () => {
  expect(wholeParts([3, 0, 9], 12)).toEqual([3, 0, 9]);
  expect(rounded([2.5, 2.5, 1], 6)).toEqual([3, 2, 1]);
});

it('a table adds up by rows and by columns, without a number below 0', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 6 })
        .chain((width) =>
          fc.array(
            fc.tuple(fc.array(fc.integer({ min: -20, max: 90 }), { minLength: width, maxLength: width }), fc.nat(200)),
            { minLength: 1, maxLength: 6 },
          ),
        ),
      (rows) => {
        const sizes = rows.map(([, size]) => size);
        const wanted = rows.map(([values, size]) => shifted(values, size));
        const columns = wholeParts(
          (wanted[0] ?? []).map((_, column) => sum(wanted.map((row) => row[column] ?? 0))),
          sum(sizes),
        );
        const table = fittedTable(wanted, sizes, columns);
        for (const [row, of] of table.entries()) expect(sum(of)).toBe(sizes[row]);
        for (const [column, size] of columns.entries()) expect(sum(table.map((of) => of[column] ?? 0))).toBe(size);
        for (const count of table.flat()) expect(Number.isInteger(count) && count >= 0).toBe(true);
      },
    ),
  );
});
