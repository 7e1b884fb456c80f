import { describe, expect, it } from 'vitest';
import { crossedTable } from '../../src/desk/crossing/crossed-table.ts';
import { independence, upperGamma, wilson } from '../../src/desk/crossing/statistics.ts';

const STATES = ['notAsked', 'notReached', 'blank', 'unknown', 'given'];
const axis = (item: string, options: readonly string[], isMultiple = false) => ({
  item,
  isMultiple,
  states: [...STATES],
  options: [...options],
});

describe('a crossing', () => {
  it('leaves nobody out in silence: inside, blank and not asked add up to those of the filter', () => {
    const cells = [
      [1, 0, 2, 0, 0, 3, 4],
      [0, 0, 0, 0, 0, 0, 0],
      [5, 0, 6, 0, 0, 7, 8],
      [0, 0, 1, 0, 0, 2, 0],
      [0, 0, 0, 0, 0, 0, 0],
      [9, 0, 1, 0, 0, 10, 20],
      [2, 0, 3, 0, 0, 30, 40],
    ];
    const n = cells.flat().reduce((total, count) => total + count, 0);
    const told = { rows: axis('a', ['x', 'y']), columns: axis('b', ['p', 'q']), n, base: 100, cells };
    const table = crossedTable(told, () => undefined);
    expect(table.rows.map(({ id }) => id)).toEqual(['x', 'y', 'unknown']);
    expect(table.columns.map(({ id }) => id)).toEqual(['p', 'q']);
    expect(table.counts).toEqual([
      [10, 20],
      [30, 40],
      [2, 0],
    ]);
    expect([table.ofRows, table.ofColumns, table.inside]).toEqual([[30, 70, 2], [42, 60], 102]);
    // Either question not asked: the first row and the first column.
    expect(table.notAsked).toBe(1 + 2 + 3 + 4 + 5 + 9 + 2);
    expect(table.inside + table.notAsked + table.blank).toBe(n);
  });

  it('has options in the order of today, and those of an earlier revision last, where somebody gave them', () => {
    const cells = [
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 1, 2, 3],
    ];
    const columns = axis('b', ['cut-in-two', 'gone', 'larger', 'smaller']);
    const told = { rows: axis('a', ['x']), columns, n: 6, base: 6, cells };
    const table = crossedTable(told, (item) => (item === 'b' ? ['smaller', 'larger'] : undefined));
    expect(table.columns.map(({ id }) => id)).toEqual(['smaller', 'larger', 'gone']);
    expect([table.counts, table.ofRows, table.ofColumns]).toEqual([[[3, 2, 1]], [6], [3, 2, 1]]);
  });

  it('counts in its totals each respondent of a multiple choice once', () => {
    const cells = [
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 3, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 2, 0, 0, 10],
      [0, 0, 1, 0, 0, 7],
      [0, 0, 2, 0, 0, 8],
    ];
    const told = { rows: axis('a', ['x', 'y'], true), columns: axis('b', ['p']), n: 15, base: 10, cells };
    const table = crossedTable(told, () => undefined);
    expect([table.ofRows, table.ofColumns, table.inside]).toEqual([[7, 8], [10], 10]);
    expect([table.notAsked, table.blank, table.n]).toEqual([0, 5, 15]);
  });
});

describe('if the respondents were drawn at random', () => {
  it('the interval holds the share, stays between none and all, and is Wilson’s', () => {
    expect(wilson(0, 10)[0]).toBe(0);
    expect(wilson(10, 10)[1]).toBe(1);
    // Its bounds are the shares from which the observed one is 1.96 deviations away.
    for (const [count, total] of [
      [1, 3],
      [47, 117],
      [999, 1000],
    ] as const)
      for (const bound of wilson(count, total)) {
        const deviation = Math.sqrt((bound * (1 - bound)) / total);
        expect(Math.abs(count / total - bound) / deviation).toBeCloseTo(1.959963984540054, 10);
      }
  });

  it.each([1, 2, 5, 10, 40, 100])('the upper gamma of %d is the sum that it is for whole numbers', (a) => {
    for (const x of [0.001, 0.1, 1, a, a + 1, 2 * a, 3 * a + 5]) {
      let term = Math.exp(-x);
      let sum = term;
      for (let k = 1; k < a; k++) sum += term *= x / k;
      expect(Math.abs(upperGamma(a, x) - sum)).toBeLessThan(1e-13);
    }
  });

  it.each([
    [1, 3.841458820694124],
    [3, 7.814727903251179],
    [5, 11.070497693516351],
    [9, 16.918977604620448],
  ])('with %d degrees of freedom one table in twenty goes beyond the tables’ %d', (freedom, chi2) => {
    expect(upperGamma(freedom / 2, chi2 / 2)).toBeCloseTo(0.05, 12);
  });

  it('independence is tested where every cell expects five, and says how many do not', () => {
    const tested = independence([
      [10, 20],
      [30, 40],
    ]);
    expect(tested).toMatchObject({ kind: 'tested', freedom: 1 });
    if (tested.kind !== 'tested') return;
    expect(tested.chi2).toBeCloseTo(0.793650793, 8);
    expect(tested.p).toBeCloseTo(0.372998483, 8);
    expect(tested.v).toBeCloseTo(0.0890870806, 8);
    expect(
      independence([
        [5, 5],
        [1, 1],
        [0, 0],
      ]),
    ).toEqual({ kind: 'too-few', cells: 2 });
    expect(independence([[5, 5]])).toEqual({ kind: 'one-line' });
  });
});
