import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { profileShares } from '../../../src/core/check/affinity-check.ts';
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

test('each of its profiles is the nearest for a fifth of random answers at least', () => {
  for (const [profile, share] of profileShares(toSurvey(surveyOf(outcome))))
    expect([profile, share > 0.2]).toEqual([profile, true]);
});

test('nothing in it is said to come from a study', () => {
  const text = readFileSync('public/surveys/quel-usager/1.json', 'utf8');
  expect(text).not.toMatch(/"(evidence|source|printed)"/);
  expect(surveyOf(outcome).opening.origin.fr).toMatch(/ne viennent d’aucune étude/);
});
