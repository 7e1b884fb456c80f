import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { pastBeside, pastOf } from '../../src/core/results/past-study.ts';
import { referenceSchema } from '../../src/core/results/reference.ts';
import { pastStudy } from '../../src/edition/compact-reference.ts';
import { firstStudy, readPublic, study } from '../support/surveys.ts';

const reference = v.parse(referenceSchema, readPublic('numerique-territorial/reference-2017.json'));
const past = pastStudy(reference);

describe('the past study, as the page loads it', () => {
  test('has every figure and every word on a profile', () => {
    expect(past.figures).toHaveLength(reference.figures.length);
    expect(past.profiles.map(({ profile, page }) => [profile, page])).toEqual([
      ['explorateur', '62–67'],
      ['explorateur', '62–67'],
      ['explorateur', '62–67'],
    ]);
  });

  test('says how many answered, and what they are called', () => {
    expect(Object.entries(past.groups).map(([group, { n, unit }]) => [group, n, unit.fr])).toEqual([
      ['all', 120, 'répondants'],
      ['commune', 50, 'communes'],
      ['departement', 28, 'départements'],
      ['region', 9, 'régions'],
      ['intercommunalite', 33, 'intercommunalités'],
    ]);
  });

  test('a base is shown if it is printed, or if it is the only one that reproduces the printed shares', () => {
    const baseOf = (item: string, option: string, group: string) =>
      pastOf(past, item, [option], group).map(({ published, base, baseIs }) => [published, base, baseIs]);
    expect(baseOf('evaluation-device', 'yes', 'region')).toEqual([['11%', 9, 'computed']]);
    expect(baseOf('axis-collaborative-economy', 'planned', 'region')).toEqual([['5 régions sur 9', 9, 'in-words']]);
    expect(baseOf('digital-job-share', 'nearly-all', 'intercommunalite')).toEqual([['10%', 33, undefined]]);
    // 11 of 24, 12 of 26 or 13 of 28.
    expect(baseOf('axis-data-hosting', 'in-progress', 'departement')).toEqual([['46%', undefined, undefined]]);
    // It could also be 7 or 8 régions.
    expect(baseOf('axis-dematerialisation', 'in-progress', 'region')).toEqual([['100 %', undefined, undefined]]);
  });

  test('holds no count that the study did not print, and no line of a text that readers do not have', () => {
    expect(JSON.stringify(past)).not.toMatch(/"(derived|count|lines|value)"/);
  });

  test('has the words of every flaw that touches a figure, and of no other', () => {
    const touching = [...past.figures, ...past.profiles].flatMap(({ flaws }) => flaws ?? []);
    expect(Object.keys(past.flaws).sort()).toEqual([...new Set(touching)].sort());
    expect(past.flaws).not.toHaveProperty('Q-26');
  });

  test('says which answers of today the study did not offer: new since the first revision, and named by no figure', () => {
    const { added } = pastStudy(reference, study.survey, firstStudy.survey);
    expect(added?.['development-axes']).toEqual(['done', 'unknown']);
    expect(added?.['evaluation-device']).toEqual(['unknown']);
    // New ids of old answers, whose figures name them; answers that the study offered and of which it printed nothing.
    for (const question of ['digital-posts', 'digital-job-share', 'strategy-challenges', 'internal-knowledge'])
      expect(added).not.toHaveProperty(question);
    expect(past).not.toHaveProperty('added');
  });

  test('an earlier wave offered what its file says that it asked', () => {
    const text = { fr: 'Et l’évaluation ?', en: 'And evaluation?' };
    const options = { yes: text, no: text };
    const wave = {
      ...reference,
      study: { ...reference.study, wave: true as const },
      asked: { 'evaluation-device': { text, options }, 'digital-plan': { text } },
    };
    expect(pastStudy(wave, study.survey, firstStudy.survey).added).toEqual({
      'evaluation-device': ['planned', 'unknown'],
    });
  });

  test('figures of a part of a group, means, and figures without an option are shown next to no answer', () => {
    const smart = pastBeside(past, 'axis-smart-city').map(({ published, measure }) => [published, measure?.fr]);
    expect(smart).toEqual([['15%', 'moyenne de ces types']]);
    expect(pastOf(past, 'axis-smart-city', ['in-progress'], 'commune')).toEqual([]);
    const operating = pastBeside(past, 'initial-budget-operating').map(({ measure }) => measure?.fr);
    expect(operating).toContain('part des dépenses de fonctionnement, plus de 50 000 habitants');
    expect(pastBeside(past, 'axis-public-data-protection').map(({ options }) => options)).toEqual([
      ['in-progress', 'planned'],
      ['in-progress', 'planned'],
    ]);
  });

  test('each figure is shown once: next to an answer, or separately', () => {
    for (const figure of past.figures) {
      const apart = pastBeside(past, figure.item).includes(figure);
      const beside = figure.groups.filter((group) =>
        (figure.options ?? []).some((option) => pastOf(past, figure.item, [option], group).includes(figure)),
      );
      expect(beside, figure.published).toEqual(apart ? [] : figure.groups);
    }
  });
});

test('what today asks in another way than the study is said by question', () => {
  expect(Object.keys(past.changed ?? {})).toEqual([
    'digital-job-share',
    'development-axes',
    'main-domains',
    'initial-budget-investment',
    'initial-budget-operating',
    'initial-budget-share',
    'citizen-involvement-means',
    'evaluation-device',
    'co-construction',
    'digital-posts',
    'flagship-action',
    'project-obstacles',
    'dpo-involvement',
  ]);
  expect(past.changed?.['co-construction']).toHaveLength(3);
});
