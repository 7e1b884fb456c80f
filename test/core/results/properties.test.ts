import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Phase, protect, RULES } from '../../../src/core/results/disclosure.ts';
import { EMPTY, EVERYONE, type ExactItem, joined } from '../../../src/core/results/exact-tables.ts';
import { FINAL_MOVEMENTS } from '../../../src/core/results/noise.ts';
import { type Ledger, NEVER_PUBLISHED, publicationOf, publish } from '../../../src/core/results/publish.ts';
import type { Publication } from '../../../src/core/results/shown-tables.ts';
import { cellOf, censusOf, chancesOf, keyOf, newcomers, OPTIONS, type Person, STRATA, tablesOf } from './people.ts';

/*
 * The properties that hold for every population, among them one conseil départemental per département and nine régions, or none.
 */

const NAMES = [EVERYONE, ...STRATA];
const many = newcomers();

/** How many of each stratum and option, and of no stratum. */
const population = fc
  .record({
    secret: fc.string(),
    counts: fc.array(fc.oneof(fc.nat(6), fc.nat(40), fc.nat(90)), { minLength: 15, maxLength: 15 }),
  })
  .map(({ secret, counts }) => ({
    secret,
    people: [...STRATA, null].flatMap((stratum, place) =>
      OPTIONS.flatMap((answer, option) =>
        Array.from(
          { length: counts[place * OPTIONS.length + option] ?? 0 },
          (_, index): Person => ({ key: keyOf(`${secret} ${place} ${option} ${index}`), stratum, answer }),
        ),
      ),
    ),
  }));

function publicationIn(phase: Phase, people: readonly Person[], secret: string): Publication {
  const ledger = publish(NEVER_PUBLISHED, censusOf(people), { day: '2027-01-01', phase, chanceOf: chancesOf(secret) });
  return publicationOf(ledger, { survey: 'survey', revision: 1, phase }, NAMES);
}

describe.each<Phase>(['preview', 'results'])('in any %s', (phase) => {
  const { leastBase } = RULES[phase];

  test('no group, item, row or typology is shown under the least base', () => {
    fc.assert(
      fc.property(population, ({ people, secret }) => {
        for (const stratum of Object.values(publicationIn(phase, people, secret).strata)) {
          if (!stratum) continue;
          const rows = Object.values(stratum.crossings).flatMap((crossing) => Object.values(crossing));
          const bases = [
            stratum.n,
            ...[...Object.values(stratum.items), ...rows, stratum.profiles].flatMap((one) => (one ? [one.base] : [])),
          ];
          for (const base of bases) expect(base).toBeGreaterThanOrEqual(leastBase);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('an item that few of a shown group answered is not shown, nor a profile that few have', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 200 }), fc.nat(60), fc.string(), (size, few, secret) => {
        const people = many(size, 'commune', 'yes');
        const base = cellOf(people.slice(0, few));
        const exact = tablesOf(people);
        const answered = exact.items.get('item');
        if (!answered) throw new Error('no item');
        const item: ExactItem = { ...answered, base };
        const profiles = { base, profiles: new Map([['one', base]]), composite: EMPTY };
        const tables = { ...exact, items: new Map([['item', item]]), profiles };
        const shown = protect(tables, phase, chancesOf(secret)('commune', 1));
        for (const one of [shown?.items.item, shown?.profiles]) {
          expect(one?.base ?? leastBase).toBeGreaterThanOrEqual(leastBase);
          if (few >= leastBase + 5) expect(one).not.toBeNull();
        }
      }),
      { numRuns: 200 },
    );
  });

  test('no number is off by more than the rule says, and what nobody chose is 0', () => {
    const most = phase === 'preview' ? 5 : 3;
    fc.assert(
      fc.property(population, ({ people, secret }) => {
        const { strata } = publicationIn(phase, people, secret);
        for (const name of NAMES) {
          const shown = strata[name]?.items.item;
          if (!shown) continue;
          for (const option of OPTIONS) {
            const exact = people.filter(
              ({ stratum, answer }) => answer === option && (name === EVERYONE || stratum === name),
            ).length;
            const count = shown.counts[option] ?? Number.NaN;
            expect(Math.abs(count - exact)).toBeLessThanOrEqual(most);
            if (exact === 0) expect(count).toBe(0);
            if (phase === 'results') expect(count === 0 || count >= 3).toBe(true);
            else expect(count % 5).toBe(0);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('the order in which people came changes nothing', () => {
    fc.assert(
      fc.property(population, ({ people, secret }) => {
        expect(publicationIn(phase, people.toReversed(), secret)).toEqual(publicationIn(phase, people, secret));
      }),
      { numRuns: 30 },
    );
  });
});

test('in any preview the strata that are not shown are, by the draw made of them together, nobody or thirty', () => {
  fc.assert(
    fc.property(population, ({ people, secret }) => {
      const { strata } = publicationIn('preview', people, secret);
      if (!strata[EVERYONE]) {
        expect(Object.values(strata).every((one) => one === null)).toBe(true);
        return;
      }
      const hidden = people.filter(({ stratum }) => stratum === null || strata[stratum] === null);
      const shown = RULES.preview.show(chancesOf(secret)('hidden', 1))(joined([cellOf(hidden)]));
      const isEveryStratumHidden = STRATA.every((name) => strata[name] === null);
      expect(shown === 0 || shown >= 30 || isEveryStratumHidden).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('final counts leave more than one difference possible, for every set within another', () => {
  /** The counts that a shown number may stand for. */
  const possible = (shown: number) =>
    Array.from({ length: shown + 4 }, (_, count) => count).filter((count) => {
      if (count === 0) return shown === 0;
      const movements = FINAL_MOVEMENTS[Math.min(count, FINAL_MOVEMENTS.length) - 1] ?? [];
      return movements.some(([by]) => count + by === shown);
    });
  for (let whole = 5; whole <= 60; whole++)
    for (let part = 0; part <= whole; part++) {
      if (part === 1 || part === 2) continue;
      const differences = possible(whole).flatMap((outer) => possible(part).map((inner) => outer - inner));
      expect(new Set(differences.filter((one) => one >= 0)).size, `${whole}, ${part}`).toBeGreaterThan(1);
    }
});

test('whatever comes and goes, each draw of a stratum has grown by ten and by a tenth past all before', () => {
  const nights = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(nights, fc.nat(80), fc.string(), (changes, begun, secret) => {
      const chanceOf = chancesOf(secret);
      const crowd = Array.from(
        { length: 4000 },
        (_, index): Person => ({
          key: keyOf(`${secret} ${index}`),
          stratum: 'commune',
          answer: OPTIONS[index % 3] ?? 'no',
        }),
      );
      let ledger: Ledger = NEVER_PUBLISHED;
      let n = begun;
      let largest = 0;
      for (const [night, change] of [0, ...changes].entries()) {
        n = Math.max(0, n + change);
        const before = ledger.strata.commune?.ordinal ?? 0;
        // Others each night: what left does not come back.
        const people = crowd.slice(night * 10, night * 10 + n);
        ledger = publish(ledger, censusOf(people), { day: '2027-01-01', phase: 'preview', chanceOf });
        if ((ledger.strata.commune?.ordinal ?? 0) === before) continue;
        expect(n).toBeGreaterThanOrEqual(30);
        expect(n - largest).toBeGreaterThanOrEqual(Math.max(10, largest / 10));
        largest = n;
      }
    }),
    { numRuns: 60 },
  );
});
