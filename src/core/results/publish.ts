import { type Phase, protect, RULES } from './disclosure.ts';
import { type Census, EVERYONE, type ExactTables, joined } from './exact-tables.ts';
import type { Chance } from './noise.ts';
import type { Publication, PublishedStratum } from './shown-tables.ts';

/*
 * When a stratum is drawn, and which strata are shown. Each has its own clock, so that forcing a draw costs a tenth of the
 * stratum, and removing responses buys none.
 */

/** What is remembered of one survey's draws; private, since `largest` is exact. */
export interface Ledger {
  readonly strata: Readonly<Record<string, Draws>>;
  /** Held back with the others, at the last publication, for the sake of a smaller one. */
  readonly withheld: readonly string[];
  readonly territories: readonly string[];
  readonly unfinished: number;
}

export interface Draws {
  /** How many draws there have been. */
  readonly ordinal: number;
  /** The largest number of complete responses at which this stratum was ever drawn, exactly. */
  readonly largest: number;
  /** The tables of the last draw; `null` when under the least base, or withdrawn since. */
  readonly shown: PublishedStratum | null;
  /** The final tables of the last closing, and the exact number they were drawn at: a stratum that has not grown keeps them. */
  readonly final?: { readonly n: number; readonly shown: PublishedStratum | null };
}

export const NEVER_PUBLISHED: Ledger = { strata: {}, withheld: [], territories: [], unfinished: 0 };

export interface Occasion {
  /** The day's change it is made at, YYYY-MM-DD; responses up to the day before are counted. */
  readonly day: string;
  readonly phase: Phase;
  /** The organiser orders one, after setting responses aside. */
  readonly isOrdered?: boolean;
  readonly chanceOf: (stratum: string, ordinal: number) => Chance;
}

/** Grown by at least this many complete responses since the largest draw… */
const LEAST_GROWTH = 10;
/** …and by at least this part of them. */
const LEAST_SHARE = 0.1;

/** The name under which the strata that are not shown are drawn together. */
const HIDDEN = 'hidden';

const NEVER_DRAWN: Draws = { ordinal: 0, largest: 0, shown: null };

/** The ledger after a day's change; the very same when nothing was drawn or withdrawn. */
export function publish(ledger: Ledger, census: Census, occasion: Occasion): Ledger {
  const strata: Record<string, Draws> = {};
  for (const [name, tables] of census.strata) strata[name] = nextDraws(ledger.strata[name], name, tables, occasion);
  const hasChanged = Object.entries(strata).some(([name, draws]) => draws !== ledger.strata[name] && draws.ordinal > 0);
  const everyone = strata[EVERYONE];
  const isDrawn = everyone !== undefined && everyone.ordinal !== (ledger.strata[EVERYONE]?.ordinal ?? 0);
  const territories = presence(ledger, census, occasion, isDrawn ? everyone.ordinal : undefined);
  if (!hasChanged && territories.length === ledger.territories.length) return ledger;
  const { phase, chanceOf } = occasion;
  return {
    strata,
    withheld: phase === 'preview' ? withheld(strata, census, occasion) : [],
    territories,
    unfinished: isDrawn
      ? RULES[phase].show(chanceOf(EVERYONE, everyone.ordinal))(census.unfinished)
      : ledger.unfinished,
  };
}

/** What everybody may read of the ledger: these strata, `all` included, shown or not. */
export function publicationOf(
  ledger: Ledger,
  { survey, revision, phase }: Pick<Publication, 'survey' | 'revision' | 'phase'>,
  names: readonly string[],
): Publication {
  const strata = names.map(
    (name) => [name, ledger.withheld.includes(name) ? null : (ledger.strata[name]?.shown ?? null)] as const,
  );
  return {
    survey,
    revision,
    phase,
    strata: Object.fromEntries(strata),
    territories: ledger.territories,
    unfinished: ledger.unfinished,
  };
}

function nextDraws(before: Draws = NEVER_DRAWN, name: string, tables: ExactTables, occasion: Occasion): Draws {
  const { day, phase, isOrdered, chanceOf } = occasion;
  const n = tables.everyone.count;
  if (phase === 'results') {
    // A second closing: what has not grown is what was shown at the first.
    if (before.final && !hasGrown(n, before.final.n)) return { ...before, shown: before.final.shown };
  } else if (n < RULES.preview.leastBase) {
    // Final tables were the last word of a closing: a reopening does not take them back.
    return before.shown?.phase === 'preview' ? { ...before, shown: null } : before;
  } else if (!isOrdered && !hasGrown(n, before.largest)) return before;
  const ordinal = before.ordinal + 1;
  const drawn = protect(tables, phase, chanceOf(name, ordinal));
  const shown = drawn && { asOf: day, phase, ...drawn };
  return {
    ...before,
    ordinal,
    largest: Math.max(n, before.largest),
    shown,
    ...(phase === 'results' ? { final: { n, shown } } : {}),
  };
}

function hasGrown(n: number, largest: number): boolean {
  return n - largest >= LEAST_GROWTH && n - largest >= largest * LEAST_SHARE;
}

/**
 * The strata to hold back so that those not shown, taken together, are either nobody or enough people: everyone less the strata
 * that are shown would tell of them. The smallest go first.
 */
function withheld(
  strata: Readonly<Record<string, Draws>>,
  census: Census,
  { phase, chanceOf }: Occasion,
): readonly string[] {
  const everyone = strata[EVERYONE];
  if (!everyone?.shown) return Object.keys(strata);
  const { show, leastBase } = RULES[phase];
  const draw = show(chanceOf(HIDDEN, everyone.ordinal));
  const smallestFirst = [...census.strata]
    .filter(([name]) => name !== EVERYONE)
    .sort(([, a], [, b]) => a.everyone.count - b.everyone.count);
  const isShown = (name: string) => strata[name]?.shown !== null && strata[name] !== undefined;
  const candidates = smallestFirst.filter(([name]) => isShown(name));
  let hidden = joined([
    census.withoutStratum,
    ...smallestFirst.filter(([name]) => !isShown(name)).map(([, { everyone }]) => everyone),
  ]);
  const held: string[] = [];
  for (const [name, { everyone: cell }] of candidates) {
    const together = draw(hidden);
    if (together === 0 || together >= leastBase) break;
    held.push(name);
    hidden = joined([hidden, cell]);
  }
  return held;
}

/** Presence appears with a draw of everyone, and stays until nobody is left. */
function presence(ledger: Ledger, census: Census, occasion: Occasion, ordinal: number | undefined): readonly string[] {
  const { show, leastPresence } = RULES[occasion.phase];
  const draw = ordinal === undefined ? undefined : show(occasion.chanceOf(EVERYONE, ordinal));
  return [...census.territories]
    .filter(([id, cell]) =>
      ledger.territories.includes(id) ? cell.count > 0 : draw !== undefined && draw(cell) >= leastPresence,
    )
    .map(([id]) => id);
}
