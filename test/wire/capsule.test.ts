import { describe, expect, test } from 'vitest';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { randomAnswers, randomFrom } from '../../src/core/answering/random-answers.ts';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import type { FactValues } from '../../src/core/survey/typology-schema.ts';
import { quizFacts } from '../../src/core/typology/affinity.ts';
import { cardProfiles, possibleFacts } from '../../src/core/typology/card-profiles.ts';
import { factsFrom } from '../../src/core/typology/facts.ts';
import { factsOfCapsule, makeCapsule, openCapsule } from '../../src/wire/capsule.ts';
import { CANONICAL, factsAt } from '../support/barometer.ts';
import { LONG } from '../support/long.ts';
import { builtSurvey, firstStudy, readPublic, secondStudy, study } from '../support/surveys.ts';

const quiz = builtSurvey(readPublic('quel-usager/1.json'));

function read(text: string | undefined, survey: Survey = study.survey): FactValues | undefined {
  const opened = openCapsule(text ?? '');
  return typeof opened === 'string' ? undefined : factsOfCapsule(survey, opened);
}

/** Counts that no criterion reads. */
function withMoreFacts({ survey }: typeof study, times: number, most = 12): Survey {
  const rows = survey.question.get('project-obstacles')?.items.slice(0, most) ?? [];
  const [count] = survey.facts.filter(({ kind }) => kind === 'count');
  if (!count || rows.length === 0) throw new Error('the study counts rows, and has others');
  const more = Array.from({ length: times }, (_, at) => ({ ...count, id: `more-${at}`, rows, basis: rows }));
  return { ...survey, facts: [...survey.facts, ...more] };
}

test.each([
  ['the study', study.survey],
  ['its second revision', secondStudy.survey],
  ['its first, where blank rows do not count', firstStudy.survey],
  ['the example', builtSurvey(readPublic('exemple-benevolat/1.json'))],
  ['a quiz', quiz],
  ['facts beyond what a number holds', withMoreFacts(study, 12)],
  ['facts that no criterion reads and that may be absent', withMoreFacts(firstStudy, 3, 1)],
])('a response to %s, with random blanks, has a capsule that gives its facts and profiles back', (_, survey) => {
  const random = randomFrom(39);
  const of = { ...survey, cardFacts: survey.typology?.affinity ? quizFacts : possibleFacts };
  for (let response = 0; response < (LONG ? 10_000 : 80); response++) {
    const blank = random() ** 2;
    const some = Object.entries(randomAnswers(of, random)).filter(() => random() >= blank);
    const values = factsFrom(of, pathThrough(of, Object.fromEntries(some)).answers);
    const capsule = makeCapsule(of, values);
    expect(capsule).toMatch(/^[123]\.[a-z0-9.-]{1,78}$/);
    const opened = read(capsule, of);
    expect(opened && cardProfiles(of, opened), JSON.stringify(values)).toEqual(cardProfiles(of, values));
    if (!of.typology?.affinity) expect(opened).toEqual(values);
  }
});

test('facts that decide every criterion make the capsules of earlier releases, and those open as before', () => {
  const { planned: _, ...given }: FactValues = factsAt('yes yes 0 6 no spec no T');
  const blank = { ...given, incentivised: { from: 0, to: 2 }, 'other-axes': { from: 6, to: 7 } };
  const former: readonly [Survey, FactValues, string][] = [
    [firstStudy.survey, factsAt(CANONICAL.eclaireur), '1.numerique-territorial.1.33f.74km'],
    [study.survey, factsAt(CANONICAL.observateur), '1.numerique-territorial.3.pi2g.4s6c'],
    [study.survey, blank, '1.numerique-territorial.3.1hii.saqp'],
    [quiz, { nearest: ['express', 'relais'] }, '2.quel-usager.1.5.x7yt'],
  ];
  for (const [survey, values, capsule] of former) {
    expect(makeCapsule(survey, values)).toBe(capsule);
    expect(read(capsule, survey)).toEqual(values);
  }
});

describe('a set of profiles', () => {
  const { evaluation: _, ...facts }: FactValues = factsAt(CANONICAL.eclaireur);
  const set = (cardOutcome: string, ...possibleProfiles: string[]) => ({ ...facts, cardOutcome, possibleProfiles });

  test('that facts of an earlier release allow is made and opened', () => {
    expect(read(makeCapsule(study.survey, facts))).toEqual(set('either', 'eclaireur', 'systemique'));
    expect(read(makeCapsule(study.survey, set('near', 'systemique')))).toEqual(set('near', 'systemique'));
    expect(read(makeCapsule(study.survey, {}))).toEqual({ cardOutcome: 'open' });
  });

  test.each<[string, FactValues]>([
    ['with a profile that no completion reaches', set('near', 'observateur')],
    ['with one more', set('either', 'eclaireur', 'observateur', 'systemique')],
    ['of two named as one', set('near', 'eclaireur', 'systemique')],
    ['of two named as none', set('open', 'eclaireur', 'systemique')],
    ['without the profiles of its outcome', { ...facts, cardOutcome: 'near' }],
    [
      'of fewer than half of the criteria',
      { evaluation: 'yes', cardOutcome: 'near', possibleProfiles: ['systemique'] },
    ],
  ])('%s is not opened', (_, values) => {
    const capsule = makeCapsule(study.survey, values);
    expect(capsule && openCapsule(capsule)).toBeTypeOf('object');
    expect(read(capsule)).toBeUndefined();
  });
});

test.each([
  ['the study', study.survey, 32 ** 5],
  ['a quiz', quiz, 40],
])('a number of %s opens as the card that makes it, so complete facts do not claim to be open', (_, survey, most) => {
  const random = randomFrom(7);
  const found = Array.from({ length: 3000 }, (_, at) => {
    const version = (['1', '2', '3'] as const)[at % 3] ?? '1';
    // The last two places are the set, of 32, and the outcome, of 5: half of the numbers have neither.
    const step = at % 2 === 0 && most > 160 ? 160 : 1;
    const code = (Math.floor((random() * most) / step) * step).toString(32);
    const values = factsOfCapsule(survey, { version, survey: survey.id, revision: survey.revision, code });
    return values && [makeCapsule(survey, values)?.slice(0, -5), `${version}.${survey.id}.${survey.revision}.${code}`];
  }).filter((pair) => pair !== undefined);
  expect(found.length).toBeGreaterThan(10);
  for (const [made, given] of found) expect(made).toBe(given);
});

test('a survey too large for 80 characters, and one without profiles, make no capsule', () => {
  const { typology: _, ...without } = study.survey;
  expect(makeCapsule(withMoreFacts(study, 60), factsAt(CANONICAL.eclaireur))).toBeUndefined();
  expect(makeCapsule(without, factsAt(CANONICAL.eclaireur))).toBeUndefined();
});

test('a capsule with one character changed, missing or added is broken', () => {
  const capsule = makeCapsule(study.survey, factsAt(CANONICAL.explorateur)) ?? '';
  const changed = Array.from(capsule, (symbol, place) => {
    const [before, after] = [capsule.slice(0, place), capsule.slice(place + 1)];
    return [`${before}${symbol === 'a' ? 'b' : 'a'}${after}`, `${before}${after}`];
  });
  for (const text of ['', `${capsule}0`, ...changed.flat()]) expect(openCapsule(text)).toBe('broken');
});
