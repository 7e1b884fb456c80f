/*
 * What is counted before anything is published: exact, and never shown to anyone without the organiser's token.
 * `disclosure.ts` moves every number of it.
 */

/** A set of respondents: how many they are, and the sum of their keys, by which the same set is known again. */
export interface Cell {
  readonly count: number;
  /** Sum of `key(r)`, unsigned integers of 32 bits: exact in a double up to two million respondents and beyond. */
  readonly keys: number;
}

export const EMPTY: Cell = { count: 0, keys: 0 };

/** The name under which all complete responses are counted, whatever their stratum. */
export const EVERYONE = 'all';

/** One item within one stratum. Every respondent of the stratum is in exactly one of the first five. */
export interface ExactItem {
  /** Gave an answer, « ne sait pas » apart. */
  readonly base: Cell;
  readonly blank: Cell;
  /** « Je ne sais pas » to a number. To a choice it is an option like the others. */
  readonly unknown: Cell;
  /** Off the path, or absent from the revision answered. */
  readonly notAsked: Cell;
  readonly notReached: Cell;
  /** By option, level or band; respondents, so that those of a multiple choice may add up to more than the base. */
  readonly options: ReadonlyMap<string, Cell>;
}

/** Two items at once: by the row's option, the column's item among those who chose it. */
export interface ExactCrossing {
  readonly rows: ReadonlyMap<string, Omit<ExactItem, 'notReached'>>;
}

export interface ExactProfiles {
  /** Those whose answers allow a profile. */
  readonly base: Cell;
  /** By profile, those that are near it alone; composites apart. */
  readonly profiles: ReadonlyMap<string, Cell>;
  readonly composite: Cell;
}

/** Everything that is published of one stratum, or of everyone. */
export interface ExactTables {
  /** Complete responses. */
  readonly everyone: Cell;
  readonly items: ReadonlyMap<string, ExactItem>;
  /** By the crossing's id. */
  readonly crossings: ReadonlyMap<string, ExactCrossing>;
  /** Absent when the survey has no typology. */
  readonly profiles?: ExactProfiles;
}

/** One day's count: what a publication is made from. */
export interface Census {
  /** By stratum, `all` included. */
  readonly strata: ReadonlyMap<string, ExactTables>;
  /** By stratum, the complete responses without regard to the others: what is left over has no stratum. */
  readonly withoutStratum: Cell;
  /** By option of the survey's territory question, all types together. */
  readonly territories: ReadonlyMap<string, Cell>;
  /** Responses that were begun and not finished. */
  readonly unfinished: Cell;
}

/** Two sets that have nobody in common, taken together. */
export function joined(cells: Iterable<Cell>): Cell {
  let count = 0;
  let keys = 0;
  for (const cell of cells) {
    count += cell.count;
    keys += cell.keys;
  }
  return { count, keys };
}
