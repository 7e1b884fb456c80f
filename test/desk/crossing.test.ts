import { describe, expect, it } from 'vitest';
import { association, strengthOf } from '../../src/desk/crossing/association.ts';
import { crossedTable } from '../../src/desk/crossing/crossed-table.ts';
import { addressFault } from '../../src/desk/crossing/filter-words.ts';
import { words as deskFr } from '../../src/words/compiled/desk/fr/desk.mjs';

const STATES = ['notAsked', 'notReached', 'blank', 'unknown', 'given'];
const axis = (item: string, options: readonly string[], isMultiple = false) => ({
  item,
  isMultiple,
  states: [...STATES],
  options: [...options],
});

describe('a crossing', () => {
  it('accounts for everyone: inside, blank and not asked add up to the number of the filter', () => {
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
    const told = { survey: 'a', rows: axis('a', ['x', 'y']), columns: axis('b', ['p', 'q']), n, base: 100, cells };
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
    const told = { survey: 'a', rows: axis('a', ['x']), columns, n: 6, base: 6, cells };
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
    const told = { survey: 'a', rows: axis('a', ['x', 'y'], true), columns: axis('b', ['p']), n: 15, base: 10, cells };
    const table = crossedTable(told, () => undefined);
    expect([table.ofRows, table.ofColumns, table.inside]).toEqual([[7, 8], [10], 10]);
    expect([table.notAsked, table.blank, table.n]).toEqual([0, 5, 15]);
  });
});

describe('the association of two questions', () => {
  /** Measures a table of counts: « 30 10, 10 30 » has two rows. */
  const of = (rows: string) => association(rows.split(', ').map((row) => row.split(' ').map(Number)));

  it('is Cramér’s V without the part that chance alone gives a table of that size (Bergsma 2013)', () => {
    // χ² = 20 for 80 responses: φ² = 1/4 - 1/79, over 1 - 1/79.
    const found = of('30 10, 10 30');
    expect(found).toMatchObject({ kind: 'measured', strength: 'moderate' });
    expect(found.kind === 'measured' && found.v).toBeCloseTo(Math.sqrt((1 / 4 - 1 / 79) / (1 - 1 / 79)), 12);
    // χ² = 0.79 for 100 responses is less than chance gives: uncorrected, V would be 0.09.
    expect(of('10 20, 30 40')).toEqual({ kind: 'measured', v: 0, strength: 'none' });
  });

  it('is 1 where each row has a column to itself, and rows and columns without responses change nothing', () => {
    expect(of('0 20 0, 0 0 0, 25 0 0')).toEqual({ kind: 'measured', v: 1, strength: 'strong' });
  });

  it.each([
    [0.09, 'none'],
    [0.1, 'weak'],
    [0.29, 'weak'],
    [0.3, 'moderate'],
    [0.5, 'strong'],
  ])('of %d is called %s', (v, strength) => {
    expect(strengthOf(v)).toBe(strength);
  });

  it('is not given for fewer than 30 responses, nor for fewer than 5 for each cell', () => {
    expect(of('14 0, 0 15')).toEqual({ kind: 'too-few', needed: 30 });
    expect(of('10 5 5, 5 10 9, 0 0 0')).toMatchObject({ kind: 'measured' });
    expect(of('10 5 5, 5 10 5, 1 1 1')).toEqual({ kind: 'too-few', needed: 45 });
  });

  it('needs two rows and two columns with responses', () => {
    expect(of('50 50')).toEqual({ kind: 'one-line' });
    expect(of('50 0, 50 0')).toEqual({ kind: 'one-line' });
  });
});

describe('an address without a table', () => {
  const items = [{ item: 'a' }, { item: 'b' }];
  const fault = (address: string) =>
    addressFault(deskFr, new URLSearchParams(address), items).replaceAll(/[\u00a0\u202f]/g, ' ');

  it.each([
    ['rows=a&columns=c', '« c »'],
    ['rows=a&columns=b&channel=x&mode=self&from=2026-01-01&to=2026-02-01', 'a 3 filtres'],
    ['rows=a&columns=b&mode=self&from=2026-01-01&to=2026-02-01', 'mode=self, from=2026-01-01, to=2026-02-01'],
    ['rows=a&columns=b&item.nothing=x&today=1', ': item.nothing=x.'],
  ])('says what is wrong with %s', (address, says) => {
    expect(fault(address)).toContain(says);
  });
});
