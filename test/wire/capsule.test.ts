import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { checkSurvey } from '../../src/core/check/survey-check.ts';
import type { FactValues } from '../../src/core/survey/typology-schema.ts';
import { everyPoint } from '../../src/core/typology/every-point.ts';
import { factsOfCapsule, makeCapsule, openCapsule } from '../../src/wire/capsule.ts';
import { factsAt } from '../support/barometer.ts';
import { study } from '../support/surveys.ts';

const checked = checkSurvey(
  JSON.parse(readFileSync(new URL('../../public/surveys/numerique-territorial/1.json', import.meta.url), 'utf8')),
);
if (checked.kind === 'faulty') throw new Error('the survey of the study is faulty');
const { survey } = checked;
const typology = survey.typology;
if (!typology) throw new Error('the survey of the study has a typology');

function read(text: string): FactValues | undefined {
  const opened = openCapsule(text);
  return opened.kind === 'capsule' ? factsOfCapsule(survey, opened) : undefined;
}

test('every combination of facts comes back from its capsule, in 80 characters at most', () => {
  let points = 0;
  const wrong: string[] = [];
  for (const values of everyPoint(typology, survey.facts)) {
    const capsule = makeCapsule(survey, values) ?? '';
    if (!/^[a-z0-9.-]{1,80}$/.test(capsule) || !isDeepStrictEqual(read(capsule), values)) wrong.push(capsule);
    points++;
  }
  expect(wrong).toEqual([]);
  expect(points).toBe(15_168);
});

test('a capsule with one character changed, missing or added is broken', () => {
  const [values] = everyPoint(typology, survey.facts);
  const capsule = makeCapsule(survey, values ?? {}) ?? '';
  for (let place = 2; place < capsule.length; place++) {
    const other = capsule[place] === 'a' ? 'b' : 'a';
    expect(openCapsule(`${capsule.slice(0, place)}${other}${capsule.slice(place + 1)}`).kind).toBe('broken');
    expect(openCapsule(capsule.slice(0, place) + capsule.slice(place + 1)).kind).toBe('broken');
  }
  expect(openCapsule(`${capsule}0`).kind).toBe('broken');
  expect(openCapsule('').kind).toBe('broken');
});

test('a capsule of a later version is distinguished from a broken one', () => {
  expect(openCapsule('3.whatever.comes.later').kind).toBe('later-version');
});

test('a number outside the combinations of the survey gives no facts', () => {
  expect(factsOfCapsule(survey, { survey: survey.id, revision: 1, code: 'vvvv' })).toBeUndefined();
});

test('what blank rows leave open is carried as it is, where the revision says so', () => {
  const { planned: _, ...given }: FactValues = factsAt('yes yes 0 6 no spec no T');
  const values = { ...given, incentivised: { from: 0, to: 2 }, 'other-axes': { from: 6, to: 7 } };
  const opened = openCapsule(makeCapsule(study.survey, values) ?? '');
  expect(opened.kind === 'capsule' && factsOfCapsule(study.survey, opened)).toEqual(values);
  expect(makeCapsule(survey, given)).toBeUndefined();
});

test('a card with a missing fact makes no capsule', () => {
  expect(makeCapsule(survey, {})).toBeUndefined();
});
