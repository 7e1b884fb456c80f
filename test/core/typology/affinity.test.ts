import { describe, expect, test } from 'vitest';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import { profileTable } from '../../../src/core/results/disclosure/table-definitions.ts';
import type { PossibleAnswers } from '../../../src/core/survey/answers.ts';
import { nearestByPoints, withQuizFacts } from '../../../src/core/typology/affinity.ts';
import { factsFrom as readFacts } from '../../../src/core/typology/facts.ts';
import { classify } from '../../../src/core/typology/typology.ts';
import { quizFile } from '../../support/quiz.ts';
import { withChange } from '../../support/surveys.ts';

function checked(json: unknown) {
  const found = checkSurvey(json);
  if (found.kind === 'faulty') throw new Error(JSON.stringify(found.faults));
  return found.survey;
}
const quiz = checked(quizFile());
const factsFrom = (survey: typeof quiz, answers: PossibleAnswers) => readFacts(withQuizFacts(survey), answers);
const ONLINE = { often: 'daily', how: 'online', tools: ['app', 'mail'], helps: 'no' };

describe('the nearest profile of a quiz', () => {
  test.each<[string, PossibleAnswers, readonly string[], boolean?]>([
    ['all points of one', ONLINE, ['connecte']],
    ['all points of another', { often: 'never', how: 'desk', tools: ['paper'], helps: 'no' }, ['guichet']],
    ['half of the questions', { often: 'daily', how: 'online' }, ['connecte', 'relais']],
    ['fewer than half', { often: 'daily' }, ['connecte', 'relais'], false],
    ['none', {}, [], false],
    ['an answer that brings nothing to any', { how: 'desk', helps: 'no' }, ['guichet']],
  ])('%s', (_, answers, nearest, isEnough = true) => {
    expect(nearestByPoints(quiz, answers)).toEqual({ nearest, isEnough });
  });

  test('closeness respects how many options may be chosen: two of three here', () => {
    // All points that a multiple of at most two can bring are the whole of it.
    const only = { tools: ['app', 'mail'], how: 'online' };
    expect(nearestByPoints(quiz, only).nearest[0]).toBe('connecte');
    const loose = checked(withChange(quizFile(), 'sections.0.questions.2.max'));
    // Where three may be chosen, two are the whole of it too: the third takes a point away.
    expect(nearestByPoints(loose, only).nearest[0]).toBe('connecte');
  });

  test('a profile whose most is its least is not compared', () => {
    // In both questions, only « helps » adds to « relais ».
    expect(nearestByPoints(quiz, { tools: ['paper'], helps: 'no' }).nearest).not.toContain('relais');
  });

  test('answers are between two profiles within the margin, and no number is in what is kept', () => {
    const found = classify(quiz, factsFrom(quiz, { often: 'daily', how: 'online' }));
    expect(found).toMatchObject({ kind: 'profile', outcome: 'between', alsoNear: ['relais'], criteria: [] });
    expect(factsFrom(quiz, ONLINE)).toEqual({ nearest: ['connecte'] });
    const strict = checked(withChange(quizFile(), 'typology.affinity.compositeMargin', 0));
    expect(classify(strict, factsFrom(strict, ONLINE))).toMatchObject({ outcome: 'near' });
    const wide = checked(withChange(quizFile(), 'typology.affinity.compositeMargin', 0.5));
    expect(classify(wide, { nearest: ['connecte', 'relais', 'guichet'] })).toMatchObject({ outcome: 'apart' });
  });

  test('without enough answers no profile is guessed, and the questions are named', () => {
    expect(classify(quiz, factsFrom(quiz, { often: 'daily' }))).toEqual({
      kind: 'not-computed',
      missing: [{ criterion: '', questions: ['often', 'how', 'tools', 'helps'] }],
    });
  });
});

test('each pair of a quiz has a cell, but between more than twelve profiles all pairs have one', () => {
  const { typology } = quiz;
  const [first] = typology?.profiles ?? [];
  if (!typology || !first) throw new Error('a quiz has profiles');
  const cellsOf = (more: number) => {
    const added = Array.from({ length: more }, (_, at) => ({ ...first, id: `more-${at}` }));
    const many = { ...typology, profiles: [...typology.profiles, ...added] };
    const { cells } = profileTable({ ...quiz, typology: many });
    return cells.filter((cell) => cell.includes('|') || cell === '?between');
  };
  expect(cellsOf(0)).toEqual(['connecte|guichet', 'connecte|relais', 'guichet|relais']);
  expect([cellsOf(9).length, cellsOf(10)]).toEqual([66, ['?between']]);
});

describe('the check of a quiz', () => {
  const faultsOf = (path: string, value?: unknown) => {
    const found = checkSurvey(withChange(quizFile(), path, value as never));
    return found.kind === 'faulty' ? found.faults.map(({ reason }) => reason) : [];
  };
  test.each<[string, string, unknown, string]>([
    ['a question that is not there', 'typology.affinity.weights.0.item', 'nowhere', 'no question or row "nowhere"'],
    ['an option that is not there', 'typology.affinity.weights.0.option', 'weekly', '"often" has no option "weekly"'],
    ['a profile that is not there', 'typology.affinity.weights.0.points', { other: 1 }, 'no profile "other"'],
    ['an option twice', 'typology.affinity.weights.1.option', 'daily', '"daily" of "often" is weighted twice'],
    [
      'a profile that no answer favours',
      'typology.affinity.weights',
      ['daily', 'never'].map((option) => ({
        item: 'often',
        option,
        points: { connecte: option === 'daily' ? 1 : 0, guichet: 1, relais: 2 },
      })),
      'no answer brings it more points than another: it is never nearest',
    ],
    ['no criterion and no weights', 'typology.affinity', undefined, 'there is no criterion'],
  ])('%s', (_, path, value, reason) => {
    expect(faultsOf(path, value)).toContain(reason);
  });
});
