import { expect, test } from 'vitest';
import type { Path } from '../../../src/core/answering/flow.ts';
import { hrefTo, parseRoute } from '../../../src/ui/address/routes.ts';
import { landing } from '../../../src/ui/state/landing.ts';
import { study } from '../../support/surveys.ts';

const questions = study.survey.questions.slice(0, 3);
const [first = '', second = '', third = ''] = questions.map((question) => question.id);
const whole: Path = { questions, answers: {} };
const none: Path = { questions: [], answers: {} };

test.each<[claim: string, current: string | undefined, address: string, path: Path, lands: string]>([
  ['Commencer leads to the first question', undefined, '#/', whole, `#/question/${first}`],
  ['a survey that asks nothing begins where it ends', undefined, '#/', none, '#/check'],
  ['Reprendre leads to the question where the draft was left', second, '#/', whole, `#/question/${second}`],
  ['Reprendre leads to the check where the draft was left there', 'check', '#/', whole, '#/check'],
  ['a question that is no more on the path is resumed from the first one', 'gone', '#/', whole, `#/question/${first}`],
  ['a draft left before its first question is resumed there', '', '#/', whole, `#/question/${first}`],
  [
    'the address of a question wins over where the draft was left',
    second,
    `#/question/${third}`,
    whole,
    `#/question/${third}`,
  ],
  ['the address of the check wins over where the draft was left', first, '#/check', whole, '#/check'],
  ['the address of a question that is not on the path leads to the opening', first, '#/question/gone', whole, '#/'],
  ['without a draft the first question has an address', undefined, `#/question/${first}`, whole, `#/question/${first}`],
  ['without a draft no other question has one', undefined, `#/question/${second}`, whole, '#/'],
  ['without a draft there is nothing to check', undefined, '#/check', whole, '#/'],
])('%s', (_, current, address, path, lands) => {
  const draft = current === undefined ? undefined : { current };
  expect(hrefTo(landing(draft, parseRoute(address), path))).toBe(lands);
});
