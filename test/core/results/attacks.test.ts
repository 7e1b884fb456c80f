import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protect } from '../../../src/core/results/disclosure.ts';
import { EVERYONE } from '../../../src/core/results/exact-tables.ts';
import { PREVIEW_MOVEMENTS, showInPreview } from '../../../src/core/results/noise.ts';
import { NEVER_PUBLISHED, publicationOf, publish } from '../../../src/core/results/publish.ts';
import { shareRange } from '../../../src/core/results/shares.ts';
import type { Publication } from '../../../src/core/results/shown-tables.ts';
import { censusOf, chancesOf, keyOf, newcomers, OPTIONS, type Person, STRATA, tablesOf } from './people.ts';

/*
 * What took the first build apart, against several published strata. Each attack knows the rule, and every false response
 * that it has sent.
 */

const NAMES = [EVERYONE, ...STRATA];
const many = newcomers();

function publishedOf(people: readonly Person[], secret = 'secret'): Publication {
  const occasion = { day: '2027-01-01', phase: 'preview', chanceOf: chancesOf(secret) } as const;
  return publicationOf(
    publish(NEVER_PUBLISHED, censusOf(people), occasion),
    { survey: 'survey', revision: 1, phase: 'preview' },
    NAMES,
  );
}

/** How many secrets out of a thousand show this. */
function shareOf(holds: (secret: string) => boolean, of = 1000): number {
  return Array.from({ length: of }, (_, index) => holds(`secret ${index}`)).filter(Boolean).length / of;
}

/** The counts that a shown number may stand for. */
function possible(shown: number): readonly number[] {
  return Array.from({ length: 11 }, (_, index) => shown - 5 + index).filter(
    (count) => count >= 0 && PREVIEW_MOVEMENTS.some(([by]) => Math.max(0, Math.round((count + by) / 5) * 5) === shown),
  );
}

test('a group of one voice is not read off by subtraction from everyone', () => {
  const people = [
    ...many(42, 'commune', 'no'),
    ...many(61, 'region', 'yes'),
    ...many(58, 'region', 'no'),
    ...many(32, 'departement', 'yes'),
    ...many(36, 'departement', 'no'),
  ];
  const isRight = (secret: string) => {
    const { strata } = publishedOf(people, secret);
    const at = (name: string, option: string) => strata[name]?.items.item?.counts[option] ?? Number.NaN;
    return OPTIONS.every(
      (option) =>
        at(EVERYONE, option) - at('region', option) - at('departement', option) === (option === 'no' ? 42 : 0),
    );
  };
  // The row itself is shown, moved like any other; a row held back was read off exactly, every time.
  expect(shareOf(isRight, 300)).toBeLessThan(0.15);
  expect(publishedOf(people).strata.commune?.items.item?.base).toBeGreaterThanOrEqual(35);
});

test('the first to take an option is not seen between two publications', () => {
  const before = [...many(42, 'region', 'yes'), ...many(60, 'commune', 'no')];
  const after = [...before, ...many(9, 'region', 'no'), ...many(1, 'region', 'planned')];
  const shown = (people: readonly Person[]) => (secret: string) =>
    (publishedOf(people, secret).strata.region?.items.item?.counts.planned ?? 0) > 0;
  expect(shareOf(shown(before), 300)).toBe(0);
  // One in five by the movements (3/15), and as many when it was one of the false responses that took it.
  expect(shareOf(shown(after), 300)).toBeLessThan(0.3);
});

test('a lone newcomer among nine of another type moves none of their tables', () => {
  const people = [...many(25, 'region', 'yes'), ...many(17, 'region', 'no'), ...many(200, 'commune', 'no')];
  const chanceOf = chancesOf('secret');
  const first = publish(NEVER_PUBLISHED, censusOf(people), { day: '2027-01-01', phase: 'preview', chanceOf });
  const joined = [...people, ...many(9, 'commune', 'yes'), ...many(1, 'region', 'planned')];
  expect(publish(first, censusOf(joined), { day: '2027-01-02', phase: 'preview', chanceOf })).toBe(first);
});

test('a hundred false responses over eleven days do not read a cell: rounding alone gave it in four publications', () => {
  const SECRETS = 300;
  let isCertain = 0;
  let isRounded = 0;
  for (let index = 0; index < SECRETS; index++) {
    const chanceOf = chancesOf(`secret ${index}`);
    const truth = 12 + (index % 17);
    const real = [
      ...many(truth, 'region', 'yes'),
      ...many(42 - (truth % 20), 'region', 'no'),
      ...many(80, 'commune', 'no'),
    ];
    let ledger = NEVER_PUBLISHED;
    let sent: readonly Person[] = [];
    let left = Array.from({ length: 60 }, (_, count) => count);
    let leftByRounding = left;
    for (let day = 1; day <= 11; day++) {
      // One more for the cell each day, so that the attacker walks through the remainders; the others force the draw.
      sent = [...sent, ...many(1, 'region', 'yes'), ...many(8, 'region', 'planned')];
      const before = ledger;
      ledger = publish(ledger, censusOf([...real, ...sent]), { day: '2027-01-01', phase: 'preview', chanceOf });
      const round = (count: number) => Math.round(count / 5) * 5;
      leftByRounding = leftByRounding.filter((count) => round(count + day) === round(truth + day));
      const { shown } = ledger.strata.region ?? {};
      if (!shown || shown === before.strata.region?.shown) continue;
      const seen = possible(shown.items.item?.counts.yes ?? 0);
      left = left.filter((count) => seen.includes(count + day));
    }
    expect(left).toContain(truth);
    if (left.length === 1) isCertain++;
    if (leftByRounding.length === 1) isRounded++;
  }
  expect(isRounded).toBe(SECRETS);
  expect(isCertain / SECRETS).toBeLessThan(0.05);
});

test('whether a cell has moved says nothing of who joined it', () => {
  const draws = 2000;
  const shownAs = (count: number, ordinal: number, index: number) =>
    showInPreview(chancesOf(`secret ${index}`)('region', ordinal))({ count, keys: count });
  const moves = (before: number, after: number) =>
    Array.from({ length: draws }, (_, index) => shownAs(before, 1, index) !== shownAs(after, 2, index)).filter(Boolean)
      .length / draws;
  const counts = [20, 21, 22, 23, 24];
  const untouched = counts.map((count) => moves(count, count));
  const touched = counts.map((count) => moves(count, count + 1));
  // Keyed by the set alone, a cell that nobody joined never moved, and one that somebody did moved 47 times in a hundred.
  expect(Math.min(...untouched)).toBeGreaterThan(0.15);
  const difference = touched.reduce((sum, share, index) => sum + share - (untouched[index] ?? 0), 0) / counts.length;
  expect(Math.abs(difference)).toBeLessThan(0.05);
});

test('for every published set within another, more than one difference stays possible', () => {
  const population = fc.array(fc.tuple(fc.constantFrom(...STRATA, 'commune', null), fc.constantFrom(...OPTIONS)), {
    minLength: 30,
    maxLength: 400,
  });
  fc.assert(
    fc.property(population, fc.string(), (given, secret) => {
      const people = given.map(([stratum, answer], index) => ({ key: keyOf(`${secret} ${index}`), stratum, answer }));
      const { strata } = publishedOf(people, secret);
      const all = strata[EVERYONE]?.items.item;
      for (const name of STRATA) {
        const item = strata[name]?.items.item;
        if (!item || !all) continue;
        const pairs = [
          [all.base, item.base],
          ...OPTIONS.flatMap((option) => [
            [all.counts[option] ?? 0, item.counts[option] ?? 0],
            [item.base, item.counts[option] ?? 0],
          ]),
        ];
        for (const [whole = 0, part = 0] of pairs) {
          const differences = possible(whole).flatMap((outer) => possible(part).map((inner) => outer - inner));
          expect(new Set(differences.filter((difference) => difference >= 0)).size).toBeGreaterThan(1);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('one conseil per département and nine régions: no small group is shown, nor left over', () => {
  const people = [
    ...many(9, 'region', 'yes'),
    ...many(28, 'departement', 'yes'),
    ...many(33, 'intercommunalite', 'no'),
    ...many(50, 'commune', 'planned'),
  ];
  for (let index = 0; index < 200; index++) {
    const { strata } = publishedOf(people, `secret ${index}`);
    expect(strata.region).toBeNull();
    expect(strata.departement).toBeNull();
    for (const name of NAMES) expect(strata[name]?.n ?? 30).toBeGreaterThanOrEqual(30);
  }
});

test('the range printed beside a share holds the true share, whatever was drawn', () => {
  for (const [base, given] of [
    [32, 28],
    [32, 13],
    [37, 33],
    [42, 1],
    [120, 119],
    [31, 0],
  ] as const) {
    const people = [...many(given, 'region', 'yes'), ...many(base - given, 'region', 'no')];
    for (let index = 0; index < 100; index++) {
      for (const phase of ['preview', 'results'] as const) {
        const item = protect(tablesOf(people), phase, chancesOf(`secret ${index}`)('region', 1))?.items.item;
        if (!item) continue;
        const { least, most } = shareRange(item.counts.yes ?? 0, item.base, phase);
        expect(least).toBeLessThanOrEqual((given / base) * 100);
        expect(most).toBeGreaterThanOrEqual((given / base) * 100);
      }
    }
  }
});

/*
 * The strongest attacker we know of: 42 real people in a stratum, three options, every false response his own. He forces
 * publications before and after his target joins, sees both live draws (the stratum's and that of everyone, of whom he knows
 * all the rest), and guesses by Bayes from a uniform prior over what the 42 answered.
 */
test('who forces five publications before and five after is right 65 times in a hundred at most, sure 5 at most', () => {
  const REAL = 42;
  /** In each option, outside the stratum. */
  const OTHERS = 100;
  const TRIALS = 1000;
  const random = seeded(20_261_125);
  const likelihood = likelihoods(400);
  const priors = compositions(REAL);
  let right = 0;
  let sure = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const truth = priors[Math.floor(random() * priors.length)] ?? [0, 0, 0];
    const target = Math.floor(random() * 3);
    const known = [0, 0, 0];
    let n = REAL;
    let largestOfAll = 0;
    const logs = priors.map(() => [0, 0, 0]);
    for (let publication = 0; publication < 10; publication++) {
      const isAfter = publication >= 5;
      // What a publication costs: a tenth of the stratum, and ten at least.
      const sent = Math.max(10, Math.ceil(n / 10));
      for (let one = 0; one < sent; one++) {
        const option = Math.floor(random() * 3);
        known[option] = (known[option] ?? 0) + 1;
      }
      n += sent;
      const all = n + 3 * OTHERS;
      const isAllDrawn = all - largestOfAll >= Math.max(10, largestOfAll / 10);
      if (isAllDrawn) largestOfAll = all;
      for (const live of isAllDrawn ? ['stratum', EVERYONE] : ['stratum']) {
        for (let option = 0; option < 3; option++) {
          const added = (known[option] ?? 0) + (live === EVERYONE ? OTHERS : 0);
          const count = (truth[option] ?? 0) + added + (isAfter && target === option ? 1 : 0);
          const shown = showInPreview(() => random())({ count, keys: 0 });
          for (const [index, prior] of priors.entries()) {
            const supposed = (prior[option] ?? 0) + added;
            const log = logs[index] ?? [0, 0, 0];
            for (let guess = 0; guess < 3; guess++)
              log[guess] = (log[guess] ?? 0) + likelihood(supposed + (isAfter && guess === option ? 1 : 0), shown);
          }
        }
      }
    }
    const weights = [0, 1, 2].map((guess) => logs.reduce((sum, log) => sum + Math.exp(log[guess] ?? 0), 0));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const best = weights.indexOf(Math.max(...weights));
    if (best === target) right++;
    if ((weights[best] ?? 0) / total > 0.9) sure++;
  }
  expect(right / TRIALS).toBeGreaterThan(1 / 3);
  expect(right / TRIALS).toBeLessThanOrEqual(0.65);
  expect(sure / TRIALS).toBeLessThanOrEqual(0.05);
});

/** The logarithm of the probability that a count is shown so. */
function likelihoods(most: number): (count: number, shown: number) => number {
  const table = Array.from({ length: most }, (_, count) => {
    const weights = new Map<number, number>();
    for (const [by, weight] of PREVIEW_MOVEMENTS) {
      const shown = count === 0 ? 0 : Math.max(0, Math.round((count + by) / 5) * 5);
      weights.set(shown, (weights.get(shown) ?? 0) + weight);
    }
    return weights;
  });
  return (count, shown) => {
    const weight = table[count]?.get(shown);
    return weight === undefined ? Number.NEGATIVE_INFINITY : Math.log(weight);
  };
}

function compositions(total: number): readonly (readonly number[])[] {
  return Array.from({ length: total + 1 }, (_, first) => first).flatMap((first) =>
    Array.from({ length: total - first + 1 }, (_, second) => [first, second, total - first - second]),
  );
}

/** mulberry32: the same trials at each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
