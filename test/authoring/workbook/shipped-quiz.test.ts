import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawnProfiles } from '../../../src/core/check/profile-draw.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { surveyOf, taken } from '../../support/xlsx.ts';

const outcome = taken(readFileSync('docs/example-quiz.xlsx'));

test('the shipped quiz is what its workbook says; node src/build/make-survey.mjs writes it', () => {
  expect(outcome.report.lines).toEqual([]);
  for (const [path, text] of outcome.files ?? [])
    expect([path, text]).toEqual([path, readFileSync(`public/surveys/quel-usager/${path}`, 'utf8')]);
  expect([...(outcome.files?.keys() ?? [])].sort()).toEqual([
    '1.json',
    'notice.json',
    'presentation.json',
    'results.json',
  ]);
});

test('each of its profiles comes alone for a tenth of random respondents at least', () => {
  const { alone, people = 0 } = drawnProfiles(toSurvey(surveyOf(outcome))) ?? {};
  for (const [profile, count] of alone ?? []) expect([profile, count > people / 10]).toEqual([profile, true]);
  expect(alone?.size).toBe(4);
});

test('nothing in it is said to come from a study', () => {
  const text = readFileSync('public/surveys/quel-usager/1.json', 'utf8');
  expect(text).not.toMatch(/"(evidence|source|printed)"/);
  expect(surveyOf(outcome).opening.origin.fr).toMatch(/ne viennent d’aucune étude/);
});
