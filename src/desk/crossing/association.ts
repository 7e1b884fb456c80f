import { sum } from '../../core/results/disclosure/fit-tables.ts';

type Strength = 'none' | 'weak' | 'moderate' | 'strong';

type Association =
  | { readonly kind: 'measured'; readonly v: number; readonly strength: Strength }
  /** The table has too few responses for its size: it would need so many. */
  | { readonly kind: 'too-few'; readonly needed: number }
  | { readonly kind: 'one-line' };

/** As for every comparison that is published: no association is given below this base. */
const LEAST_BASE = 30;
const LEAST_PER_CELL = 5;

/**
 * Cramér's V of a table in which each respondent is in one cell, corrected for bias (Bergsma 2013): chance alone gives a larger V to a
 * larger table, and that part is subtracted. It describes these respondents; it tests nothing. Empty rows and columns are ignored.
 */
export function association(counts: readonly (readonly number[])[]): Association {
  const rowTotals = counts.map(sum);
  const columnTotals = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column] ?? 0)));
  const rows = rowTotals.filter((total) => total > 0).length;
  const columns = columnTotals.filter((total) => total > 0).length;
  if (rows < 2 || columns < 2) return { kind: 'one-line' };
  const n = sum(rowTotals);
  const needed = Math.max(LEAST_BASE, LEAST_PER_CELL * rows * columns);
  if (n < needed) return { kind: 'too-few', needed };
  let phi2 = -1;
  for (const [at, row] of counts.entries())
    for (const [column, count] of row.entries())
      if (count > 0) phi2 += count ** 2 / ((rowTotals[at] ?? 0) * (columnTotals[column] ?? 0));
  const corrected = Math.max(0, phi2 - ((rows - 1) * (columns - 1)) / (n - 1));
  const size = Math.min(...[rows, columns].map((lines) => lines - 1 - (lines - 1) ** 2 / (n - 1)));
  const v = Math.min(1, Math.sqrt(corrected / size));
  return { kind: 'measured', v, strength: strengthOf(v) };
}

/** The usual thresholds (Cohen 1988); the page states them next to the word. */
export function strengthOf(v: number): Strength {
  return v < 0.1 ? 'none' : v < 0.3 ? 'weak' : v < 0.5 ? 'moderate' : 'strong';
}
