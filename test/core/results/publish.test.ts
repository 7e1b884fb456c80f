import { expect, test } from 'vitest';
import type { Phase } from '../../../src/core/results/disclosure.ts';
import { EVERYONE } from '../../../src/core/results/exact-tables.ts';
import { type Ledger, NEVER_PUBLISHED, publicationOf, publish } from '../../../src/core/results/publish.ts';
import type { Publication } from '../../../src/core/results/shown-tables.ts';
import { cellOf, censusOf, chancesOf, newcomers, type Person, STRATA } from './people.ts';

const chanceOf = chancesOf('secret');
const many = newcomers();

/** A survey through its days. */
function season(secret = 'secret') {
  let ledger: Ledger = NEVER_PUBLISHED;
  let day = 0;
  const chances = chancesOf(secret);
  return {
    night(
      people: readonly Person[],
      options: { phase?: Phase; isOrdered?: boolean; territories?: Map<string, readonly Person[]> } = {},
    ): Publication {
      const { phase = 'preview', isOrdered = false, territories = new Map() } = options;
      const places = new Map([...territories].map(([id, there]) => [id, cellOf(there)]));
      const name = `2027-01-${String(++day).padStart(2, '0')}`;
      ledger = publish(ledger, censusOf(people, places), { day: name, phase, isOrdered, chanceOf: chances });
      return publicationOf(ledger, { survey: 'survey', revision: 1, phase }, [EVERYONE, ...STRATA]);
    },
    ordinal: (stratum: string) => ledger.strata[stratum]?.ordinal ?? 0,
    ledger: () => ledger,
  };
}

const town = [
  ...many(60, 'commune', 'yes'),
  ...many(60, 'commune', 'no'),
  ...many(20, 'departement', 'yes'),
  ...many(25, 'departement', 'no'),
  ...many(25, 'region', 'yes'),
  ...many(25, 'region', 'no'),
];

test('under thirty complete responses nothing is drawn at all', () => {
  const survey = season();
  expect(Object.values(survey.night(town.slice(0, 29)).strata)).toEqual([null, null, null, null, null]);
  expect(survey.ledger()).toBe(NEVER_PUBLISHED);
});

test('a stratum moves only when it has grown itself, by ten and by a tenth', () => {
  const survey = season();
  const first = survey.night(town);
  const later = survey.night([...town, ...many(9, 'commune', 'no'), ...many(1, 'region', 'planned')]);
  expect(later.strata).toEqual(first.strata);
  const grown = survey.night([...town, ...many(5, 'region', 'yes'), ...many(5, 'region', 'planned')]);
  expect(grown.strata.region?.asOf).toBe('2027-01-03');
  expect(grown.strata.commune).toEqual(first.strata.commune);
  // 215 in all: a tenth is 21.5.
  expect(grown.strata[EVERYONE]).toEqual(first.strata[EVERYONE]);
  expect(survey.night([...town, ...many(22, 'intercommunalite', 'yes')]).strata[EVERYONE]?.asOf).toBe('2027-01-04');
});

test('who sends and erases for sixty days at a constant number sees one draw', () => {
  const survey = season();
  const first = survey.night(town);
  for (let night = 0; night < 60; night++) {
    const false_ = many(9, 'commune', 'planned');
    expect(survey.night(night % 2 === 0 ? [...town.slice(9), ...false_] : town).strata).toEqual(first.strata);
  }
  expect(survey.ordinal('commune')).toBe(1);
});

test('removals buy no draw, not even after the number has grown again to what it was', () => {
  const survey = season();
  const first = survey.night(town);
  survey.night(town.slice(20));
  expect(survey.night(town).strata.commune).toEqual(first.strata.commune);
  expect(survey.ordinal('commune')).toBe(1);
});

test('a stratum that falls under thirty is withdrawn, and comes back with its next draw alone', () => {
  const survey = season();
  const people = [...town, ...many(20, 'intercommunalite', 'yes'), ...many(15, 'intercommunalite', 'no')];
  expect(survey.night(people).strata.intercommunalite).not.toBeNull();
  const fewer = people.filter(({ stratum }, index) => stratum !== 'intercommunalite' || index % 2 === 0);
  expect(survey.night(fewer).strata.intercommunalite).toBeNull();
  expect(survey.night(people).strata.intercommunalite).toBeNull();
  expect(survey.night([...people, ...many(10, 'intercommunalite', 'no')]).strata.intercommunalite?.asOf).toBe(
    '2027-01-04',
  );
});

test('the organiser may order a draw of what is shown', () => {
  const survey = season();
  survey.night(town);
  const ordered = survey.night(town.slice(5), { isOrdered: true });
  expect(ordered.strata.region?.asOf).toBe('2027-01-02');
  expect(survey.ordinal('commune')).toBe(2);
});

test('strata that are not shown are nobody or enough people: the smallest shown go with them', () => {
  const alone = season().night([...town, ...many(9, 'intercommunalite', 'no')]);
  expect(alone.strata.intercommunalite).toBeNull();
  // 45 départements are the smallest of those shown.
  expect(alone.strata.departement).toBeNull();
  expect(alone.strata.commune).not.toBeNull();
  expect(alone.strata.region).not.toBeNull();
  const nobody = season().night(town);
  expect(nobody.strata.departement).not.toBeNull();
  const without = season().night([...town, ...many(9, null, 'no')]);
  expect(without.strata.departement).toBeNull();
});

test('the final results are drawn once, show groups from five, and nothing moves any more', () => {
  const survey = season();
  const small = [...town, ...many(9, 'intercommunalite', 'yes')];
  expect(survey.night(small).strata.intercommunalite).toBeNull();
  const final = survey.night(small, { phase: 'results' });
  expect(final.strata.intercommunalite?.items.item?.counts.yes).toBeGreaterThanOrEqual(6);
  expect(final.strata.intercommunalite?.phase).toBe('results');
  const late = survey.night([...small, ...many(5, 'intercommunalite', 'no')], { phase: 'results' });
  expect(late.strata).toEqual(final.strata);
});

test('after a reopening final tables stay until growth has passed the largest number ever drawn', () => {
  const survey = season();
  const final = survey.night(town, { phase: 'results' });
  const reopened = survey.night([...town, ...many(5, 'region', 'yes')]);
  expect(reopened.phase).toBe('preview');
  expect(reopened.strata).toEqual(final.strata);
  const grown = [...town, ...many(10, 'region', 'yes')];
  expect(survey.night(grown).strata.region?.phase).toBe('preview');
  const again = survey.night(grown, { phase: 'results' });
  // Communes have not grown since the first closing: they keep its tables.
  expect(again.strata.commune).toEqual(final.strata.commune);
  expect(again.strata.region?.phase).toBe('results');
  expect(again.strata.region).not.toEqual(final.strata.region);
});

test('a territory appears from five shown and stays until nobody is left', () => {
  const survey = season();
  const there = town.slice(0, 12);
  const places = (...people: readonly Person[][]) =>
    new Map(people.map((some, index) => [String(index), some] as const));
  expect(survey.night(town, { territories: places(there, town.slice(20, 21)) }).territories).toEqual(['0']);
  expect(survey.night(town, { territories: places(there.slice(11), []) }).territories).toEqual(['0']);
  expect(survey.night(town, { territories: places([], town.slice(0, 60)) }).territories).toEqual([]);
});

test('the same people are shown alike in every table of a draw, in any order, and anew at the next', () => {
  const shown = season().night(town).strata.commune;
  const reversed = season().night([...town].reverse()).strata.commune;
  expect(reversed).toEqual(shown);
  expect(shown?.items.twin).toEqual(shown?.items.item);
  expect(shown?.profiles?.counts).toEqual(shown?.items.item?.counts);
  expect(shown?.crossings.crossing?.yes?.base).toBe(shown?.items.item?.counts.yes);
  expect(season('another').night(town)).not.toEqual(season().night(town));
  const cell = cellOf(town.slice(0, 52));
  const draws = new Set(Array.from({ length: 40 }, (_, ordinal) => chanceOf('commune', ordinal)(cell.keys)));
  expect(draws.size).toBe(40);
});
