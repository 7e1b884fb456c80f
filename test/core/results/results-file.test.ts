import * as v from 'valibot';
import { expect, test } from 'vitest';
import { bandsOf, resultsFileFaults, resultsFileSchema } from '../../../src/core/results/results-file.ts';
import { fault } from '../../../src/core/survey/fault.ts';
import NAMED_POPULATIONS from '../../fixtures/cases/named-populations.json' with { type: 'json' };
import { readPublic, study } from '../../support/surveys.ts';

const { survey } = study;
const SAID = { of: { fr: 'de communes' }, says: { fr: 'indiquent un plan' }, short: { fr: 'un plan' } };
const parse = (json: unknown) => v.parse(resultsFileSchema, json);

test('the file of the study names only what its survey has', () => {
  const file = parse(readPublic('numerique-territorial/results.json'));
  expect(resultsFileFaults(file, survey)).toEqual([]);
  expect(file.crossings?.length).toBeGreaterThan(5);
});

const crossing = (rows: string, columns: string, within?: string) => ({
  crossings: [{ id: 'a', rows, columns, ...(within && { within }) }],
});

test.each([
  [crossing('nowhere', 'digital-plan'), 'crossings.0.rows', 'no counted item "nowhere"'],
  [crossing('free-comment', 'digital-plan'), 'crossings.0.rows', 'no counted item "free-comment"'],
  [crossing('digital-plan', 'main-domains-other'), 'crossings.0.columns', 'no counted item "main-domains-other"'],
  [crossing('territory', 'digital-plan'), 'crossings.0', '"territory" is a territory: it is crossed with nothing'],
  [crossing('digital-plan', 'evaluation-device', 'paris'), 'crossings.0.within', 'no stratum "paris"'],
  [{ findings: [{ item: 'territory', option: '22', ...SAID }] }, 'findings.0.item', 'no counted item "territory"'],
  [{ findings: [{ item: 'digital-plan', option: 'perhaps', ...SAID }] }, 'findings.0.option', 'no option "perhaps"'],
  [{ findings: [{ profile: 'geometre', ...SAID }] }, 'findings.0.profile', 'no profile "geometre"'],
  [{ findings: [{ profile: 'between', within: 'paris', ...SAID }] }, 'findings.0.within', 'no stratum "paris"'],
  [{ filters: ['free-comment'] }, 'filters.0', 'no counted item "free-comment"'],
  [{ rising: ['nowhere'] }, 'rising', 'no question "nowhere"'],
  [{ countedWith: { 'digital-plan': { never: 'gone' } } }, 'countedWith', 'no option "gone"'],
  [{ bands: { 'digital-plan': [0] } }, 'bands.digital-plan', 'no number "digital-plan"'],
  [{ bands: { 'initial-budget-share': [0, 5, 5] } }, 'bands.initial-budget-share', 'edges ascend'],
  [{ bands: { 'initial-budget-share': [1, 5] } }, 'bands.initial-budget-share', 'the first edge is the least value, 0'],
  [{ bands: { 'initial-budget-share': [0, 500] } }, 'bands.initial-budget-share', 'no value is above 100'],
])('%j is refused where it leads nowhere', (json, path, reason) => {
  expect(resultsFileFaults(parse(json), survey)).toMatchObject([{ path, reason }]);
});

test.each(NAMED_POPULATIONS)(
  '$language « $text » is refused, since the share is of responses',
  ({ language, text, named }) => {
    const findings = [{ item: 'digital-plan', option: 'yes', ...SAID, says: { [language]: text } }];
    expect(resultsFileFaults(parse({ findings }), survey)).toEqual([
      fault(`findings.0.says.${language}`, 'population-named', named),
    ]);
  },
);

test('what follows « des réponses » may speak of other things, and of a group where it is named beside', () => {
  const finding = { profile: 'between', ...SAID, says: { fr: 'sont entre un profil et un autre', en: 'say other' } };
  expect(resultsFileFaults(parse({ findings: [finding] }), survey)).toEqual([]);
  const { of: _, ...unsaid } = { ...finding, within: 'commune' };
  expect(resultsFileFaults(parse({ findings: [unsaid] }), survey)).toMatchObject([
    { path: 'findings.0.of', code: 'key-missing' },
  ]);
});

test('an item is crossed as often as the file allows, and not once more', () => {
  const crossings = ['elected-digital-rep', 'evaluation-device'].map((columns, id) => ({
    id: `c${id}`,
    rows: 'digital-plan',
    columns,
  }));
  expect(resultsFileFaults(parse({ crossings, crossingsPerItem: 2 }), survey)).toEqual([]);
  expect(resultsFileFaults(parse({ crossings, crossingsPerItem: 1 }), survey)).toMatchObject([
    { path: 'crossings', reason: '"digital-plan" is crossed more than 1 times' },
  ]);
});

test('a number without bands in the file is cut by steps of 1, 2 and 5, or has each value of a short scale', () => {
  const question = survey.question.get('initial-budget-share');
  if (question?.kind !== 'number') throw new Error('a share is a number');
  expect(bandsOf(question, {})).toEqual([0, 1, 2, 5, 10, 20, 50]);
  expect(bandsOf({ ...question, max: 10, decimals: 0 }, {})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
