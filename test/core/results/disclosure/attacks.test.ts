import { describe, expect, it } from 'vitest';
import type { Book, Drawn } from '../../../../src/core/results/disclosure/ledger.ts';
import { shownIn } from '../../../../src/core/results/disclosure/publication.ts';
import type { TableDefinitions } from '../../../../src/core/results/disclosure/table-definitions.ts';
import type { Census } from '../../../../src/core/results/disclosure/take-census.ts';
import { guaranteeOf } from '../../../guarantees/guarantees.ts';
import { LONG } from '../../../support/long.ts';
import { randomFrom } from '../../../support/random-from.ts';
import { published, uniformFrom } from './populations.ts';

/*
 * The attacks of 2026-11-27, played on the ledger by an attacker who knows everyone but his target, sends and erases what he likes on
 * every night, and reads the perturbed counts themselves, which are not published. Each name gives what the attack reached under the former rule.
 */

const ROUNDS = LONG ? 5_000 : 500;
const CELLS = ['yes', 'planned', 'no'];
const EPSILON = { s: 500, t: 1000 };

const ITEM: TableDefinitions = {
  stratum: 'type',
  strata: ['region'],
  tables: [{ name: 'plan', kind: 'partition', cells: CELLS, values: [] }],
  crossings: [],
  territories: ['2A'],
  channels: [],
  epsilon: EPSILON,
  profileEpsilon: { s: 500, t: 2000 },
};

function censusOf(cells: readonly number[], territory = 0): Census {
  const size = cells.reduce((sum, count) => sum + count, 0);
  return {
    sizes: [size],
    tables: [[cells]],
    territories: [territory],
    crossings: [],
    unfinished: 0,
    modes: [size, 0],
    channels: [],
    minutes: [],
  };
}

/** Posterior over the target's answer, from what each draw added to what the attacker knows. */
function posterior(
  draws: readonly { readonly moved: readonly number[]; readonly hasTarget: boolean }[],
  epsilon: number,
) {
  const weights = CELLS.map((_, guess) =>
    draws
      .filter(({ hasTarget }) => hasTarget)
      .reduce(
        (sum, { moved }) =>
          sum - epsilon * moved.reduce((total, value, cell) => total + Math.abs(value - (cell === guess ? 1 : 0)), 0),
        0,
      ),
  );
  const most = Math.max(...weights);
  const chances = weights.map((weight) => Math.exp(weight - most));
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / total);
}

/** Nights on which the attacker fills the stratum as he likes; the target is there from the first on. */
function attack(phases: readonly ('preview' | 'results')[], seed: number) {
  const random = randomFrom(seed);
  const uniform = uniformFrom(seed + 1);
  let [right, sure] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const answer = Math.floor(random() * CELLS.length);
    const books = new Map<string, Book>();
    const known = new Map<string, { before: Drawn | undefined; own: readonly number[] }>();
    const seen: { moved: readonly number[]; hasTarget: boolean }[] = [];
    for (const [night, phase] of phases.entries()) {
      // Parked on one option, moved, erased: he knows all of it.
      const own = CELLS.map(() => 30 + Math.floor(random() * 60));
      const cells = own.map((count, cell) => count + (cell === answer ? 1 : 0));
      const before = books.get(phase);
      const book = published(before, censusOf(cells), uniform, { phase, night: night + 1, isOrdered: true }, ITEM);
      const drawn = book.strata.region?.tables.plan;
      const last = known.get(phase);
      const moved = CELLS.map(
        (_, cell) =>
          (drawn?.values[cell] ?? 0) - (own[cell] ?? 0) - ((last?.before?.values[cell] ?? 0) - (last?.own[cell] ?? 0)),
      );
      seen.push({ moved, hasTarget: last === undefined });
      books.set(phase, book);
      known.set(phase, { before: drawn, own });
    }
    const chances = posterior(seen, 0.5);
    const most = Math.max(...chances);
    if (chances.indexOf(most) === answer) right++;
    if (most > 0.9) sure++;
  }
  return { right: right / ROUNDS, sure: sure / ROUNDS };
}

/** Three standard deviations of a share of so many rounds. */
const margin = 3 * Math.sqrt(0.25 / ROUNDS);

describe('a lone region, all the rest of its stratum the attacker’s', () => {
  it('is read at 47 % after ten previews (91 to 97 % before, chance 33), and never surely (77 to 96 % before)', () => {
    const { right, sure } = attack(new Array(10).fill('preview'), 21);
    expect(right).toBeLessThan(0.47 + margin);
    expect(sure).toBe(0);
  });

  it('is read at 53 % once the final results are made too (71 % with nine false ones before), and never surely (36 % before)', () => {
    const { right, sure } = attack([...new Array(10).fill('preview'), 'results'], 22);
    expect(right).toBeLessThan(0.54 + margin);
    expect(sure).toBe(0);
  });

  it('is exposed no further by sixty nights of sending and erasing than by one', () => {
    const one = attack(['preview'], 23);
    const many = attack(new Array(60).fill('preview'), 24);
    expect(Math.abs(many.right - one.right)).toBeLessThan(2 * margin);
    expect(many.sure).toBe(0);
  });

  it('is what the table of guarantees says', () => {
    expect(guaranteeOf(3, [{ epsilon: EPSILON, times: 1 }]).right).toBeCloseTo(0.466, 2);
    expect(guaranteeOf(3, [{ epsilon: EPSILON, times: 2 }]).right).toBeCloseTo(0.533, 2);
  });
});

describe('the exact size of a group by its disappearance', () => {
  it('is not disclosed: a group at the threshold is shown at random (12 of 12 read before)', () => {
    const uniform = uniformFrom(31);
    const shownAt = (size: number) => {
      let shown = 0;
      for (let round = 0; round < ROUNDS; round++)
        if (
          shownIn(published(undefined, censusOf([size, 0, 0]), uniform, { phase: 'preview' }, ITEM), ITEM, 'preview')
            .strata.region
        )
          shown++;
      return shown / ROUNDS;
    };
    // One response more or less changes the odds by those of one draw, at most e^½ to one.
    expect(shownAt(30) / shownAt(29)).toBeLessThan(Math.exp(0.5) + 6 * margin);
  });
});

describe('presence on the map', () => {
  const presentWith = (territory: number, nights: number) => {
    const uniform = uniformFrom(41);
    let present = 0;
    for (let round = 0; round < ROUNDS; round++) {
      let book: Book | undefined;
      for (let night = 1; night <= nights; night++)
        book = published(
          book,
          censusOf([100, 100, 100], territory),
          uniform,
          { phase: 'preview', night, withTerritories: true, isOrdered: true },
          ITEM,
        );
      if (book && shownIn(book, ITEM, 'preview').territories.includes('2A')) present++;
    }
    return present / ROUNDS;
  };

  it('tells of a single response next to nothing (18 of 18 read before)', () => {
    // Nine of the attacker’s own, and the target or not.
    expect(presentWith(10, 1) - presentWith(9, 1)).toBeLessThan(0.25);
  });

  it('does not come to a single response with time (98 % after twelve draws before): three draws are made in all', () => {
    expect(presentWith(1, 3)).toBeLessThan(0.02 + margin);
  });
});
