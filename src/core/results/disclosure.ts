import type { Cell, ExactCrossing, ExactItem, ExactProfiles, ExactTables } from './exact-tables.ts';
import { type Chance, type Show, showInPreview, showInResults } from './noise.ts';
import type { ShownCrossing, ShownItem, ShownProfiles, ShownStratum } from './shown-tables.ts';

/*
 * What may be said of a group without saying it of a person, when anyone may add responses and watch what moves. Every number
 * that leaves the endpoint without the organiser's token passes here, and nowhere else is one moved.
 *
 * `preview`, while a survey is open: counts moved and rounded to 5, drawn anew at each publication of their stratum; nothing
 * under a shown base of 30. `results`, once, after closing: counts moved by 3 at most, never drawn again; a base of 5.
 */

export type Phase = 'preview' | 'results';

interface Rule {
  readonly show: (chance: Chance) => Show;
  /** The least shown base of a stratum, and of an item within it. */
  readonly leastBase: number;
  /** The shown count from which a territory is present on the map. */
  readonly leastPresence: number;
}

export const RULES: Readonly<Record<Phase, Rule>> = {
  preview: { show: showInPreview, leastBase: 30, leastPresence: 5 },
  results: { show: showInResults, leastBase: 5, leastPresence: 3 },
};

/** The tables of one stratum as one draw shows them; `null` under the least base. */
export function protect(exact: ExactTables, phase: Phase, chance: Chance): ShownStratum | null {
  const { show, leastBase } = RULES[phase];
  const draw = show(chance);
  const n = draw(exact.everyone);
  if (n < leastBase) return null;
  const items = [...exact.items].map(([id, item]) => [id, shownItem(item, draw, leastBase)] as const);
  const crossings = [...exact.crossings].map(
    ([id, crossing]) => [id, shownCrossing(crossing, draw, leastBase)] as const,
  );
  return {
    n,
    items: Object.fromEntries(items),
    crossings: Object.fromEntries(crossings),
    profiles: exact.profiles ? shownProfiles(exact.profiles, draw, leastBase) : null,
  };
}

function shownItem(item: Omit<ExactItem, 'notReached'>, draw: Show, leastBase: number): ShownItem | null {
  const base = draw(item.base);
  if (base < leastBase) return null;
  return {
    base,
    blank: draw(item.blank),
    unknown: draw(item.unknown),
    notAsked: draw(item.notAsked),
    counts: shownCounts(item.options, draw),
  };
}

/** Each row is a group of its own: those under the least base are held back one by one. */
function shownCrossing(crossing: ExactCrossing, draw: Show, leastBase: number): ShownCrossing {
  return Object.fromEntries([...crossing.rows].map(([id, row]) => [id, shownItem(row, draw, leastBase)]));
}

function shownProfiles(exact: ExactProfiles, draw: Show, leastBase: number): ShownProfiles | null {
  const base = draw(exact.base);
  if (base < leastBase) return null;
  return { base, counts: shownCounts(exact.profiles, draw), composite: draw(exact.composite) };
}

function shownCounts(cells: ReadonlyMap<string, Cell>, draw: Show): Readonly<Record<string, number>> {
  return Object.fromEntries([...cells].map(([id, cell]) => [id, draw(cell)]));
}
