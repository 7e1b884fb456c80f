import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isAnswered,
  nextQuestion,
  pathThrough,
  previousQuestion,
  skippedBefore,
} from '../../../src/core/answering/flow.ts';
import type { Answer, Answers } from '../../../src/core/survey/answers.ts';
import { answersOf } from '../../support/arbitrary-answers.ts';
import { scenario } from '../../support/scenario.ts';
import { builtSurvey, readFixture, study } from '../../support/surveys.ts';

const garden = builtSurvey(readFixture('shared-garden'));

describe('the path', () => {
  test('an answer left on a skipped branch opens nothing, and counts again when the branch returns', () => {
    scenario(garden)
      .answer('plot', 'yes')
      .answer('composting', 'weekly')
      .answer('hours', 2)
      .meets('wish')
      .answer('plot', 'no')
      .skips('crops', 'tasks', 'wish')
      .counts({ plot: 'no', hours: 2 })
      .answer('plot', 'shared')
      .meets('tasks', 'wish')
      .counts({ plot: 'shared', composting: 'weekly', hours: 2 });
  });

  test('a text to specify counts only while its option is chosen', () => {
    scenario(garden)
      .answer('plot', 'shared')
      .answer('plot-other', 'my sister')
      .counts({ plot: 'shared', 'plot-other': 'my sister' })
      .answer('plot', 'yes')
      .counts({ plot: 'yes' })
      .answer('crops', ['fruit', 'other'])
      .answer('crops-other', 'hops')
      .counts({ plot: 'yes', crops: ['fruit', 'other'], 'crops-other': 'hops' })
      .answer('crops', ['fruit'])
      .counts({ plot: 'yes', crops: ['fruit'] });
  });

  test('a blank answer meets no condition except a negated one', () => {
    scenario(garden).skips('crops', 'tasks', 'wish').meets('plot', 'hours').stillNeeds('plot');
  });

  test('answers to questions that do not exist count nowhere', () => {
    scenario(garden, { plot: 'no', shed: 'yes', constructor: 'x' }).counts({ plot: 'no' });
  });

  test('goes forward and back over skipped questions, and ends', () => {
    const path = pathThrough(garden, { plot: 'no' });
    expect(path.questions.map((question) => question.id)).toEqual(['plot', 'hours']);
    expect(nextQuestion(path, 'plot')?.id).toBe('hours');
    expect(nextQuestion(path, 'hours')).toBeUndefined();
    expect(previousQuestion(path, 'hours')?.id).toBe('plot');
    expect(previousQuestion(path, 'plot')).toBeUndefined();
  });

  test('knows how many questions it left out just before one, and none that it left out earlier', () => {
    const skippedIn = (answers: Answers) => {
      const path = pathThrough(garden, answers);
      return path.questions.map((question) => [question.id, skippedBefore(path, question)]);
    };
    expect(skippedIn({ plot: 'no' })).toEqual([
      ['plot', 0],
      ['hours', 2],
    ]);
    expect(skippedIn({ plot: 'no', hours: 2 })).toEqual([
      ['plot', 0],
      ['hours', 2],
    ]);
  });

  test('a matrix is answered from its first row on', () => {
    const tasks = garden.question.get('tasks');
    if (!tasks) throw new Error('the garden has tasks');
    expect(isAnswered(tasks, {})).toBe(false);
    expect(isAnswered(tasks, { resting: 'never' })).toBe(true);
  });
});

describe.each([
  ['the garden', garden],
  ['the study', study.survey],
])('for any answers to %s', (_, survey) => {
  const filters = new Set(survey.questions.flatMap((question) => (question.showIf ? [question.id] : [])));

  test('the path has only answers to its questions, unchanged', () => {
    fc.assert(
      fc.property(answersOf(survey), (answers) => {
        const path = pathThrough(survey, answers);
        const items = path.questions.flatMap((question) => question.items);
        for (const [item, answer] of Object.entries(path.answers)) {
          expect(items).toContain(item);
          expect(answer).toBe(answers[item]);
        }
      }),
    );
  });

  test('what does not count can be forgotten without changing the path', () => {
    fc.assert(
      fc.property(answersOf(survey), (answers) => {
        const path = pathThrough(survey, answers);
        expect(pathThrough(survey, path.answers)).toEqual(path);
      }),
    );
  });

  test('changing one answer and changing it back is as if nothing had happened', () => {
    const other = (item: string, answers: Answers): Answer | undefined => {
      const choices = survey.questionOfItem.get(item)?.choices ?? [];
      return choices.find((option) => option.id !== answers[item])?.id;
    };
    const items = survey.questions
      .filter(({ kind }) => kind === 'single' || kind === 'matrix')
      .flatMap(({ items }) => items);
    fc.assert(
      fc.property(answersOf(survey), fc.constantFrom(...items), (answers, item) => {
        const before = pathThrough(survey, answers);
        const away: Answers = { ...answers, [item]: other(item, answers) ?? 'x' };
        pathThrough(survey, away);
        const back = { ...away };
        if (answers[item] === undefined) delete back[item];
        else back[item] = answers[item];
        expect(pathThrough(survey, back)).toEqual(before);
      }),
    );
  });

  test('questions without a rule are always asked, in study order', () => {
    fc.assert(
      fc.property(answersOf(survey), (answers) => {
        const numbers = pathThrough(survey, answers).questions.map((question) => question.number);
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        expect(numbers.length).toBeGreaterThanOrEqual(survey.questions.length - filters.size);
      }),
    );
  });
});
