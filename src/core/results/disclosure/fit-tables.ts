/*
 * From moved counts to tables that people can read: whole numbers, none below 0, which add up. All of it follows the noise and
 * tells nothing more.
 */

/** Shifted alike so that they add up to a total; still unclamped. */
export function shifted(values: readonly number[], total: number): readonly number[] {
  const by = (total - sum(values)) / Math.max(1, values.length);
  return values.map((value) => value + by);
}

/** The nearest numbers not below 0 that add up to a total, 0 or more. */
export function projected(values: readonly number[], total: number): readonly number[] {
  const descending = [...values].sort((a, b) => b - a);
  let [reached, cut] = [0, (descending[0] ?? 0) - total];
  for (const [place, value] of descending.entries()) {
    reached += value;
    const level = (reached - total) / (place + 1);
    if (value - level > 0) cut = level;
  }
  return values.map((value) => Math.max(0, value - cut));
}

/** Whole numbers by largest remainders: numbers that are not below 0 and add up to a whole total. Ties by place. */
export function rounded(values: readonly number[], total: number): readonly number[] {
  const whole = values.map((value) => Math.floor(value + 1e-9));
  const byRemainder = values
    .map((value, place) => ({ place, remainder: value - (whole[place] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place);
  let left = total - sum(whole);
  for (let at = 0; left > 0; at = (at + 1) % byRemainder.length, left--) {
    const { place = 0 } = byRemainder[at] ?? {};
    whole[place] = (whole[place] ?? 0) + 1;
  }
  return whole;
}

export function wholeParts(values: readonly number[], total: number): readonly number[] {
  return values.length === 0 ? [] : rounded(projected(values, total), total);
}

/** A table near these rows whose rows and columns add up to whole totals; both have the same sum. */
export function fittedTable(
  rows: readonly (readonly number[])[],
  rowTotals: readonly number[],
  columnTotals: readonly number[],
): readonly (readonly number[])[] {
  const table = rows.map((row, place) => [...wholeParts(row, rowTotals[place] ?? 0)]);
  const excess = columnTotals.map((total, column) => sum(table.map((row) => row[column] ?? 0)) - total);
  for (;;) {
    const best = bestMove(rows, table, excess);
    if (!best) return table;
    const { row, from, to } = best;
    const of = table[row] ?? [];
    of[from] = (of[from] ?? 0) - 1;
    of[to] = (of[to] ?? 0) + 1;
    excess[from] = (excess[from] ?? 0) - 1;
    excess[to] = (excess[to] ?? 0) + 1;
  }
}

/** One respondent moved within a row, from a column that has too many to one that has too few, at the least cost in squares. */
function bestMove(
  wanted: readonly (readonly number[])[],
  table: readonly (readonly number[])[],
  excess: readonly number[],
): { readonly row: number; readonly from: number; readonly to: number } | undefined {
  let best: { row: number; from: number; to: number; cost: number } | undefined;
  for (const [row, of] of table.entries()) {
    const offs = of.map((count, column) => count - (wanted[row]?.[column] ?? 0));
    const [from, to] = [-1, 1].map((sign) => {
      const fits = (column: number) =>
        sign < 0 ? (excess[column] ?? 0) > 0 && (of[column] ?? 0) > 0 : (excess[column] ?? 0) < 0;
      return offs.reduce(
        (least, off, column) =>
          fits(column) && (least < 0 || sign * off < sign * (offs[least] ?? 0)) ? column : least,
        -1,
      );
    }) as [number, number];
    if (from < 0 || to < 0) continue;
    const cost = (offs[to] ?? 0) - (offs[from] ?? 0);
    if (!best || cost < best.cost) best = { row, from, to, cost };
  }
  return best;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
