import { type Counts, EVERYONE, type ItemTally, type StratumTally, type Tally } from './tally.ts';

/*
 * What may be said of a group without saying it of a person. Applied once, where the tables are made, so that every reader
 * of the endpoint sees the same fixed tables; there are no free filters to subtract from one another.
 *
 * 1. A stratum under LEAST_BASE complete responses is not published, nor an item under LEAST_BASE answers within it.
 * 2. When the strata held back amount to fewer than LEAST_BASE together, the next smallest is held back too: otherwise
 *    "all" minus the published ones would give them.
 * 3. Every count is rounded to STEP, so that no difference of published counts is smaller than STEP.
 * 4. Counts from 1 to STEP - 1 are null; alone in its row, such a cell takes the next smallest with it.
 * 5. A row in which one option holds everybody is null: it would say the answer of each member of the group.
 */

export const LEAST_BASE = 30;
export const STEP = 5;

/** Counts as published; `null` is held back. */
export interface Published {
  /** By stratum, `all` included. */
  readonly strata: Readonly<Record<string, PublishedStratum | null>>;
}

export interface PublishedStratum {
  /** Complete responses, rounded. */
  readonly n: number;
  readonly profiles: PublishedRow | null;
  readonly items: Readonly<Record<string, PublishedRow | null>>;
}

export interface PublishedRow {
  /** How many answered, rounded. */
  readonly base: number;
  readonly counts: Readonly<Record<string, number | null>>;
}

export function protect(tally: Tally): Published {
  const hidden = hiddenStrata(tally);
  return {
    strata: Object.fromEntries(
      [...tally.strata].map(([name, stratum]) => [name, hidden.has(name) ? null : protectStratum(stratum)]),
    ),
  };
}

function hiddenStrata(tally: Tally): ReadonlySet<string> {
  const all = tally.strata.get(EVERYONE)?.n ?? 0;
  if (all < LEAST_BASE) return new Set(tally.strata.keys());
  const smallestFirst = [...tally.strata].filter(([name]) => name !== EVERYONE).sort(([, a], [, b]) => a.n - b.n);
  const hidden = new Set<string>();
  // Those without stratum are hidden too: they are what "all" has and no stratum shows.
  let together = all - smallestFirst.reduce((total, [, stratum]) => total + stratum.n, 0);
  for (const [name, stratum] of smallestFirst) {
    if (stratum.n >= LEAST_BASE && (together === 0 || together >= LEAST_BASE)) break;
    hidden.add(name);
    together += stratum.n;
  }
  return hidden;
}

function protectStratum(stratum: StratumTally): PublishedStratum {
  const profiled = [...stratum.profiles.values()].reduce((total, count) => total + count, 0);
  return {
    n: rounded(stratum.n),
    profiles: protectRow({ base: profiled, options: stratum.profiles }),
    items: Object.fromEntries([...stratum.items].map(([item, counted]) => [item, protectRow(counted)])),
  };
}

function protectRow({ base, options }: ItemTally): PublishedRow | null {
  if (base < LEAST_BASE) return null;
  const given = [...options].filter(([, count]) => count > 0);
  if (given.length === 1 && given[0]?.[1] === base) return null;
  const hidden = hiddenCells(options);
  return {
    base: rounded(base),
    counts: Object.fromEntries([...options].map(([id, count]) => [id, hidden.has(id) ? null : rounded(count)])),
  };
}

function hiddenCells(options: Counts): ReadonlySet<string> {
  const smallestFirst = [...options].filter(([, count]) => count > 0).sort(([, a], [, b]) => a - b);
  const hidden = smallestFirst.filter(([, count]) => count < STEP);
  const next = smallestFirst[1];
  if (hidden.length === 1 && next) hidden.push(next);
  return new Set(hidden.map(([id]) => id));
}

function rounded(count: number): number {
  return Math.round(count / STEP) * STEP;
}
