import { expect } from 'vitest';
import { missingRequired } from '../../src/core/answering/completeness.ts';
import { pathThrough } from '../../src/core/answering/flow.ts';
import type { Answer, Answers } from '../../src/core/survey/answers.ts';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import { factsFrom } from '../../src/core/typology/facts.ts';
import { type Classification, classify } from '../../src/core/typology/typology.ts';
import { study } from './surveys.ts';

/** A fluent test of the path: `scenario().answer('digital-plan', 'yes').meets('main-domains')`. */
export interface Scenario {
  readonly answer: (item: string, answer: Answer) => Scenario;
  readonly blank: (item: string) => Scenario;
  readonly meets: (...questions: string[]) => Scenario;
  readonly skips: (...questions: string[]) => Scenario;
  /** The answers on the path. */
  readonly counts: (answers: Answers) => Scenario;
  readonly stillNeeds: (...questions: string[]) => Scenario;
  readonly isClassified: (expected: Partial<Classification>) => Scenario;
  /** Every answer, also on branches that are now skipped. */
  readonly answers: Answers;
}

export function scenario(survey: Survey = study.survey, answers: Answers = {}): Scenario {
  const path = pathThrough(survey, answers);
  const ids = path.questions.map((question) => question.id);
  const again = (next: Answers) => scenario(survey, next);
  const self: Scenario = {
    answers,
    answer: (item, answer) => again({ ...answers, [item]: answer }),
    blank: (item) => again(Object.fromEntries(Object.entries(answers).filter(([key]) => key !== item))),
    meets: (...questions) => {
      expect(ids).toEqual(expect.arrayContaining(questions));
      return self;
    },
    skips: (...questions) => {
      for (const question of questions) expect(ids).not.toContain(question);
      return self;
    },
    counts: (expected) => {
      expect(path.answers).toEqual(expected);
      return self;
    },
    stillNeeds: (...questions) => {
      expect(missingRequired(path).map((question) => question.id)).toEqual(questions);
      return self;
    },
    isClassified: (expected) => {
      expect(classify(survey, factsFrom(survey, path.answers))).toMatchObject(expected);
      return self;
    },
  };
  return self;
}
