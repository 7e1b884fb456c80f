import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import type { SurveyDraft } from '../../src/authoring/edits/edit.ts';
import {
  cellValue,
  choicesOf,
  criterionItems,
  editTypology,
  type TypologyEdit,
} from '../../src/authoring/edits/typology-edits.ts';
import { takeWorkbook } from '../../src/authoring/workbook/take-workbook.ts';
import { writeWorkbook } from '../../src/authoring/workbook/writing/write-workbook.ts';
import { checkSurvey } from '../../src/core/check/survey-check.ts';
import { quizFile } from '../support/quiz.ts';
import { settingsOf, surveyOf, taken, xlsxOf, YES_NO } from '../support/xlsx.ts';

const TABLE: SurveyDraft = surveyOf(
  taken(
    xlsxOf({
      survey: [
        ['type', 'name', 'label', 'constraint'],
        ['select_multiple tools', 'tools', 'Quels outils ?'],
        ['select_one yn', 'plan', 'Avez-vous un plan ?'],
        ['integer', 'ease', 'À l’aise ?', '. >= 0 and . <= 10'],
        ['select_one yn', 'person', 'Une personne suit ?'],
      ],
      choices: [...YES_NO, ['tools', 'site', 'Un site'], ['tools', 'sheet', 'Un tableur'], ['tools', 'et', 'Autre']],
      settings: settingsOf('Le numérique', 'numerique'),
      profiles: [
        ['criterion', 'equipee', 'appliquee'],
        ['(name)', 'L’équipée', 'L’appliquée'],
        ['plan', 'oui', 'non'],
        ['ease', '≥ 7', '≤ 2'],
      ],
    }),
  ),
);
const QUIZ: SurveyDraft = quizFile();

/** Applies edits one after the other; each must be possible. */
function edited(survey: SurveyDraft, ...edits: readonly TypologyEdit[]): SurveyDraft {
  return edits.reduce((before, edit) => {
    const after = editTypology(before, edit);
    if (!after) throw new Error(`refused: ${JSON.stringify(edit)}`);
    return after;
  }, survey);
}

const cell = (profile: string, criterion: string, written: string): TypologyEdit => ({
  kind: 'cell',
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
])('a cell of a number: %s', (written, value, says) => {
  const survey = edited(TABLE, cell('appliquee', 'ease', written));
  const required = requiredOf(survey, 1, 'ease');
  expect(required && cellValue(survey, ofCriterion(survey, 'ease'), required.when)).toEqual(value);
  expect(required?.says.fr?.replaceAll('\u00a0', ' ')).toBe(says);
  // The bound that no cell reads any more has gone, and what the other profile asks has not.
  expect(factIds(survey)).not.toContain('ease-at-most-2');
  expect(factIds(survey)).toContain('ease-at-least-7');
  expect(checkSurvey(survey).kind).toBe('survey');
});

test('a criterion is made of a question, asked first of the first profile, and taken away with its facts', () => {
  expect(criterionItems(TABLE).map(({ item }) => item)).toEqual(['tools', 'person']);
  const survey = edited(TABLE, { kind: 'add.criterion', item: 'tools' }, cell('appliquee', 'tools', "'sheet', 'et'"));
  expect(choicesOf(survey, ofCriterion(survey, 'tools'))?.values.map(({ id }) => id)).toEqual(['site', 'sheet', 'et']);
  const values = [0, 1].map((profile) => {
    const required = requiredOf(survey, profile, 'tools');
    return required && cellValue(survey, ofCriterion(survey, 'tools'), required.when);
  });
  expect(values).toEqual([{ oneOf: ['site'] }, { oneOf: ['sheet', 'et'] }]);
  const without = edited(survey, { kind: 'remove', of: 'criteria', id: 'tools' });
  expect(without).toEqual(TABLE);
});

test('a new profile is like the last until its cells are changed; one of two stays', () => {
  const twin = edited(TABLE, { kind: 'add.profile', name: 'La discrète' });
  expect(checkSurvey(twin)).toMatchObject({ faults: [{ code: 'same-conditions', path: 'typology.profiles.2' }] });
  const survey = edited(twin, cell('la-discrete', 'plan', "'yes'"));
  expect(checkSurvey(survey).kind).toBe('survey');
  expect(edited(survey, { kind: 'remove', of: 'profiles', id: 'la-discrete' })).toEqual(TABLE);
  expect(editTypology(TABLE, { kind: 'remove', of: 'profiles', id: 'equipee' })).toBeUndefined();
});

test('an empty cell does not count, and what no lists can say is left as it is', () => {
  const survey = edited(TABLE, cell('equipee', 'ease', ''));
  expect(requiredOf(survey, 0, 'ease')).toBeUndefined();
  expect(factIds(survey)).not.toContain('ease-at-least-7');
  expect(editTypology(TABLE, cell('equipee', 'plan', 'peut-être'))).toBeUndefined();
  const either = edited(TABLE, cell('equipee', 'ease', '≤ 2 ou ≥ 7'));
  const required = requiredOf(either, 0, 'ease');
  expect(required && cellValue(either, ofCriterion(either, 'ease'), required.when)).toBeUndefined();
});

test('a weight is set, and is gone at nought', () => {
  const weight = (points: number): TypologyEdit => ({
    kind: 'weight',
    profile: 'relais',
    item: 'helps',
    option: 'no',
    points,
  });
  const survey = edited(QUIZ, weight(-2));
  const written = survey.typology?.affinity?.weights.find(({ item, option }) => item === 'helps' && option === 'no');
  expect(written?.points).toEqual({ relais: -2 });
  expect(edited(survey, weight(0)).typology?.affinity?.weights.at(-1)?.points).toEqual({});
  expect(editTypology(QUIZ, weight(4))).toBeUndefined();
});

test('what was edited is what the workbook gives back', () => {
  const written = { language: 'fr', text: 'Autrement' };
  const tables = [
    edited(TABLE, cell('appliquee', 'ease', '≥ 3 et ≤ 5'), {
      kind: 'text',
      of: 'criteria',
      id: 'plan',
      part: 'title',
      ...written,
    }),
    edited(
      TABLE,
      { kind: 'add.criterion', item: 'tools' },
      { kind: 'add.profile', name: 'Autrement' },
      cell('autrement', 'plan', "'yes'"),
    ),
    edited(QUIZ, { kind: 'text', of: 'profiles', id: 'relais', part: 'name', ...written }),
  ];
  for (const survey of tables) {
    const outcome = takeWorkbook(
      writeWorkbook({ survey }, () => undefined),
      { lists: new Map(), id: survey.id },
    );
    const again = outcome.kind === 'taken' ? outcome.files?.get('1.json') : undefined;
    expect(canonicalize(JSON.parse(again ?? 'null'))).toBe(canonicalize(survey));
  }
});
