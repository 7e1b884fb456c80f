import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST_BASE, type Published, protect, STEP } from '../../../src/core/results/disclosure.ts';
import { EVERYONE, type Tally } from '../../../src/core/results/tally.ts';

/** People as [stratum, answer]; strata and options by name. */
function tallyOf(people: readonly (readonly [string, string])[]): Tally {
  const strata = ['commune', 'departement', 'region'];
  const options = ['yes', 'planned', 'no'];
  const stratum = (named: string) => {
    const members = people.filter(([of]) => named === EVERYONE || of === named);
    const counts = () =>
      new Map(options.map((option) => [option, members.filter(([, given]) => given === option).length]));
    return {
      n: members.length,
      profiles: counts(),
      items: new Map([['item', { base: members.length, options: counts() }]]),
    };
  };
  return { strata: new Map([EVERYONE, ...strata].map((name) => [name, stratum(name)])) };
}

function many(count: number, stratum: string, answer: string): readonly (readonly [string, string])[] {
  return Array.from({ length: count }, () => [stratum, answer] as const);
}

function counts(published: Published, stratum: string) {
  return published.strata[stratum]?.items.item?.counts;
}

test('under thirty complete responses nothing is published at all', () => {
  const published = protect(tallyOf([...many(20, 'commune', 'yes'), ...many(9, 'commune', 'no')]));
  expect(Object.values(published.strata)).toEqual([null, null, null, null]);
});

test('a stratum under thirty is held back, with the next smallest when it could be subtracted', () => {
  const people = [
    ...many(60, 'commune', 'yes'),
    ...many(60, 'commune', 'no'),
    ...many(40, 'region', 'yes'),
    ...many(20, 'region', 'no'),
  ];
  const one = protect(tallyOf([...people, ...many(1, 'departement', 'no')]));
  expect(one.strata.departement).toBeNull();
  expect(one.strata.region).toBeNull();
  expect(one.strata.commune?.n).toBe(120);
  expect(one.strata.all?.n).toBe(180);
});

test('small counts are null and never alone in their row', () => {
  const published = protect(
    tallyOf([...many(50, 'commune', 'yes'), ...many(30, 'commune', 'no'), ...many(3, 'commune', 'planned')]),
  );
  expect(counts(published, 'all')).toEqual({ yes: 50, planned: null, no: null });
});

test('a group that answers with one voice is not published', () => {
  const published = protect(
    tallyOf([...many(40, 'commune', 'no'), ...many(60, 'region', 'yes'), ...many(60, 'region', 'no')]),
  );
  expect(published.strata.commune?.items.item).toBeNull();
  expect(counts(published, 'all')).toEqual({ yes: 60, planned: 0, no: 100 });
});

const population = fc.array(
  fc.tuple(
    fc.constantFrom('commune', 'commune', 'commune', 'departement', 'region'),
    fc.constantFrom('yes', 'planned', 'no'),
  ),
  { maxLength: 260 },
);

test('no difference of published counts is between one and four people', () => {
  fc.assert(
    fc.property(population, (people) => {
      const published = protect(tallyOf(people));
      const all = published.strata.all;
      if (!all) return;
      const shown = Object.entries(published.strata).filter(([name, stratum]) => name !== EVERYONE && stratum);
      for (const [, stratum] of shown) expect(Math.abs(all.n - (stratum?.n ?? 0)) % STEP).toBe(0);
      for (const option of ['yes', 'planned', 'no']) {
        const total = all.items.item?.counts[option];
        for (const [, stratum] of shown) {
          const part = stratum?.items.item?.counts[option];
          if (typeof total === 'number' && typeof part === 'number') expect(Math.abs(total - part) % STEP).toBe(0);
        }
      }
    }),
  );
});

test('what is held back is never fewer than thirty people together', () => {
  fc.assert(
    fc.property(population, (people) => {
      const tally = tallyOf(people);
      const published = protect(tally);
      if (!published.strata.all) return;
      const hidden = [...tally.strata].filter(([name]) => published.strata[name] === null);
      const together = hidden.reduce((total, [, stratum]) => total + stratum.n, 0);
      const left = Object.entries(published.strata).filter(([name, stratum]) => name !== EVERYONE && stratum).length;
      expect(together === 0 || together >= LEAST_BASE || left === 0).toBe(true);
    }),
  );
});
