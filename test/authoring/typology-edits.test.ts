import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import { applyEdit } from '../../src/authoring/edits/apply-edit.ts';
import type { SurveyDraft, TypologyEdit } from '../../src/authoring/edits/edit.ts';
import { bestRemedy } from '../../src/authoring/edits/remedies.ts';
import { cellValue, choicesOf, criterionItems } from '../../src/authoring/edits/typology-edits.ts';
import { takeWorkbook } from '../../src/authoring/workbook/take-workbook.ts';
import { writeWorkbook } from '../../src/authoring/workbook/writing/write-workbook.ts';
import { profileAdvice, profileFaults } from '../../src/core/check/profile-check.ts';
import { checkSurvey } from '../../src/core/check/survey-check.ts';
import { toSurvey } from '../../src/core/survey/questionnaire.ts';
import { quizFile } from '../support/quiz.ts';
import { surveyOf, taken, xlsxOf } from '../support/xlsx.ts';
import { workbookFixture } from './workbook/made-files.ts';

const TABLE: SurveyDraft = surveyOf(taken(xlsxOf(workbookFixture('digital-profiles').sheets)));
const QUIZ: SurveyDraft = quizFile();

/** Applies edits one after the other; each must be possible. */
function edited(survey: SurveyDraft, ...edits: readonly TypologyEdit[]): SurveyDraft {
  return edits.reduce((before, edit) => {
    const outcome = applyEdit(before, edit);
    if (outcome.kind === 'refused') throw new Error(`refused: ${JSON.stringify([edit, outcome])}`);
    return outcome.survey;
  }, survey);
}

const cell = (profile: string, criterion: string, written: string): TypologyEdit => ({
  kind: 'profiles.cell',
  profile,
  criterion,
  written,
});
const requiredOf = (survey: SurveyDraft, profile: number, criterion: string) =>
  survey.typology?.profiles[profile]?.requires[criterion];
const factIds = ({ facts }: SurveyDraft) => facts.map(({ id }) => id);
const ofCriterion = (survey: SurveyDraft, id: string) => {
  const found = survey.typology?.criteria.find((one) => one.id === id);
  if (!found) throw new Error(`no criterion ${id}`);
  return found;
};

test.each<[written: string, value: unknown, says: string]>([
  ['≥ 5', { atLeast: 5 }, 'À l’aise ?\u202f: 5 au moins'],
  ['au plus 4', { atMost: 4 }, 'À l’aise ?\u202f: 4 au plus'],
  ['≥ 3 et ≤ 5', { atLeast: 3, atMost: 5 }, 'À l’aise ?\u202f: 3 au moins et À l’aise ?\u202f: 5 au plus'],
])('bounds in a cell are read and written back: %s', (written, value, says) => {
  const survey = edited(TABLE, cell('appliquee', 'ease', written));
  const required = requiredOf(survey, 1, 'ease');
  expect(required && cellValue(survey, ofCriterion(survey, 'ease'), required.when)).toEqual(value);
  expect(required?.says.fr?.replaceAll('\u00a0', ' ')).toBe(says);
  // The bound that no cell reads any more has gone, and what the other profile asks has not.
  expect(factIds(survey)).not.toContain('ease-at-most-2');
  expect(factIds(survey)).toContain('ease-at-least-7');
  expect(checkSurvey(survey).kind).toBe('survey');
  expect(canonicalize(throughWorkbook(survey))).toBe(canonicalize(survey));
});

test('a question becomes a criterion whose first value goes to the first profile, and removing it removes its facts', () => {
  expect(criterionItems(TABLE).map(({ item }) => item)).toEqual(['tools', 'person']);
  const survey = edited(
    TABLE,
    { kind: 'profiles.criterion', item: 'tools' },
    cell('appliquee', 'tools', "'sheet', 'et'"),
  );
  expect(choicesOf(survey, ofCriterion(survey, 'tools'))?.values.map(({ id }) => id)).toEqual(['site', 'sheet', 'et']);
  const values = [0, 1].map((profile) => {
    const required = requiredOf(survey, profile, 'tools');
    return required && cellValue(survey, ofCriterion(survey, 'tools'), required.when);
  });
  expect(values).toEqual([{ oneOf: ['site'] }, { oneOf: ['sheet', 'et'] }]);
  const without = edited(survey, { kind: 'profiles.remove', of: 'criteria', id: 'tools' });
  expect(without).toEqual(TABLE);
});

test('a new profile copies the conditions of the last one, and neither of the last two profiles can be removed', () => {
  const twin = edited(TABLE, { kind: 'profiles.add', name: 'La discrète' });
  expect(checkSurvey(twin)).toMatchObject({ faults: [{ code: 'same-conditions', path: 'typology.profiles.2' }] });
  const survey = edited(twin, cell('la-discrete', 'plan', "'yes'"));
  expect(checkSurvey(survey).kind).toBe('survey');
  expect(edited(survey, { kind: 'profiles.remove', of: 'profiles', id: 'la-discrete' })).toEqual(TABLE);
  expect(applyEdit(TABLE, { kind: 'profiles.remove', of: 'profiles', id: 'equipee' })).toMatchObject({
    code: 'profiles',
  });
});

test('an empty cell removes its requirement, and a condition that lists cannot express has no value for them', () => {
  const survey = edited(TABLE, cell('equipee', 'ease', ''));
  expect(requiredOf(survey, 0, 'ease')).toBeUndefined();
  expect(factIds(survey)).not.toContain('ease-at-least-7');
  expect(applyEdit(TABLE, cell('equipee', 'plan', 'peut-être'))).toMatchObject({ code: 'profiles' });
  const either = edited(TABLE, cell('equipee', 'ease', '≤ 2 ou ≥ 7'));
  const required = requiredOf(either, 0, 'ease');
  expect(required && cellValue(either, ofCriterion(either, 'ease'), required.when)).toBeUndefined();
});

test('a weight is set, and setting it to zero removes it', () => {
  const weight = (points: number): TypologyEdit => ({
    kind: 'profiles.weight',
    profile: 'relais',
    item: 'helps',
    option: 'no',
    points,
  });
  const survey = edited(QUIZ, weight(-2));
  const written = survey.typology?.affinity?.weights.find(({ item, option }) => item === 'helps' && option === 'no');
  expect(written?.points).toEqual({ relais: -2 });
  expect(edited(survey, weight(0)).typology?.affinity?.weights.at(-1)?.points).toEqual({});
  expect(applyEdit(QUIZ, weight(4))).toMatchObject({ code: 'profiles' });
});

/** The revision as its workbook gives it back. */
function throughWorkbook(survey: SurveyDraft): unknown {
  const outcome = takeWorkbook(
    writeWorkbook({ survey }, () => undefined),
    { lists: new Map(), id: survey.id },
  );
  return JSON.parse((outcome.kind === 'taken' && outcome.files?.get('1.json')) || 'null');
}

test.each([
  ['plan', 'criteria'],
  ['ease', 'criteria'],
  ['tools', 'criteria'],
  ['plan', 'points'],
] as const)('two profiles begin from the answers to %s, by %s', (item, by) => {
  const { typology: _, ...bare } = { ...TABLE, facts: [] };
  const begin: TypologyEdit = { kind: 'profiles.begin', item, by, title: 'Profils', names: ['Profil 1', 'Profil 2'] };
  const survey = edited(bare, begin);
  expect(checkSurvey(survey).kind).toBe('survey');
  expect(canonicalize(throughWorkbook(survey))).toBe(canonicalize(survey));
  expect(applyEdit(survey, begin)).toMatchObject({ code: 'profiles' });
});

const again = (name: string): TypologyEdit => ({ kind: 'profiles.add', name });
test.each<[what: string, survey: SurveyDraft, code: string, edit: object, ...names: string[]]>([
  [
    'twins',
    edited(TABLE, again('La discrète')),
    'same-conditions',
    cell('la-discrete', 'ease', ' ≥ 3'),
    'appliquee',
    'la-discrete',
  ],
  [
    'a profile that asks less',
    edited(TABLE, cell('appliquee', 'plan', "'yes'"), cell('appliquee', 'ease', '')),
    'profile-covered',
    cell('appliquee', 'ease', ' ≤ 6'),
    'equipee',
  ],
  [
    'a profile that two others share',
    edited(
      TABLE,
      cell('appliquee', 'plan', "'yes'"),
      again('Tous'),
      cell('equipee', 'ease', '≥ 5'),
      cell('appliquee', 'ease', '≤ 4'),
      cell('tous', 'ease', '≥ 0'),
    ),
    'profile-never-alone',
    cell('equipee', 'plan', "'no'"),
    'tous',
  ],
  [
    'twins of a quiz',
    edited(QUIZ, again('Encore')),
    'same-weights',
    { profile: 'encore', points: 3 },
    'relais',
    'encore',
  ],
])('the proposed edit resolves %s', (_, survey, code, edit, ...names) => {
  const ready = toSurvey(survey);
  const fault = [...profileFaults(ready), ...profileAdvice(ready)].find((one) => one.code === code);
  const remedy = fault && [...bestRemedy(survey, fault)].at(-1);
  expect(remedy?.edit).toMatchObject(edit);
  expect(remedy?.profiles).toEqual(expect.arrayContaining(names));
  const after = remedy && edited(survey, remedy.edit);
  const codes = after && [...profileFaults(toSurvey(after)), ...profileAdvice(toSurvey(after))].map((one) => one.code);
  expect(codes).not.toContain(code);
  for (const id of names) expect(remedy?.draw.alone.get(id)).toBeGreaterThan(0);
});
