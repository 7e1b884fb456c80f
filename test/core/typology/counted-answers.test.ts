import { describe, expect, test } from 'vitest';
import type { Survey } from '../../../src/core/survey/questionnaire.ts';
import { countedAnswers } from '../../../src/core/typology/counted-answers.ts';
import { study } from '../../support/surveys.ts';

const { survey } = study;
const listed = (criterion: string) =>
  countedAnswers(survey.typology?.criteria.find(({ id }) => id === criterion)?.facts ?? [], survey).map(
    ({ says, answers }) => [
      says?.fr,
      ...answers.map(({ items, options }) => [options.map(({ fr }) => fr), items.map(({ fr }) => fr)]),
    ],
  );

describe('the answers that a criterion counts', () => {
  test('are those of its question, in the words of the file', () => {
    expect(listed('evaluation')).toEqual([
      ["Un dispositif d'évaluation existe", [['Oui'], [survey.question.get('evaluation-device')?.text.fr]]],
      [
        "Aucun dispositif d'évaluation n'existe",
        [
          [survey.question.get('evaluation-device')?.choice.get('planned')?.label.fr, 'Non'],
          [survey.question.get('evaluation-device')?.text.fr],
        ],
      ],
    ]);
  });

  test('are the twelve axes of line 1710, done or in progress, then those under consideration', () => {
    const axes = survey.question.get('development-axes');
    const [laws, others, planned] = listed('axes');
    const rowsOf = (one: typeof laws) => one?.flatMap((part) => (Array.isArray(part) ? (part[1] ?? []) : []));
    expect(laws?.[1]?.[0]).toEqual(['Réalisé', 'En cours']);
    expect(rowsOf(laws)).toHaveLength(3);
    expect(rowsOf(others)).toHaveLength(9);
    expect(planned?.[1]).toEqual([['Envisagé'], axes?.kind === 'matrix' ? axes.rows.map(({ label }) => label.fr) : []]);
  });

  test('are the eight specialised posts, and that of the DPO', () => {
    const [specialised, dpo, ...more] = listed('posts');
    expect([specialised?.[1]?.[1]?.length, dpo?.[1]?.[1]?.length, more]).toEqual([8, 1, []]);
  });

  test('are the six means of line 1712, by mode of communication', () => {
    expect(listed('communication').map(([says, part]) => [says, part?.[0]?.length])).toEqual([
      ['site web ou newsletter', 2],
      ['réseaux sociaux', 1],
      ['dispositifs participatifs', 3],
    ]);
  });

  test('are not listed where one answer alone does not decide', () => {
    const fact = survey.facts.find(({ id }) => id === 'plan');
    if (fact?.kind !== 'flag') throw new Error('the plan is a flag');
    const both: Survey = { ...survey, facts: [{ ...fact, yes: { all: [fact.yes] }, no: { not: fact.yes } }] };
    expect(countedAnswers(['plan'], both)).toEqual([]);
  });
});
