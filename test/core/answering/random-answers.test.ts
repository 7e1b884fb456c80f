import { describe, expect, it } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { answersLeadingTo, randomAnswers, randomFrom } from '../../../src/core/answering/random-answers.ts';
import { faultOf } from '../../../src/core/answering/validation.ts';
import { answersOfProfile } from '../../../src/core/typology/answers-of-profile.ts';
import { factsFrom } from '../../../src/core/typology/facts.ts';
import { classify } from '../../../src/core/typology/typology.ts';
import { builtSurvey, readFixture, study } from '../../support/surveys.ts';

const SURVEYS = [
  ['the study', study.survey],
  ['the garden', builtSurvey(readFixture('shared-garden'))],
] as const;

describe.each(SURVEYS)('random answers to %s', (_, survey) => {
  it('are accepted, each of them', () => {
    const chance = randomFrom(1);
    for (let time = 0; time < 200; time++) {
      const answers = randomAnswers(survey, chance);
      for (const [item, answer] of Object.entries(answers)) {
        const question = survey.questionOfItem.get(item);
        expect([item, answer, question && faultOf(question, item, answer)]).toEqual([item, answer, undefined]);
      }
      expect(pathThrough(survey, answers).answers).toEqual(answers);
    }
  });

  it('lead to every question, with answers to those before it alone', () => {
    for (const question of survey.questions) {
      const answers = answersLeadingTo(survey, question, randomFrom(2));
      expect(answers, question.id).toBeDefined();
      expect(pathThrough(survey, answers ?? {}).questions).toContain(question);
      expect(question.items.filter((item) => answers?.[item] !== undefined)).toEqual([]);
    }
  });

  it('show the card of every profile', () => {
    for (const { id } of survey.typology?.profiles ?? []) {
      const { answers } = answersOfProfile(survey, id, randomFrom(3));
      expect(answers, id).toBeDefined();
      const found = classify(survey, factsFrom(survey, answers ?? {}));
      expect(found).toMatchObject({ kind: 'profile', profile: id, exact: true, outcome: 'near' });
    }
  });
});

it('a question that no answers reach leads nowhere, and is said to', () => {
  const [survey] = SURVEYS.map(([, one]) => one);
  const last = survey?.questions.at(-1);
  if (!survey || !last) throw new Error('no question');
  const lost = { ...last, showIf: { all: [{ not: { answered: 'nothing' } }, { answered: 'nothing' }] } };
  const changed = { ...survey, questions: [...survey.questions.slice(0, -1), lost] };
  expect(answersLeadingTo(changed, lost, randomFrom(4))).toBeUndefined();
});
