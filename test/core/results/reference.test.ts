import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  pagesOf,
  type ReferenceFigure,
  referenceFaults,
  referenceSchema,
} from '../../../src/core/results/reference.ts';
import { readPublic, study } from '../../support/surveys.ts';

const json = () => readPublic('numerique-territorial/reference-2017.json');
const reference = v.parse(referenceSchema, json());
/** Short quotations of the study, by line of its text: the words around each printed figure. */
const quotations: Readonly<Record<string, string>> = v.parse(
  v.record(v.string(), v.string()),
  JSON.parse(readFileSync(new URL('../../fixtures/study-2017-quotations.json', import.meta.url), 'utf8')),
);
const quoted = (line: number) => quotations[line] ?? '';
const everyPrinted = [...reference.figures, ...reference.profiles];

describe('the figures published in 2017', () => {
  test('are 268: 216 percentages, 13 counts, 35 in words, 4 amounts', () => {
    const kinds: Record<string, number> = {};
    for (const { kind } of reference.figures) kinds[kind] = (kinds[kind] ?? 0) + 1;
    expect(kinds).toEqual({ pct: 216, count: 13, verbal: 35, amount: 4 });
  });

  test('stand letter for letter on the first of their lines', () => {
    expect(everyPrinted.filter(({ published, lines }) => !quoted(lines?.[0] ?? 0).includes(published))).toEqual([]);
  });

  test('have before them the words of the study on its barometer, letter for letter', () => {
    const { preamble } = reference.typology ?? {};
    expect(quoted(preamble?.lines[0] ?? 0)).toBe(preamble?.published);
  });

  test('are on their other lines too, with a point or a comma', () => {
    const elsewhere = everyPrinted.flatMap(({ published, lines }) =>
      (lines ?? []).slice(1).map((line) => ({ line, number: /\d+([.,]\d+)?/.exec(published)?.[0] ?? published })),
    );
    expect(elsewhere.length).toBeGreaterThan(8);
    const comma = (text: string) => text.replaceAll('.', ',');
    expect(elsewhere.filter(({ line, number }) => !comma(quoted(line)).includes(comma(number)))).toEqual([]);
  });

  test('have the value that is printed', () => {
    for (const { kind, value, published } of reference.figures) {
      if (kind !== 'pct' || value === null) continue;
      expect(Number(/\d+([.,]\d+)?/.exec(published)?.[0].replace(',', '.')), published).toBe(value);
    }
  });

  test('can be found by a reader: each line is on a page, and each question on its own', () => {
    const pageOf = (question: string) => {
      const figure = reference.figures.find((one) => one.question === question && one.options);
      return figure && pagesOf(reference, figure.lines);
    };
    const unplaced = everyPrinted.filter(({ lines }) => pagesOf(reference, lines) === undefined);
    // On the map that has no page number in the text.
    expect(unplaced.map(({ published }) => published)).toEqual(['120']);
    const pages = ['respondent-role', 'digital-service-size', 'main-domains', 'evaluation-device', 'dpo-involvement'];
    expect(pages.map(pageOf)).toEqual(['6', '9', '23', '27', '58']);
    // The same number on two pages; the pages of the barometer, which the text does not part.
    expect(pagesOf(reference, [400, 1438])).toBe('12, 50');
    expect(pagesOf(reference, [1796])).toBe('62–67');
    expect(pagesOf(reference, [3])).toBeUndefined();
  });

  test('how the study was run is separate from its figures', () => {
    expect(Object.fromEntries(reference.operation.map(({ id, value }) => [id, value]))).toEqual({
      'invitations-sent': 775,
      'complete-responses': 120,
      opened: '2017-06-30',
      closed: '2017-08-03',
      'overseas-nouvelle-caledonie': 'Nouvelle Calédonie',
      'overseas-la-reunion': 'La Réunion',
    });
  });

  test('name only questions, rows, options, strata and flaws that exist', () => {
    expect(referenceFaults(reference, study.survey)).toEqual([]);
  });

  test('every row of a matrix is named by its figures, or the study named several at once', () => {
    const unnamed = reference.figures.filter(
      ({ question, item }) => study.survey.question.get(question)?.kind === 'matrix' && item === undefined,
    );
    expect(unnamed.map(({ measure }) => measure?.en)).toEqual([
      '“en cours” (in progress), with associations or small firms',
    ]);
  });

  test('have a number, a range, or only words', () => {
    for (const { kind, value, range } of reference.figures)
      expect(Number(value !== null) + Number(range !== undefined)).toBe(kind === 'verbal' ? 0 : 1);
  });

  test('every derived number and base gives back the share as printed', () => {
    const shares = reference.figures.filter(
      ({ kind, derived, qualifier, flaws }) =>
        kind === 'pct' && derived && !qualifier && !flaws?.includes('Q-7') && !flaws?.includes('Q-29'),
    );
    expect(shares.length).toBeGreaterThan(60);
    for (const { derived = [], value, published } of shares) {
      const decimals = /[.,](\d+)/.exec(published)?.[1]?.length ?? 0;
      for (const { count, base } of derived) {
        // Half a per cent more is printed as one: 39 of 120 as 33 %.
        const share = Math.round((100 * count * 10 ** decimals) / base) / 10 ** decimals;
        expect(share, `${published} from ${count} of ${base}`).toBe(value);
      }
    }
  });

  test('where several bases are possible, several are told', () => {
    const several = reference.figures.filter(({ derived = [] }) => derived.length > 1);
    expect(several).toHaveLength(14);
    const bases: Readonly<Record<string, readonly number[]>> = {
      commune: [45, 46, 47, 48, 49, 50],
      departement: [24, 25, 26, 27, 28],
      intercommunalite: [30, 31, 32, 33],
    };
    for (const { derived, scope, value, published } of several) {
      const possible = (bases[scope[0] ?? ''] ?? []).flatMap((base) =>
        Array.from({ length: base + 1 }, (_, count) => ({ count, base })).filter(
          ({ count }) => Math.round((100 * count) / base) === value,
        ),
      );
      expect(derived, published).toEqual(possible);
    }
    const big = several.find(({ item, scope }) => item === 'axis-data-hosting' && scope[0] === 'departement');
    expect(big?.derived).toEqual([
      { count: 11, base: 24 },
      { count: 12, base: 26 },
      { count: 13, base: 28 },
    ]);
  });

  test('where the study put several types together, it says how', () => {
    const several = everyPrinted.filter(({ scope }) => scope !== 'all' && scope.length > 1);
    expect(several.length).toBeGreaterThan(5);
    expect(several.filter(({ together }) => together === undefined)).toEqual([]);
    const attached = several.find(({ published }) => published === 'aux alentours des 40%');
    expect(attached).toMatchObject({ scope: ['commune', 'departement', 'intercommunalite'], together: 'each' });
  });

  test('the evaluation by type adds up to the whole', () => {
    const at = (scope: string, option: string) =>
      reference.figures.find(
        (figure) =>
          figure.question === 'evaluation-device' &&
          figure.options?.[0] === option &&
          (figure.scope === 'all' ? 'all' : figure.scope[0]) === scope,
      )?.derived?.[0]?.count ?? Number.NaN;
    const types = ['commune', 'departement', 'region', 'intercommunalite'];
    for (const option of ['yes', 'planned', 'no'])
      expect(types.reduce((sum, type) => sum + at(type, option), 0)).toBe(at('all', option));
  });

  test('shares of a multiple choice keep their printed words, and are flagged as probable citations', () => {
    for (const { question, kind, flaws, published } of reference.figures)
      expect(flaws?.includes('Q-27') === true, published).toBe(
        kind === 'pct' && study.survey.question.get(question)?.kind === 'multiple',
      );
    const printed = reference.figures.map(({ published }) => published);
    expect(printed).toEqual(
      expect.arrayContaining([
        '18 % des collectivités',
        "30% de l'ensemble des participants",
        '20% des répondants',
        '24 % des réponses',
      ]),
    );
  });

  test('of a profile are told in words alone, as the study does', () => {
    expect(reference.profiles.map(({ profile, lines }) => [profile, lines])).toEqual([
      ['explorateur', [1796]],
      ['explorateur', [1796]],
      ['explorateur', [1799]],
    ]);
  });

  test('the 29 inconsistencies are told, on pages a reader has', () => {
    expect(Object.keys(reference.flaws)).toEqual(Array.from({ length: 29 }, (_, index) => `Q-${index + 1}`));
    const unplaced = Object.entries(reference.flaws).filter(([, { lines }]) => !pagesOf(reference, lines));
    // Its preface has no page in the text.
    expect(unplaced.map(([number]) => number)).toEqual(['Q-25']);
  });

  test('every text of ours is in both languages', () => {
    const texts = [
      ...reference.figures.flatMap(({ measure, among, note }) => [measure, among, note]),
      ...reference.profiles.map(({ note }) => note),
      ...reference.respondents.map(({ unit }) => unit),
      ...Object.values(reference.flaws).map(({ what }) => what),
    ].filter((text) => text !== undefined);
    expect(texts.filter((text) => Object.keys(text).sort().join() !== 'en,fr')).toEqual([]);
  });
});

test.each<[string, Partial<ReferenceFigure>, string]>([
  ['question', { question: 'nothing' }, 'no question "nothing"'],
  ['row', { item: 'axis-open-data' }, '"digital-plan" has no row "axis-open-data"'],
  ['option', { options: ['maybe'] }, '"digital-plan" has no option "maybe"'],
  ['stratum', { scope: ['epci'] }, 'no stratum "epci"'],
  ['flaw', { flaws: ['Q-99'] }, 'no flaw "Q-99"'],
])('a figure that names an unknown %s is found', (_, change, reason) => {
  const figure = reference.figures.find(({ question }) => question === 'digital-plan');
  if (!figure) throw new Error('the study published this one');
  const broken = { ...reference, figures: [{ ...figure, ...change }] };
  expect(referenceFaults(broken, study.survey)).toMatchObject([{ path: 'figures.0', reason }]);
});

const ofNobody = reference.profiles.slice(0, 1).map((one) => ({ ...one, profile: 'unknown' }));
const ofNothing = [{ question: 'nowhere', what: { fr: 'x', en: 'x' } }];
test.each<[string, Partial<typeof reference>, string, string]>([
  ['a figure of an unknown profile', { profiles: ofNobody }, 'profiles.0', 'no profile "unknown"'],
  ['figures of another survey', { survey: 'other' }, 'survey', '"other" is not survey "numerique-territorial"'],
  ['a change of a question that is not asked', { changed: ofNothing }, 'changed.0', 'no question "nowhere"'],
])('%s is a fault', (_, change, path, reason) => {
  expect(referenceFaults({ ...reference, figures: [], ...change }, study.survey)).toMatchObject([{ path, reason }]);
});

test('an unknown field is refused', () => {
  expect(v.safeParse(referenceSchema, { ...reference, extra: 1 }).success).toBe(false);
});
