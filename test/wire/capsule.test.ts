import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { randomAnswers } from '../../src/core/answering/random-answers.ts';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import type { FactValues } from '../../src/core/survey/typology-schema.ts';
import { quizFacts } from '../../src/core/typology/affinity.ts';
import { cardProfiles, possibleFacts } from '../../src/core/typology/card-profiles.ts';
import { everyPoint } from '../../src/core/typology/every-point.ts';
import { factsFrom } from '../../src/core/typology/facts.ts';
import { factsOfCapsule, makeCapsule, openCapsule } from '../../src/wire/capsule.ts';
import { CANONICAL, factsAt } from '../support/barometer.ts';
import { LONG } from '../support/long.ts';
import { randomFrom } from '../support/random-from.ts';
import { builtSurvey, firstStudy, readPublic, secondStudy, study } from '../support/surveys.ts';

const quiz = builtSurvey(readPublic('quel-usager/1.json'));
const example = builtSurvey(readPublic('exemple-benevolat/1.json'));

function read(text: string | undefined, survey: Survey = study.survey): FactValues | undefined {
  const opened = openCapsule(text ?? '');
  return opened.kind === 'capsule' ? factsOfCapsule(survey, opened) : undefined;
}

/** Counts that no criterion reads. */
function withMoreFacts({ survey }: typeof study, times: number, most = 12): Survey {
  const rows = survey.question.get('project-obstacles')?.items.slice(0, most) ?? [];
  const [count] = survey.facts.filter(({ kind }) => kind === 'count');
  if (!count || rows.length === 0) throw new Error('the study counts rows, and has others');
  const more = Array.from({ length: times }, (_, at) => ({ ...count, id: `more-${at}`, rows, basis: rows }));
  return { ...survey, facts: [...survey.facts, ...more] };
}

test('every combination of facts comes back from its capsule, in 80 characters at most', () => {
  const { survey } = firstStudy;
  if (!survey.typology) throw new Error('the study has a typology');
  const capsules = new Set<string>();
  for (const values of everyPoint(survey.typology, survey.facts)) {
    const capsule = makeCapsule(survey, values) ?? '';
    if (/^1\.[a-z0-9.-]{1,78}$/.test(capsule) && isDeepStrictEqual(read(capsule, survey), values))
      capsules.add(capsule);
  }
  expect(capsules.size).toBe(15_168);
});

describe('a response with random blanks', () => {
  test.each([
    ['the study', study.survey],
    ['its second revision', secondStudy.survey],
    ['its first, where blank rows do not count', firstStudy.survey],
    ['the example', example],
    ['a quiz', quiz],
    ['facts beyond what a number holds', withMoreFacts(study, 12)],
    ['facts that no criterion reads and that may be absent', withMoreFacts(firstStudy, 3, 1)],
  ])('of %s has a capsule, which gives its facts and profiles back', (_, survey) => {
    const random = randomFrom(39);
    const of = { ...survey, cardFacts: survey.typology?.affinity ? quizFacts : possibleFacts };
    for (let response = 0; response < (LONG ? 10_000 : 200); response++) {
      const blank = random() ** 2;
      const some = Object.entries(randomAnswers(of, random)).filter(() => random() >= blank);
      const values = factsFrom(of, pathThrough(of, Object.fromEntries(some)).answers);
      const opened = read(makeCapsule(of, values), of);
      expect(opened && cardProfiles(of, opened), JSON.stringify(values)).toEqual(cardProfiles(of, values));
      if (!of.typology?.affinity) expect(opened).toEqual(values);
    }
  });
});

test('facts that decide every criterion make the capsules of earlier releases, and those open as before', () => {
  const { planned: _, ...given }: FactValues = factsAt('yes yes 0 6 no spec no T');
  const former: readonly [Survey, FactValues, string][] = [
    [firstStudy.survey, factsAt(CANONICAL.eclaireur), '1.numerique-territorial.1.33f.74km'],
    [secondStudy.survey, factsAt(CANONICAL.systemique), '1.numerique-territorial.2.555f.4qgq'],
    [study.survey, factsAt(CANONICAL.observateur), '1.numerique-territorial.3.pi2g.4s6c'],
    [
      study.survey,
      { ...given, incentivised: { from: 0, to: 2 }, 'other-axes': { from: 6, to: 7 } },
      '1.numerique-territorial.3.1hii.saqp',
    ],
    [quiz, { nearest: ['express', 'relais'] }, '2.quel-usager.1.5.x7yt'],
  ];
  for (const [survey, values, capsule] of former) {
    expect(makeCapsule(survey, values)).toBe(capsule);
    expect(read(capsule, survey)).toEqual(values);
  }
});

describe('a set of profiles', () => {
  const { evaluation: _, ...facts }: FactValues = factsAt(CANONICAL.eclaireur);
  const { plan: _plan, elected: _elected, posts: _posts, ...few } = facts;
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
    ['of one named as two', set('between', 'eclaireur')],
    ['of two named as none', set('open', 'eclaireur', 'systemique')],
    ['without the profiles of its outcome', { ...facts, cardOutcome: 'near' }],
    ['of fewer than half of the criteria', { ...few, cardOutcome: 'near', possibleProfiles: ['eclaireur'] }],
  ])('%s is not opened', (_, values) => {
    const capsule = makeCapsule(study.survey, values);
    expect(capsule && openCapsule(capsule).kind).toBe('capsule');
    expect(read(capsule)).toBeUndefined();
  });
});

test('a number that opens is the one that its card makes, so complete facts do not claim to be open', () => {
  const random = randomFrom(7);
  const found = Array.from({ length: 3000 }, (_, at) => {
    const version = at % 3 === 0 ? '1' : '3';
    // Its last two places are the set, of 32, and the outcome, of 5: a third of the numbers have neither.
    const step = at % 3 === 1 ? 160 : 1;
    const code = (Math.floor((random() * 32 ** 6) / step) * step).toString(32);
    const values = factsOfCapsule(study.survey, { version, survey: study.survey.id, revision: 3, code });
    return values && [makeCapsule(study.survey, values)?.slice(0, -5), `${version}.${study.survey.id}.3.${code}`];
  }).filter((pair) => pair !== undefined);
  expect(found.length).toBeGreaterThan(20);
  for (const [made, given] of found) expect(made).toBe(given);
});

test('a survey too large for 80 characters, and one without profiles, make no capsule', () => {
  const { typology: _, ...without } = study.survey;
  expect(makeCapsule(withMoreFacts(study, 60), factsAt(CANONICAL.eclaireur))).toBeUndefined();
  expect(makeCapsule(without, factsAt(CANONICAL.eclaireur))).toBeUndefined();
});

test('a capsule with one character changed, missing or added is broken', () => {
  const capsule = makeCapsule(study.survey, factsAt(CANONICAL.explorateur)) ?? '';
  for (let place = 2; place < capsule.length; place++) {
    const other = capsule[place] === 'a' ? 'b' : 'a';
    expect(openCapsule(`${capsule.slice(0, place)}${other}${capsule.slice(place + 1)}`).kind).toBe('broken');
    expect(openCapsule(capsule.slice(0, place) + capsule.slice(place + 1)).kind).toBe('broken');
  }
  expect(openCapsule(`${capsule}0`).kind).toBe('broken');
  expect(openCapsule('').kind).toBe('broken');
});

test('a capsule of a later version is distinguished from a broken one', () => {
  expect(openCapsule('4.whatever.comes.later').kind).toBe('later-version');
});
