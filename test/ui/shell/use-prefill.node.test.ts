import { expect, test } from 'vitest';
import { prefilledAnswers } from '../../../src/ui/shell/prefilled-answers.ts';
import { quizFile } from '../../support/quiz.ts';
import { builtSurvey } from '../../support/surveys.ts';

const survey = builtSurvey(quizFile());

test.each([
  ['?s=usager&a.helps=no', { helps: 'no' }],
  ['?a.helps=yes&c=affiche', { helps: 'yes' }],
  // The workbook lists `helps` alone.
  ['?a.how=online', {}],
  ['?a.tools=app', {}],
  ['?a.helps=perhaps', {}],
  ['?a.helps=', {}],
  ['?a.nothing=no', {}],
  ['?a.constructor=no', {}],
  ['?helps=no', {}],
  ['', {}],
])('%s answers %o', (search, answers) => {
  expect(prefilledAnswers(survey, search)).toEqual(answers);
});
