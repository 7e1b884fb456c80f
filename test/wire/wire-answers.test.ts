import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missingRequired } from '../../src/core/answering/completeness.ts';
import { pathThrough } from '../../src/core/answering/flow.ts';
import type { WireAnswers } from '../../src/wire/envelope.ts';
import { problemIn, toWire } from '../../src/wire/wire-answers.ts';
import REFUSED_ANSWERS from '../fixtures/cases/refused-answers.json' with { type: 'json' };
import { answersOf } from '../support/arbitrary-answers.ts';
import { builtSurvey, readFixture, study } from '../support/surveys.ts';
import { fromWire } from './from-wire.ts';

const garden = builtSurvey(readFixture('shared-garden'));

/** As the network carries it. */
function sent(wire: WireAnswers): WireAnswers {
  return JSON.parse(JSON.stringify(wire)) as WireAnswers;
}

describe.each([
  ['the garden', garden],
  ['the study', study.survey],
])('any answers to %s', (_, survey) => {
  test('arrive as they left', () => {
    fc.assert(
      fc.property(answersOf(survey), (answers) => {
        const path = pathThrough(survey, answers);
        const status = missingRequired(path).length > 0 ? 'partial' : 'complete';
        const arrived = sent(toWire(path));
        expect(problemIn(survey, arrived, status)).toBeUndefined();
        expect(fromWire(arrived)).toEqual(path.answers);
      }),
    );
  });

  test('are refused with what the path skips', () => {
    fc.assert(
      fc.property(answersOf(survey), (answers) => {
        const path = pathThrough(survey, answers);
        const astray = Object.keys(answers).filter((item) => path.answers[item] === undefined);
        fc.pre(astray.length > 0);
        const everything = { questions: survey.questions, answers };
        const wrong = problemIn(survey, sent(toWire(everything)), 'partial');
        expect(wrong?.problem).toBe('answer.off-path');
        expect(astray).toContain(wrong?.path);
      }),
    );
  });
});

test('rows are nested under their question, and the text to specify is next to it', () => {
  const path = pathThrough(garden, { plot: 'shared', 'plot-other': 'my sister', watering: 'weekly', resting: 'never' });
  expect(toWire(path)).toEqual({
    plot: 'shared',
    'plot-other': 'my sister',
    tasks: { watering: 'weekly', resting: 'never' },
  });
});

test('a consent is next to its comment, is `yes` or absent, and is refused without a comment', () => {
  const given = { 'authority-type': 'commune', 'free-comment': 'Rien.', 'free-comment-consent': 'yes' };
  expect(toWire(pathThrough(study.survey, given))).toEqual(given);
  expect(problemIn(study.survey, given, 'complete')).toBeUndefined();
  const { 'free-comment': _, ...without } = given;
  expect(pathThrough(study.survey, without).answers).toEqual({ 'authority-type': 'commune' });
  const item = 'free-comment-consent';
  expect(problemIn(study.survey, without, 'complete')).toEqual({ problem: 'answer.off-path', path: item });
  for (const other of ['no', 'on', '', true, ['yes']])
    expect(problemIn(study.survey, { ...given, [item]: other }, 'complete')).toEqual({
      problem: 'answer.invalid',
      path: item,
    });
});

test('an unfinished response needs nothing, a complete one what is required on its path', () => {
  expect(problemIn(garden, {}, 'partial')).toBeUndefined();
  expect(problemIn(garden, { hours: 2 }, 'complete')).toEqual({ problem: 'answer.required', path: 'plot' });
});

/** `json` is parsed, so that keys like `__proto__` are keys; the plot is answered unless it says otherwise. */
test.each(REFUSED_ANSWERS)('$name is refused with its code and its place', ({ json, problem, path }) => {
  const wire = JSON.parse(json) as Record<string, unknown>;
  const answered = 'plot' in wire ? wire : Object.assign(JSON.parse(json) as Record<string, unknown>, { plot: 'yes' });
  expect(problemIn(garden, answered, 'complete')).toEqual({ problem, path });
  expect('polluted' in {}).toBe(false);
});

test.each([
  ['-0', 0],
  ['1e-400', 0],
  ['2.50', 2.5],
  ['4e1', 40],
])('the number %s is read as %d', (json, number) => {
  const arrived = JSON.parse(`{"hours":${json}}`) as WireAnswers;
  expect(problemIn(garden, arrived, 'partial')).toBeUndefined();
  expect(JSON.stringify(fromWire(arrived))).toBe(JSON.stringify({ hours: number }));
});
