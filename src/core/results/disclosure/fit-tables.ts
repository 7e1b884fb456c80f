/*
 * Turns counts with noise into readable tables: whole numbers, none below 0, which add up. All of it is post-processing, so it
 * reveals nothing more.
 */

/** Returns the values shifted equally so that they add up to a total; some may be below 0. */
export function shifted(values: readonly number[], total: number): readonly number[] {
  const by = (total - sum(values)) / Math.max(1, values.length);
  return values.map((value) => value + by);
}

/** Projects the values onto numbers of at least 0 that add up to a total (least squares). */
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

/** Rounds values that are at least 0 and add up to a whole total, by largest remainders; ties go to the first. */
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

/** Returns a table near these rows whose rows and columns add up to the given whole totals, which must have the same sum. */
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

/** Finds the cheapest move (least squares) of one respondent within a row, from a column above its total to one below. */
function bestMove(
  wanted: readonly (readonly number[])[],
  table: readonly (readonly number[])[],
  excess: readonly number[],
): { readonly row: number; readonly from: number; readonly to: number } | undefined {
  let best: { row: number; from: number; to: number; cost: number } | undefined;
  for (const [row, of] of table.entries()) {
    const offs = of.map((count, column) => count - (wanted[row]?.[column] ?? 0));
    const farthest = (sign: 1 | -1, fits: (column: number) => boolean) =>
      offs.reduce(
        (least, off, column) =>
          fits(column) && (least < 0 || sign * off < sign * (offs[least] ?? 0)) ? column : least,
        -1,
      );
    const from = farthest(-1, (column) => (excess[column] ?? 0) > 0 && (of[column] ?? 0) > 0);
    const to = farthest(1, (column) => (excess[column] ?? 0) < 0);
    if (from < 0 || to < 0) continue;
    const cost = (offs[to] ?? 0) - (offs[from] ?? 0);
    if (!best || cost < best.cost) best = { row, from, to, cost };
  }
  return best;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
