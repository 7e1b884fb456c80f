import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathThrough, specifies } from '../../../src/core/answering/flow.ts';
import { jumpsFrom, type PlainCondition, plainCondition } from '../../../src/core/answering/routing.ts';
import type { Answers } from '../../../src/core/survey/answers.ts';
import { type Survey, toSurvey } from '../../../src/core/survey/questionnaire.ts';
import type { Rule } from '../../../src/core/survey/survey-parts.ts';
import type { AskedQuestion } from '../../../src/core/survey/survey-schema.ts';
import { answersOf } from '../../support/arbitrary-answers.ts';
import { shippedSurveys } from '../../support/shipped.ts';
import { builtSurvey, readFixture } from '../../support/surveys.ts';

/** Fills a sheet of paper as somebody who reads its conditions and its « allez à » alone, and gives the numbers of what they answered. */
function fillOnPaper(survey: Survey, wishes: Answers): readonly number[] {
  const sheet: Record<string, Answers[string]> = {};
  const filled: number[] = [];
  let number = 1;
  while (number <= survey.questions.length) {
    const question = survey.questions[number - 1];
    if (!question) throw new Error(`no question ${number}`);
    number++;
    if (question.showIf && !isTrueOf(plainCondition(question.showIf), sheet)) continue;
    filled.push(question.number);
    for (const item of question.items) {
      const wish = wishes[item];
      if (wish === undefined || (item === question.otherItem && !specifies(question, wishes))) continue;
      if (item !== question.consentItem || wishes[question.id]) sheet[item] = wish;
    }
    const ticked = `${sheet[question.id]}`;
    const jumps = jumpsFrom(survey, question);
    if (jumps.has(ticked)) number = jumps.get(ticked)?.number ?? survey.questions.length + 1;
  }
  return filled;
}

/** Reads a condition as its sentence says it, and not as the rules compute it. */
function isTrueOf(condition: PlainCondition, sheet: Answers): boolean {
  if ('how' in condition)
    return condition.how === 'all'
      ? condition.parts.every((part) => isTrueOf(part, sheet))
      : condition.parts.some((part) => isTrueOf(part, sheet));
  const { leaf, isNot } = condition;
  const written = sheet['item' in leaf ? leaf.item : leaf.answered];
  const ticks = written === undefined ? [] : [written].flat();
  const isSo =
    'is' in leaf || 'in' in leaf
      ? ticks.some((tick) => ('is' in leaf ? [leaf.is] : leaf.in).includes(`${tick}`))
      : 'chosen' in leaf
        ? ticks.length >= leaf.chosen.atLeast
        : 'atLeast' in leaf
          ? ticks.some((tick) => typeof tick === 'number' && tick >= leaf.atLeast)
          : 'atMost' in leaf
            ? ticks.some((tick) => typeof tick === 'number' && tick <= leaf.atMost)
            : ticks.length > 0;
  return isSo !== isNot;
}

const numbersOf = (survey: Survey, answers: Answers) =>
  pathThrough(survey, answers).questions.map(({ number }) => number);

const label = { fr: 'Oui' };
const options = ['a', 'b', 'c'].map((id) => ({ id, label, ...(id === 'c' && { specify: true as const }) }));
const levels = [
  { id: 'a', label },
  { id: 'b', label },
];

function questionOf(id: string, kind: AskedQuestion['kind']): AskedQuestion {
  const asked = { id, text: label };
  if (kind === 'matrix')
    return { ...asked, kind, scale: 'ab', rows: [0, 1].map((row) => ({ id: `${id}-${row}`, label })) };
  if (kind === 'number') return { ...asked, kind, min: 0, max: 9, decimals: 0, unknown: true };
  return kind === 'multiple' ? { ...asked, kind, options } : { ...asked, kind: 'single', options };
}

/** Conditions of any shape about the questions before, five levels deep. */
function ruleAbout(questions: readonly AskedQuestion[], depth = 5): fc.Arbitrary<Rule> {
  const leaf = fc.constantFrom(...questions).chain((asked): fc.Arbitrary<Rule> => {
    const item = asked.kind === 'matrix' ? `${asked.id}-1` : asked.id;
    const number = fc.integer({ min: 0, max: 9 });
    const named = fc.constantFrom('a', 'b').map((is): Rule => ({ item, is }));
    const some = fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((all): Rule => ({ item, in: all }));
    const answered = fc.constant<Rule>({ answered: item });
    if (asked.kind === 'number')
      return fc.oneof(
        number.map((atLeast): Rule => ({ item, atLeast })),
        number.map((atMost): Rule => ({ item, atMost })),
        fc.constant<Rule>({ item, is: 'unknown' }),
        answered,
      );
    const chosen = fc.integer({ min: 1, max: 3 }).map((atLeast): Rule => ({ item, chosen: { atLeast } }));
    return asked.kind === 'multiple' ? fc.oneof(chosen, some, named, answered) : fc.oneof(named, named, some, answered);
  });
  if (depth === 0) return leaf;
  const part = ruleAbout(questions, depth - 1);
  const parts = fc.array(part, { maxLength: 3 });
  return fc.oneof(
    leaf,
    parts.map((all): Rule => ({ all })),
    parts.map((any): Rule => ({ any })),
    part.map((not): Rule => ({ not })),
  );
}

const questionnaires = fc
  .array(fc.constantFrom(...(['single', 'single', 'multiple', 'matrix', 'number'] as const)), {
    minLength: 2,
    maxLength: 12,
  })
  .chain((kinds) => {
    const plain = kinds.map((kind, place) => questionOf(`q${place}`, kind));
    const asked = plain.map((question, place) =>
      place === 0
        ? fc.constant(question)
        : fc
            .option(ruleAbout(plain.slice(0, place)), { nil: undefined })
            .map((showIf): AskedQuestion => (showIf ? { ...question, showIf } : question)),
    );
    return fc.tuple(...asked);
  })
  .map((questions) =>
    toSurvey({
      id: 'drawn',
      revision: 1,
      languages: ['fr'],
      title: label,
      opening: { who: label, why: label, minutes: 1, kept: label },
      partials: false,
      scales: { ab: { levels } },
      sections: [{ id: 'all', title: label, questions }],
      facts: [],
    }),
  );

describe('somebody with a sheet of paper, who follows its words alone', () => {
  test('answers the questions that the interview would ask, whatever the conditions', () => {
    const cases = questionnaires.chain((survey) => answersOf(survey).map((answers) => ({ survey, answers })));
    let [jumped, skipped] = [0, 0];
    fc.assert(
      fc.property(cases, ({ survey, answers }) => {
        const filled = fillOnPaper(survey, answers);
        if (survey.questions.some((question) => jumpsFrom(survey, question).size > 0)) jumped++;
        if (filled.length < survey.questions.length) skipped++;
        expect(filled).toEqual(numbersOf(survey, answers));
      }),
      { numRuns: 500 },
    );
    expect(Math.min(jumped, skipped)).toBeGreaterThan(50);
  });

  test('answers the same questions of each survey that ships', async () => {
    const { surveys } = await shippedSurveys();
    const garden = builtSurvey(readFixture('shared-garden'));
    const all = [garden, ...[...surveys.values()].flatMap(({ revisions }) => [...revisions.values()])];
    expect(all.length).toBeGreaterThan(4);
    for (const survey of all)
      fc.assert(
        fc.property(answersOf(survey), (answers) => {
          expect(fillOnPaper(survey, answers)).toEqual(numbersOf(survey, answers));
        }),
      );
  });
});

test('a condition has no « not » above parts, and is none where it always holds', () => {
  const [leaf, other] = [{ answered: 'q' }, { answered: 'r' }];
  expect(plainCondition({ not: { all: [leaf, { any: [{ not: other }] }] } })).toEqual({
    how: 'any',
    parts: [
      { leaf, isNot: true },
      { leaf: other, isNot: false },
    ],
  });
  expect(plainCondition({ any: [{ all: [] }, leaf] })).toEqual({ how: 'all', parts: [] });
});
