import { createHmac } from 'node:crypto';
import {
  type Cell,
  type Census,
  EMPTY,
  EVERYONE,
  type ExactTables,
  joined,
} from '../../../src/core/results/exact-tables.ts';
import type { Chance } from '../../../src/core/results/noise.ts';

/** Someone who answered one question, in one stratum or in none. */
export interface Person {
  /** 32 bits, as the endpoint's keyed digest of the response's id. */
  readonly key: number;
  readonly stratum: string | null;
  readonly answer: string;
}

export const STRATA = ['commune', 'departement', 'region', 'intercommunalite'] as const;
export const OPTIONS = ['yes', 'planned', 'no'] as const;

/** Makes so many people of one stratum who gave one answer: each another, and at each run of a file the same. */
export function newcomers() {
  let made = 0;
  return (count: number, stratum: string | null, answer: string): readonly Person[] =>
    Array.from({ length: count }, () => ({ key: keyOf(`person ${++made}`), stratum, answer }));
}

export function keyOf(id: string): number {
  return createHmac('sha256', 'key of people').update(id).digest().readUInt32BE();
}

/** The draws of one secret. */
export function chancesOf(secret: string): (stratum: string, ordinal: number) => Chance {
  return (stratum, ordinal) => (keys) =>
    createHmac('sha256', secret).update(`${stratum}/${ordinal}/${keys}`).digest().readUInt32BE() / 2 ** 32;
}

export function censusOf(people: readonly Person[], territories: ReadonlyMap<string, Cell> = new Map()): Census {
  const ofStratum = (name: string) => people.filter(({ stratum }) => name === EVERYONE || stratum === name);
  return {
    strata: new Map([EVERYONE, ...STRATA].map((name) => [name, tablesOf(ofStratum(name))])),
    withoutStratum: cellOf(people.filter(({ stratum }) => stratum === null)),
    territories,
    unfinished: EMPTY,
  };
}

/** One item, one crossing of it with itself, and as many profiles as it has options. */
export function tablesOf(people: readonly Person[]): ExactTables {
  const everyone = cellOf(people);
  const options = new Map(OPTIONS.map((option) => [option, cellOf(people.filter(({ answer }) => answer === option))]));
  const item = { base: everyone, blank: EMPTY, unknown: EMPTY, notAsked: EMPTY, notReached: EMPTY, options };
  const rows = new Map([...options].map(([id, base]) => [id, { ...item, base, options: new Map([[id, base]]) }]));
  return {
    everyone,
    items: new Map([
      ['item', item],
      ['twin', item],
    ]),
    crossings: new Map([['crossing', { rows }]]),
    profiles: { base: everyone, profiles: options, composite: EMPTY },
  };
}

export function cellOf(people: readonly Person[]): Cell {
  return joined(people.map(({ key }) => ({ count: 1, keys: key })));
}
