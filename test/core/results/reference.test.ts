import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type ReferenceFigure, referenceFaults, referenceSchema } from '../../../src/core/results/reference.ts';
import { readPublic, study } from '../../support/surveys.ts';

const json = () => readPublic('numerique-territorial/reference-2017.json');
const reference = v.parse(referenceSchema, json());

describe('the figures published in 2017', () => {
  test('are 250: 215 percentages, 13 counts, 18 fractions in words, 4 amounts', () => {
    const kinds: Record<string, number> = {};
    for (const { kind } of reference.figures) kinds[kind] = (kinds[kind] ?? 0) + 1;
    expect(kinds).toEqual({ pct: 215, count: 13, verbal: 18, amount: 4 });
    expect(reference.figures).toHaveLength(250);
  });

  test('how the study was run stands apart', () => {
    expect(Object.fromEntries(reference.operation.map(({ id, value }) => [id, value]))).toEqual({
      'invitations-sent': 775,
      opened: '2017-06-30',
      closed: '2017-08-03',
    });
  });

  test('name only questions, rows, options, strata and flaws that exist', () => {
    expect(referenceFaults(reference, study.survey)).toEqual([]);
  });

  test('every row of a matrix is named by its figures, or the study named several at once', () => {
    const unnamed = reference.figures.filter(
      ({ question, item }) => study.survey.question.get(question)?.kind === 'matrix' && item === undefined,
    );
    expect(unnamed.map(({ measure }) => measure)).toEqual(['associations or PME-TPE: in-progress']);
  });

  test('have a number, a range, or only words', () => {
    for (const { kind, value, range } of reference.figures)
      expect(Number(value !== null) + Number(range !== undefined)).toBe(kind === 'verbal' ? 0 : 1);
  });

  test('a derived number and base give back the share as printed', () => {
    const shares = reference.figures.filter(
      ({ kind, derived, qualifier, flaws }) => kind === 'pct' && derived && !qualifier && !flaws?.includes('Q-7'),
    );
    expect(shares.length).toBeGreaterThan(60);
    for (const { derived, value, published } of shares) {
      const share = (100 * (derived?.count ?? 0)) / (derived?.base ?? 1);
      expect(Math.abs(share - (value ?? 0)), `${published} from ${JSON.stringify(derived)}`).toBeLessThan(1);
    }
  });

  test('the evaluation by type adds up to the whole', () => {
    const at = (scope: string, option: string) =>
      reference.figures.find(
        (figure) =>
          figure.question === 'evaluation-device' &&
          figure.options?.[0] === option &&
          (figure.scope === 'all' ? 'all' : figure.scope[0]) === scope,
      )?.derived?.count ?? Number.NaN;
    const types = ['commune', 'departement', 'region', 'intercommunalite'];
    for (const option of ['yes', 'planned', 'no'])
      expect(types.reduce((sum, type) => sum + at(type, option), 0)).toBe(at('all', option));
  });

  test('shares of a multiple choice are shares of citations', () => {
    for (const { question, kind, of } of reference.figures)
      expect(of === 'citations').toBe(kind === 'pct' && study.survey.question.get(question)?.kind === 'multiple');
  });

  test('the 26 inconsistencies are told', () => {
    expect(Object.keys(reference.flaws)).toEqual(Array.from({ length: 26 }, (_, index) => `Q-${index + 1}`));
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
  expect(referenceFaults(broken, study.survey)).toEqual([{ path: 'figures.0', reason }]);
});

test('figures of another survey are refused', () => {
  expect(referenceFaults({ ...reference, survey: 'other', figures: [] }, study.survey)).toEqual([
    { path: 'survey', reason: '"other" is not survey "numerique-territorial"' },
  ]);
});

test('an unknown field is refused', () => {
  expect(v.safeParse(referenceSchema, { ...reference, extra: 1 }).success).toBe(false);
});
