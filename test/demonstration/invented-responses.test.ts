import { beforeAll, describe, expect, it } from 'vitest';
import type { PublishedSurvey } from '../../src/authoring/published-surveys.ts';
import { type Answers, has } from '../../src/core/survey/answers.ts';
import { factsFrom } from '../../src/core/typology/facts.ts';
import { classify } from '../../src/core/typology/typology.ts';
import { inventResponses } from '../../src/demonstration/invented-responses.ts';
import type { Envelope } from '../../src/wire/envelope.ts';
import { problemIn } from '../../src/wire/wire-answers.ts';
import { shippedStudy, studySurveys } from '../endpoint/harness.ts';
import { builtSurvey, readFixture, withChange } from '../support/surveys.ts';
import { fromWire } from '../wire/from-wire.ts';

const SET = { on: '2026-11-24', seed: '2017', responses: 1200 };

let study: PublishedSurvey;
let responses: readonly Envelope[];
let people: readonly Answers[];
beforeAll(async () => {
  const found = await shippedStudy();
  study = found;
  responses = await envelopesOf(study, SET);
  people = peopleIn(responses);
});

async function envelopesOf(...of: Parameters<typeof inventResponses>): Promise<readonly Envelope[]> {
  return (await inventResponses(...of)).map(({ envelope }) => envelope);
}

function peopleIn(some: readonly Envelope[]): readonly Answers[] {
  return some.filter(({ status }) => status === 'complete').map(({ answers }) => fromWire(answers));
}

const of = (stratum: string) => people.filter((answers) => answers['authority-type'] === stratum);

describe('a demonstration of the shipped survey', () => {
  it('has people in each group, in the order of the known totals, and ten where no total is known', () => {
    const groups = ['commune', 'intercommunalite', 'departement', 'region', 'other'];
    expect(groups.map((stratum) => of(stratum).length)).toEqual([643, 285, 157, 105, 10]);
    expect(responses.length - people.length).toBe(144);
  });

  it('has people of several profiles, and between two or near none', () => {
    const counts = new Map<string, number>();
    for (const answers of people) {
      const found = classify(study.current, factsFrom(study.current, answers));
      const name = found.kind !== 'profile' ? 'none' : found.outcome === 'near' ? found.profile : found.outcome;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const name of ['eclaireur', 'explorateur', 'systemique', 'between', 'apart'])
      expect(counts.get(name), name).toBeGreaterThan(5);
  });

  it('holds answers that the endpoint would accept, dated before the day it was made, and says what it is in each', () => {
    for (const one of responses) {
      expect(problemIn(study.current, one.answers, one.status)).toBeUndefined();
      expect(one.channel).toBe('demonstration');
      expect(one.startedOn < SET.on && one.startedOn > '2026-10-15').toBe(true);
    }
    expect(new Set(responses.map(({ id }) => id)).size).toBe(responses.length);
  });

  it('holds one comment of each kind, most of them with consent', () => {
    const comments = people.filter((answers) => answers['free-comment'] !== undefined);
    const consented = comments.filter((answers) => answers['free-comment-consent'] === 'yes');
    expect([comments.length, consented.length]).toEqual([24, 20]);
  });

  it('is the same for the same seed, and other people for another', async () => {
    expect(await envelopesOf(study, SET)).toEqual(responses);
    const other = await envelopesOf(study, { ...SET, seed: 'other' });
    expect(other.map(({ id }) => id)).not.toEqual(responses.map(({ id }) => id));
    expect(peopleIn(other).filter((answers) => has(answers, 'evaluation-device', 'yes')).length).toBe(
      people.filter((answers) => has(answers, 'evaluation-device', 'yes')).length,
    );
  });
});

describe('a demonstration of any other survey', () => {
  it('that is published here holds answers that the endpoint would accept', async () => {
    for (const published of (await studySurveys()).values()) {
      const made = await envelopesOf(published, { ...SET, responses: 200 });
      for (const one of made)
        expect(problemIn(published.current, one.answers, one.status), JSON.stringify(one.answers)).toBeUndefined();
    }
  });

  const garden = readFixture('shared-garden');
  it.each<[string, unknown]>([
    ['without a study', garden],
    ['without strata', withChange(garden, 'stratum')],
    ['without a typology', withChange(garden, 'typology')],
    ['that sends nothing unfinished', withChange(garden, 'partials', false)],
  ])('%s holds answers that the endpoint would accept', async (_, json) => {
    const survey = builtSurvey(json);
    const published = {
      current: survey,
      revisions: new Map([[1, survey]]),
      results: {},
      presentation: {},
      files: new Map(),
    };
    const made = await envelopesOf(published, { ...SET, responses: 120 });
    expect(made.filter(({ status }) => status === 'complete')).toHaveLength(120);
    if (!survey.partials) expect(made).toHaveLength(120);
    for (const one of made)
      expect(problemIn(survey, one.answers, one.status), JSON.stringify(one.answers)).toBeUndefined();
    for (const question of survey.questions)
      if (question.kind !== 'text')
        expect(
          made.some(({ answers }) => question.items[0] !== undefined && question.items[0] in fromWire(answers)),
          question.id,
        ).toBe(true);
  });
});
