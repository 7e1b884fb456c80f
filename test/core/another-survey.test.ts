import { describe, expect, test } from 'vitest';
import { pathThrough } from '../../src/core/answering/flow.ts';
import type { Condition } from '../../src/core/survey/typology-schema.ts';
import { gapOf } from '../../src/core/typology/condition.ts';
import { everyPoint, sizeOfSpace } from '../../src/core/typology/every-point.ts';
import { factsFrom } from '../../src/core/typology/facts.ts';
import { oneChangeFromAnother } from '../../src/core/typology/one-change.ts';
import { nearestProfile } from '../../src/core/typology/typology.ts';
import { scenario } from '../support/scenario.ts';
import { builtSurvey, readFixture, readPublic } from '../support/surveys.ts';
import { allOf, anyOf } from './all-of.ts';

/* A survey on gardens, with one language, another typology and no barometer: nothing of 2017 is in the code. */

const garden = builtSurvey(readFixture('shared-garden'));
const { typology, facts } = garden;
if (!typology) throw new Error('the garden has a typology');

const grower = scenario(garden)
  .answer('plot', 'yes')
  .answer('crops', ['vegetables', 'herbs'])
  .answer('watering', 'weekly')
  .answer('weeding', 'never')
  .answer('composting', 'monthly');

describe('facts', () => {
  const read = (answers: Parameters<typeof pathThrough>[1]) => factsFrom(garden, pathThrough(garden, answers).answers);

  test('of the four kinds come from answers', () => {
    expect(read(grower.answers)).toEqual({ holder: 'yes', care: 1, soil: 'fed', harvest: ['food'] });
    expect(read(grower.answer('crops', ['flowers', 'fruit']).answers)).toMatchObject({ harvest: ['food', 'beauty'] });
    expect(read(grower.answer('crops', ['nothing']).answers)).toMatchObject({ harvest: [] });
    expect(read(grower.answer('composting', 'never').answers)).toMatchObject({ soil: 'left' });
  });

  test('are missing while what they are computed from is', () => {
    expect(read({})).toEqual({});
    expect(read({ plot: 'yes', composting: 'never' })).toEqual({ holder: 'yes', care: 0, soil: 'left' });
    expect(read({ plot: 'yes', resting: 'weekly' })).toEqual({ holder: 'yes' });
  });

  test('never come from a branch since skipped', () => {
    expect(read(grower.answer('plot', 'no').answers)).toEqual({ holder: 'no' });
  });
});

describe('a gap is the fewest changes that would satisfy a condition', () => {
  const values = { holder: 'no', care: 0, soil: 'left', harvest: ['beauty'] };
  test.each<[Condition, number]>([
    [{ fact: 'holder', is: 'no' }, 0],
    [{ fact: 'holder', is: 'yes' }, 1],
    [{ fact: 'soil', in: ['fed', 'left'] }, 0],
    [{ fact: 'soil', in: ['fed'] }, 1],
    [{ fact: 'harvest', equals: ['beauty'] }, 0],
    [{ fact: 'harvest', equals: [] }, 1],
    [{ fact: 'harvest', equals: ['food'] }, 2],
    [{ fact: 'harvest', equals: ['beauty', 'food'] }, 1],
    [{ sum: ['care'], atLeast: 2 }, 2],
    [{ sum: ['care'], atMost: 0 }, 0],
    [{ all: [] }, 0],
    [allOf<Condition>({ fact: 'holder', is: 'yes' }, { sum: ['care'], atLeast: 1 }), 2],
    [anyOf<Condition>({ fact: 'harvest', equals: ['food'] }, { sum: ['care'], atLeast: 1 }), 1],
  ])('%j: %i', (condition, gap) => {
    expect(gapOf(condition, values)).toBe(gap);
  });
});

describe('its typology', () => {
  test('finds an exact profile', () => {
    grower.isClassified({
      kind: 'profile',
      profile: 'grower',
      exact: true,
      matches: 3,
      alsoNear: [],
      outcome: 'near',
    });
  });

  test('names the questions of a profile that cannot be computed', () => {
    scenario(garden)
      .answer('plot', 'no')
      .isClassified({
        kind: 'not-computed',
        missing: [
          { criterion: 'work', questions: ['tasks'] },
          { criterion: 'yield', questions: ['crops'] },
        ],
      });
  });

  test('says that answers are between two profiles that tie', () => {
    grower.answer('crops', ['flowers', 'fruit']).answer('composting', 'never').isClassified({
      kind: 'profile',
      profile: 'florist',
      alsoNear: [],
      outcome: 'near',
    });
    grower.answer('crops', ['flowers', 'fruit']).isClassified({
      kind: 'profile',
      profile: 'florist',
      matches: 2,
      alsoNear: ['grower'],
      decidedBy: 'profile-order',
      outcome: 'between',
    });
  });

  test('lists the changes after which another profile is named alone, impossible ones left out', () => {
    const tied = { holder: 'yes', care: 1, soil: 'fed', harvest: ['food', 'beauty'] };
    expect(oneChangeFromAnother(typology, facts, tied)).toEqual([
      { fact: 'care', to: 2, profile: 'grower' },
      { fact: 'care', to: 0, profile: 'florist' },
      { fact: 'soil', to: 'left', profile: 'florist' },
      { fact: 'harvest', to: ['beauty'], profile: 'florist' },
      { fact: 'harvest', to: ['food'], profile: 'grower' },
    ]);
    for (const point of everyPoint(typology, facts)) {
      for (const change of oneChangeFromAnother(typology, facts, point)) {
        const changed = { ...point, [change.fact]: change.to };
        expect(nearestProfile(typology, changed)).toMatchObject({ profile: change.profile, outcome: 'near' });
        expect(changed.holder === 'no' && Number(changed.care) > 0).toBe(false);
      }
    }
  });

  test('has its own space', () => {
    expect(sizeOfSpace(facts)).toBe(2 * 3 * 2 * 4);
    expect([...everyPoint(typology, facts)]).toHaveLength(48 - 2 * 2 * 4);
  });
});

describe('the example that ships to be copied', () => {
  const example = builtSurvey(readPublic('exemple-benevolat/1.json'));
  const { typology: types, facts: values } = example;
  if (!types) throw new Error('the example has a typology');

  test('has eight questions, three profiles, a text in each language, and says that it is an example', () => {
    expect(example.questions).toHaveLength(8);
    expect(types.profiles).toHaveLength(3);
    expect(Object.keys(example.title)).toEqual(example.languages);
    expect(example.title).toMatchObject({
      fr: expect.stringContaining('(exemple)'),
      en: expect.stringContaining('(example)'),
    });
    expect(readPublic('exemple-benevolat/notice.json')).toMatchObject({
      controller: { fr: expect.stringContaining('EXEMPLE À REMPLACER') },
    });
  });

  test('names each profile alone for some answers, and none alone for others', () => {
    const found = [...everyPoint(types, values)].map((point) => nearestProfile(types, point));
    const alone = new Set(found.filter(({ outcome }) => outcome === 'near').map(({ profile }) => profile));
    expect([...alone].sort()).toEqual(['archipel', 'noyau', 'ruche']);
    expect(new Set(found.map(({ outcome }) => outcome)).size).toBe(3);
  });

  test('asks only those who employ somebody whether that person coordinates', () => {
    const asked = (employees: string) => pathThrough(example, { employees }).questions.map(({ id }) => id);
    expect(asked('yes')).toContain('coordinator');
    expect(asked('no')).not.toContain('coordinator');
  });
});
