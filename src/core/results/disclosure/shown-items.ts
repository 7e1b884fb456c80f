import { HIDDEN_UNDER } from './calendar.ts';
import type { Fit, Summed } from './fit-strata.ts';
import { sum } from './fit-tables.ts';
import { CLEAR } from './geometric.ts';
import type { Phase } from './ledger.ts';
import type { ShownItem, ShownProfiles } from './shown-tables.ts';
import { CELL, OUTSIDE_STRATA, PROFILE_CELL, PROFILES, sideCells, type TableDefinitions } from './table-definitions.ts';

/* Items and profiles of one stratum, or of all strata together, as published. */

export interface FittedTables {
  readonly fits: ReadonlyMap<string, Fit>;
  readonly definitions: TableDefinitions;
  readonly phase: Phase;
  /** The standard deviation of the noise of a count over all strata. */
  readonly deviation: number;
}

const MOST_OPTIONS = 12;

export type Choose = (fit: Fit) => readonly number[];

export function shownItems(made: FittedTables, choose: Choose, n: number): Readonly<Record<string, ShownItem | null>> {
  const { fits, definitions } = made;
  const tables = definitions.tables.filter(({ name, kind }) => kind === 'partition' && name !== PROFILES);
  return Object.fromEntries(
    tables.flatMap(({ name }) => {
      const [fit, options] = [fits.get(name), fits.get(`${name}?options`)];
      if (!fit) return [];
      const given = options && { cells: options.table.cells, counts: choose(options) };
      const parts = { cells: sideCells(fit.table), counts: withNotAsked(fit, choose(fit), n) };
      return [[name, itemOf(parts, given, HIDDEN_UNDER, hiddenIn(options ?? fit, made.deviation))]];
    }),
  );
}

/** Adds those who were not asked, if another item determines them. */
export function withNotAsked({ table }: Fit, counts: readonly number[], n: number): readonly number[] {
  return table.asked ? [...counts, n - sum(counts)] : counts;
}

/** Returns the options whose total count the noise would hide, if there are more than twelve. */
function hiddenIn({ table: { cells }, all }: Fit, deviation: number): (cell: string) => boolean {
  const options = cells.filter(isOption);
  if (options.length <= MOST_OPTIONS) return () => false;
  const hidden = new Set(options.filter((cell) => (all[cells.indexOf(cell)] ?? 0) <= CLEAR * deviation));
  return (cell) => hidden.has(cell);
}

export function isOption(cell: string): boolean {
  return !cell.startsWith('?');
}

interface Counts {
  readonly cells: readonly string[];
  readonly counts: readonly number[];
}

/** `given` are the options of a multiple choice, which do not sum to the base. `null` where the base is under `least`. */
export function itemOf(
  parts: Counts,
  given: Counts | undefined,
  least: number,
  isHidden: (cell: string) => boolean = () => false,
): ShownItem | null {
  const at = new Map(parts.cells.map((cell, place) => [cell, parts.counts[place] ?? 0]));
  const { cells, counts } = given ?? parts;
  const chosen = cells.map((cell, place) => [cell, counts[place] ?? 0] as const).filter(([cell]) => isOption(cell));
  const base = given ? (at.get(CELL.given) ?? 0) : sum(chosen.map(([, count]) => count));
  if (base < least) return null;
  const hidden = chosen.filter(([cell]) => isHidden(cell));
  const [blank, unknown, notAsked] = [CELL.blank, CELL.unknown, CELL.notAsked].map((cell) => at.get(cell));
  return {
    base,
    ...(blank !== undefined && { blank }),
    ...(unknown !== undefined && { unknown }),
    ...(notAsked !== undefined && { notAsked }),
    counts: Object.fromEntries(chosen.filter(([cell]) => !isHidden(cell))),
    ...(hidden.length > 0 && { rest: sum(hidden.map(([, count]) => count)) }),
  };
}

/** The item that divides into strata: a stratum that is not shown is in its base only. */
export function sizesAsItem(summed: Summed): ShownItem {
  const sizes = summed.map(({ name, of }) => [name, of.size] as const);
  const counts = sizes.filter(([name]) => name !== OUTSIDE_STRATA);
  const blank = sizes.find(([name]) => name === OUTSIDE_STRATA)?.[1];
  return {
    base: sum(counts.map(([, size]) => size)),
    ...(blank !== undefined && { blank }),
    counts: Object.fromEntries(counts.filter(([, size]) => size >= HIDDEN_UNDER)),
  };
}

export function profilesOf({ fits }: FittedTables, choose: Choose): ShownProfiles | null {
  const fit = fits.get(PROFILES);
  if (!fit) return null;
  const at = (cell: string) => choose(fit)[fit.table.cells.indexOf(cell)] ?? 0;
  const named = fit.table.cells.filter(isOption).map((cell) => [cell, at(cell)] as const);
  const paired = named.filter(([cell]) => cell.includes('|'));
  const [apart, without] = [at(PROFILE_CELL.apart), at(PROFILE_CELL.none)];
  const between = at(PROFILE_CELL.between) + sum(paired.map(([, count]) => count));
  const counts = Object.fromEntries(named.filter((one) => !paired.includes(one)));
  const base = sum(Object.values(counts)) + between + apart;
  if (base < HIDDEN_UNDER) return null;
  const pairs = paired.length > 0 && { pairs: Object.fromEntries(paired) };
  return { base, counts, ...pairs, between, apart, without };
}
