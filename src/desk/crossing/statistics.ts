/*
 * If the respondents were drawn at random, which they are not: for the organiser's eyes, under that sentence.
 */

/** The normal deviate of 95 %, on both sides. */
const Z = 1.959963984540054;

/** Wilson's interval of a share at 95 %, from 0 to 1; `total` of at least 1. */
export function wilson(count: number, total: number): readonly [low: number, high: number] {
  const share = count / total;
  const weight = Z ** 2 / total;
  const centre = (share + weight / 2) / (1 + weight);
  const half = (Z * Math.sqrt((share * (1 - share)) / total + weight / (4 * total))) / (1 + weight);
  // Of nobody or of everybody the bound is exact, whatever rounding says.
  return [count === 0 ? 0 : centre - half, count === total ? 1 : centre + half];
}

export type Tested =
  | { readonly kind: 'tested'; readonly chi2: number; readonly freedom: number; readonly p: number; readonly v: number }
  /** So many cells are expected to hold fewer than five. */
  | { readonly kind: 'too-few'; readonly cells: number }
  | { readonly kind: 'one-line' };

/** Fewer are expected in a cell than the approximation bears. */
const LEAST_EXPECTED = 5;

/** Pearson's χ² of independence, with Cramér's V, for a table whose cells part the respondents; rows and columns of nobody left out. */
export function independence(counts: readonly (readonly number[])[]): Tested {
  const rows = counts.filter((row) => sum(row) > 0);
  const [first = []] = rows;
  const columns = [...first.keys()].filter((column) => rows.some((row) => (row[column] ?? 0) > 0));
  if (rows.length < 2 || columns.length < 2) return { kind: 'one-line' };
  const ofRows = rows.map((row) => sum(columns.map((column) => row[column] ?? 0)));
  const ofColumns = columns.map((column) => sum(rows.map((row) => row[column] ?? 0)));
  const total = sum(ofRows);
  let chi2 = 0;
  let few = 0;
  for (const [at, row] of rows.entries()) {
    for (const [place, column] of columns.entries()) {
      const expected = ((ofRows[at] ?? 0) * (ofColumns[place] ?? 0)) / total;
      if (expected < LEAST_EXPECTED) few++;
      chi2 += ((row[column] ?? 0) - expected) ** 2 / expected;
    }
  }
  if (few > 0) return { kind: 'too-few', cells: few };
  const freedom = (rows.length - 1) * (columns.length - 1);
  const v = Math.sqrt(chi2 / (total * (Math.min(rows.length, columns.length) - 1)));
  return { kind: 'tested', chi2, freedom, p: upperGamma(freedom / 2, chi2 / 2), v };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Γ(a, x) / Γ(a), for a > 0 and x ≥ 0: its series below a + 1, its continued fraction (Lentz) above (Abramowitz & Stegun 6.5). */
export function upperGamma(a: number, x: number): number {
  if (x === 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - front * series(a, x) : front * fraction(a, x);
}

const ENOUGH = 1e-16;
const MOST_STEPS = 10_000;

function series(a: number, x: number): number {
  let term = 1 / a;
  let total = term;
  for (let step = 1; step < MOST_STEPS && term > total * ENOUGH; step++) {
    term *= x / (a + step);
    total += term;
  }
  return total;
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let step = 1; step < MOST_STEPS; step++) {
    const weight = -step * (step - a);
    b += 2;
    d = 1 / (weight * d + b);
    c = b + weight / c;
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < ENOUGH) break;
  }
  return value;
}

/** Lanczos, g = 7, n = 9: to fifteen digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(a: number): number {
  if (a < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * a)) - logGamma(1 - a);
  const [start = 0, ...others] = LANCZOS;
  const shifted = a - 1;
  const lanczos = others.reduce((total, one, place) => total + one / (shifted + place + 1), start);
  const base = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(lanczos);
}
