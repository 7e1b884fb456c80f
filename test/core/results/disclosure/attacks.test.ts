import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../src/core/answering/random-answers.ts';
import { sum } from '../../../../src/core/results/disclosure/fit-tables.ts';
import type { Book } from '../../../../src/core/results/disclosure/ledger.ts';
import { shownIn } from '../../../../src/core/results/disclosure/publication.ts';
import type { TableDefinitions } from '../../../../src/core/results/disclosure/table-definitions.ts';
import type { Census } from '../../../../src/core/results/disclosure/take-census.ts';
import { guaranteeOf } from '../../../guarantees/guarantees.ts';
import { LONG } from '../../../support/long.ts';
import { published, uniformFrom } from './populations.ts';

/*
 * The attacks of 2026-11-27, played on the ledger by an attacker who knows everyone but the target (and some others, where it is said
 * so), sends and erases what he likes on every night, and reads the perturbed counts themselves, which are not published. Each name
 * gives what the attack reached under the former rule.
 */

const ROUNDS = LONG ? 5_000 : 500;
const EPSILON = { s: 500, t: 1000 };

const withOptions = (options: number): TableDefinitions => ({
  stratum: 'type',
  strata: ['region'],
  tables: [{ name: 'plan', kind: 'partition', cells: Array.from({ length: options }, (_, at) => `${at}`), values: [] }],
  crossings: [],
  known: [],
  territory: 'place',
  territories: ['2A'],
  channels: [],
  epsilon: EPSILON,
  profileEpsilon: { s: 500, t: 2000 },
});
const ITEM = withOptions(3);

function censusOf(cells: readonly number[], territory = 0): Census {
  const size = sum(cells);
  return {
    sizes: [size],
    tables: [[cells]],
    territories: [territory],
    crossings: [],
    unfinished: 0,
    modes: [size, 0],
    translated: 0,
    channels: [],
    minutes: [],
  };
}

/** Posterior over the target's answer, the others' being unknown: from what each draw that holds them added to what is known. */
function posterior(draws: readonly (readonly number[])[], options: number, real: number): readonly number[] {
  const chances = new Array<number>(options).fill(0);
  for (let guess = 0; guess < options ** real; guess++) {
    const counts = new Array<number>(options).fill(0);
    for (let person = 0, rest = guess; person < real; person++, rest = Math.floor(rest / options))
      counts[rest % options] = (counts[rest % options] ?? 0) + 1;
    const off = draws.flatMap((moved) => moved.map((value, cell) => Math.abs(value - (counts[cell] ?? 0))));
    chances[guess % options] = (chances[guess % options] ?? 0) + Math.exp(-0.5 * sum(off));
  }
  return chances.map((chance) => chance / sum(chances));
}

interface Attack {
  readonly options?: number;
  /** The target, and others of whom nothing is known either. */
  readonly real?: number;
  /** The database from before they answered is put back before each publication. */
  readonly isRestored?: boolean;
}

/** Nights on which the attacker fills the stratum as he likes; the target is there from the first on. */
function attack(
  phases: readonly ('preview' | 'results')[],
  seed: number,
  { options = 3, real = 1, isRestored = false }: Attack = {},
) {
  const random = randomFrom(seed);
  const uniform = uniformFrom(seed + 1);
  const item = withOptions(options);
  let [right, averaged, sure] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const answers = Array.from({ length: real }, () => Math.floor(random() * options));
    const last = new Map<string, { book: Book; values: readonly number[]; own: readonly number[] }>();
    const seen: (readonly number[])[] = [];
    const sums = new Array<number>(options).fill(0);
    const publish = (phase: 'preview' | 'results', night: number, people: readonly number[]) => {
      // Parked on one option, moved, erased: he knows all of it.
      const own = item.tables[0]?.cells.map(() => 30 + Math.floor(random() * 60)) ?? [];
      const cells = own.map((count, cell) => count + people.filter((answer) => answer === cell).length);
      const before = last.get(phase);
      const book = published(before?.book, censusOf(cells), uniform, { phase, night, isOrdered: true }, item);
      const values = book.strata.region?.tables.plan?.values ?? [];
      const moved = values.map(
        (value, cell) => value - (own[cell] ?? 0) - (before ? (before.values[cell] ?? 0) - (before.own[cell] ?? 0) : 0),
      );
      return { before, moved, now: { book, values, own } };
    };
    if (isRestored) last.set('preview', publish('preview', 1, []).now);
    for (const [night, phase] of phases.entries()) {
      const { before, moved, now } = publish(phase, night + 2, answers);
      if (isRestored || !before) seen.push(moved);
      if (!isRestored) last.set(phase, now);
      for (const [cell, value] of now.values.entries()) sums[cell] = (sums[cell] ?? 0) + value - (now.own[cell] ?? 0);
    }
    const chances = posterior(seen, options, real);
    const most = Math.max(...chances);
    if (chances.indexOf(most) === answers[0]) right++;
    if (sums.indexOf(Math.max(...sums)) === answers[0]) averaged++;
    if (most > 0.9) sure++;
  }
  // The mean of all publications tells more where noise is forgotten.
  return { right: Math.max(right, averaged) / ROUNDS, sure: sure / ROUNDS };
}

/** Three standard deviations of a share of so many rounds. */
const margin = 3 * Math.sqrt(0.25 / ROUNDS);

const TEN = new Array<'preview'>(10).fill('preview');

describe('a region of few, all the rest of its stratum the attacker’s', () => {
  // The name ends with what was right, and sure, under the former rule; chance is one among the options.
  it.each<readonly [string, Attack, readonly ('preview' | 'results')[], number]>([
    ['one, three options, ten previews: 47 %, never sure (91 to 97, 77 to 96)', {}, TEN, 1],
    ['one, four options, ten previews: 37 %, never sure', { options: 4 }, TEN, 1],
    ['one, five options, ten previews: 31 %, never sure', { options: 5 }, TEN, 1],
    ['one, an option of a multiple choice, ten previews: 62 %, never sure (98, 95)', { options: 2 }, TEN, 1],
    ['one, three options, with the final: 53 %, never sure (71, 36)', {}, [...TEN, 'results'], 2],
    ['one, five options, with the final: 38 %, never sure', { options: 5 }, [...TEN, 'results'], 2],
    ['one, an option of a multiple choice, with the final: 68 %, never sure', { options: 2 }, [...TEN, 'results'], 2],
    ['two, three options, ten previews: 47 %, never sure (73, 11)', { real: 2 }, TEN, 1],
    ['two, five options, with the final: 38 %, never sure', { real: 2, options: 5 }, [...TEN, 'results'], 2],
    ['five, three options, ten previews: 47 %, never sure (52 to 64, 1 to 6)', { real: 5 }, TEN, 1],
    ['five, three options, with the final: 53 %, never sure', { real: 5 }, [...TEN, 'results'], 2],
    ['one, sixty nights of sending and erasing: 47 %, never sure', {}, new Array<'preview'>(60).fill('preview'), 1],
    // Each restore is one look more.
    ['one, three options, put back before each of two previews: 53 %', { isRestored: true }, TEN.slice(0, 2), 2],
    ['one, three options, put back before each of three: 58 %', { isRestored: true }, TEN.slice(0, 3), 3],
  ])('%s', (_, how, phases, times) => {
    const bound = guaranteeOf(how.options ?? 3, [{ epsilon: EPSILON, times }]);
    const { right, sure } = attack(phases, 21, how);
    expect(right).toBeLessThan(bound.right + margin);
    expect(sure).toBeLessThanOrEqual(bound.sure === 0 ? 0 : bound.sure + margin);
  });
});

const frequencyOf = (happens: () => boolean) => sum(Array.from({ length: ROUNDS }, () => Number(happens()))) / ROUNDS;

it('a group at the threshold is shown at random, which does not disclose its size (12 of 12 read before)', () => {
  const uniform = uniformFrom(31);
  const shownAt = (size: number) =>
    frequencyOf(() => {
      const book = published(undefined, censusOf([size, 0, 0]), uniform, { phase: 'preview' }, ITEM);
      return shownIn(book, ITEM, 'preview').strata.region !== null;
    });
  // One response more or less changes the odds by those of one draw, at most e^½ to one.
  expect(shownAt(30) / shownAt(29)).toBeLessThan(Math.exp(0.5) + 6 * margin);
});

describe('presence on the map', () => {
  const uniform = uniformFrom(41);
  const presentWith = (territory: number, nights: number) =>
    frequencyOf(() => {
      let book: Book | undefined;
      for (let night = 1; night <= nights; night++) {
        const occasion = { phase: 'preview', night, withTerritories: true, isOrdered: true } as const;
        book = published(book, censusOf([100, 100, 100], territory), uniform, occasion, ITEM);
      }
      return book !== undefined && shownIn(book, ITEM, 'preview').territories.includes('2A');
    });

  it.each([0, 5, 9, 13, 20])(
    'beside %i false ones is guessed right five times in eight at most (18 of 18 before)',
    (others) => {
      for (const nights of [1, 2, 3]) {
        const learnt = presentWith(others + 1, nights) - presentWith(others, nights);
        expect(0.5 + learnt / 2).toBeLessThan(0.625 + margin / 2);
      }
    },
  );

  it('does not come to a single response with time (98 % after twelve draws before): three draws are made in all', () => {
    expect(presentWith(1, 3)).toBeLessThan(0.02 + margin);
  });
});
