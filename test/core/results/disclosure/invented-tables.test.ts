import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../src/core/answering/random-answers.ts';
import { SHOWN_FROM } from '../../../../src/core/results/disclosure/calendar.ts';
import { inventedTables } from '../../../../src/core/results/disclosure/invented-tables.ts';
import { EVERYONE } from '../../../../src/core/results/everyone.ts';
import { NO_RESULTS_FILE, type ResultsFile } from '../../../../src/core/results/results-file.ts';
import type { Survey } from '../../../../src/core/survey/questionnaire.ts';
import { inventResults } from '../../../../src/ui/results/invent-results.ts';
import { resultsSchema } from '../../../../src/wire/results.ts';
import { builtSurvey, readFixture, readPublic, study } from '../../../support/surveys.ts';

const ON = '2026-05-12';

function shipped(id: string): readonly [string, Survey, ResultsFile] {
  return [id, builtSurvey(readPublic(`${id}/1.json`)), readPublic(`${id}/results.json`) as ResultsFile];
}

const SURVEYS: readonly (readonly [string, Survey, ResultsFile])[] = [
  ['the study', study.survey, readPublic('numerique-territorial/results.json') as ResultsFile],
  ['the garden', builtSurvey(readFixture('shared-garden')), NO_RESULTS_FILE],
  shipped('exemple-benevolat'),
  shipped('quel-usager'),
];

describe.each(SURVEYS)('invented tables of %s', (_, survey, file) => {
  const tables = inventedTables(survey, file, ON, randomFrom(1));
  const everyone = tables.strata[EVERYONE];

  it('are final results of every stratum, each large enough', () => {
    expect(tables.phase).toBe('results');
    const strata = survey.question.get(survey.stratum ?? '')?.choices.map(({ id }) => id) ?? [];
    for (const name of [EVERYONE, ...strata]) {
      expect(tables.strata[name]?.asOf, name).toBe(ON);
      expect(tables.strata[name]?.n, name).toBeGreaterThan(SHOWN_FROM);
    }
  });

  it('show every choice, every crossing, some places and every profile', () => {
    for (const question of survey.questions) {
      if (question.kind === 'text') continue;
      if (question.kind === 'territory') expect(tables.territories.length).toBeGreaterThan(2);
      else
        for (const item of question.items)
          if (item !== question.otherItem) expect(everyone?.items[item], item).toBeTruthy();
    }
    const crossings = Object.values(tables.strata).flatMap((shown) => Object.keys(shown?.crossings ?? {}));
    expect([...new Set(crossings)].sort()).toEqual((file.crossings ?? []).map(({ id }) => id).sort());
    expect(Object.keys(everyone?.profiles?.counts ?? {})).toEqual(survey.typology?.profiles.map(({ id }) => id) ?? []);
  });

  it('are other ones by another chance', () => {
    expect(inventedTables(survey, file, ON, randomFrom(1))).toEqual(tables);
    expect(inventedTables(survey, file, ON, randomFrom(2))).not.toEqual(tables);
  });
});

it('invented tables carry the noise of a publication, more of it under a smaller epsilon', () => {
  const [, survey] = SURVEYS[1] ?? [];
  if (!survey) throw new Error('no garden');
  const farthest = (file: ResultsFile) => {
    const away = [1, 2, 3, 4, 5].map((seed) =>
      Math.abs(inventedTables(survey, file, ON, randomFrom(seed)).answered - 400),
    );
    return Math.max(...away);
  };
  expect(farthest(NO_RESULTS_FILE)).toBeGreaterThan(0);
  expect(farthest({ epsilon: 0.01 })).toBeGreaterThan(farthest(NO_RESULTS_FILE));
});

it('the results of a draft are as any page reads them, and marked as invented', () => {
  const survey = builtSurvey(readFixture('shared-garden'));
  const made = inventResults(survey, NO_RESULTS_FILE);
  expect(v.parse(resultsSchema, made)).toEqual(made);
  expect(made).toMatchObject({ survey: survey.id, revision: survey.revision, demonstration: true });
});
