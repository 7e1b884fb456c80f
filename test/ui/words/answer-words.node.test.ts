import { expect, test } from 'vitest';
import type { Answers } from '../../../src/core/survey/answers.ts';
import { answerLines } from '../../../src/ui/words/answer-words.ts';
import { study } from '../../support/surveys.ts';
import { frenchSharing } from '../shown-words.ts';

test.each<readonly [string, Answers, readonly string[]]>([
  ['territory', { territory: '2A' }, ['Corse-du-Sud']],
  [
    'main-domains',
    { 'main-domains': ['education', 'other'], 'main-domains-other': 'Eau' },
    ['Éducation', 'Autre', 'Eau'],
  ],
  ['initial-budget-share', { 'initial-budget-share': 2.5 }, ['2,5\u00a0%']],
  ['initial-budget-share', { 'initial-budget-share': 'unknown' }, ['Je ne sais pas']],
  ['free-comment', { 'free-comment': 'Former.\nEncore.' }, ['Former.\nEncore.']],
  ['free-comment', {}, []],
])('an answer to %s, %o, has a line for each thing that was chosen or written', (id, answers, lines) => {
  const question = study.survey.question.get(id);
  expect(question && answerLines(question, answers, frenchSharing)).toEqual(lines);
});
