import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { presentationSchema } from '../../../src/core/survey/presentation.ts';
import type { FactValues } from '../../../src/core/survey/typology-schema.ts';
import { everyPoint } from '../../../src/core/typology/every-point.ts';
import { membersOf, numberOf } from '../../../src/core/typology/fact-values.ts';
import { presentationIn } from '../../../src/edition/presentation-in.ts';
import { readCard, saidAloud } from '../../../src/ui/profile/card-reading.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { CANONICAL, factsAt } from '../../support/barometer.ts';
import { readPublic, study } from '../../support/surveys.ts';

const { survey } = study;
const words = wordsIn('fr', fr);
const file = v.parse(presentationSchema, readPublic(`${survey.id}/presentation.json`));
const presentation = presentationIn('fr', file, survey);

const axes = (values: FactValues) => numberOf(values, 'incentivised') + numberOf(values, 'other-axes');
const speaks = (values: FactValues, ...means: readonly string[]) =>
  means.every((one) => membersOf(values, 'communication').includes(one));

/** What each part of a sentence says of the answers, read from its words and not from the criteria that it names. */
const CLAIMS: readonly (readonly [part: RegExp, isTrue: (values: FactValues) => boolean])[] = [
  [/sans attendre un plan|hors des sentiers|Observer d’abord/, ({ plan }) => plan === 'no'],
  [/(?<!attendre )\bun plan\b|Un plan|[Uu]n cap/, ({ plan }) => plan === 'yes'],
  [/\bélu\b/, ({ elected }) => elected === 'yes'],
  [/De nombreux axes/, (values) => axes(values) >= 6],
  [/loi encourage/, (values) => numberOf(values, 'incentivised') >= 1 && numberOf(values, 'other-axes') === 0],
  [/nouveau/, (values) => numberOf(values, 'other-axes') >= 1],
  [/Une ou deux actions/, (values) => axes(values) >= 1 && axes(values) <= 2],
  [/toute l’attention/, ({ planned }) => planned === 'no'],
  [/compétences|experts/, ({ posts }) => posts === 'spec'],
  [/évalu/, ({ evaluation }) => evaluation === 'yes'],
  [/habitants invités/, (values) => speaks(values, 'participatory')],
  [/web et (sur )?les réseaux/, (values) => speaks(values, 'top-down', 'social')],
  [/newsletter|expliquées/, (values) => speaks(values, 'top-down')],
];

describe('what one says aloud', () => {
  test('is true for every respondent who sees it, and every single profile has one', () => {
    const { typology, facts } = survey;
    if (!typology) throw new Error('the study has a typology');
    const untrue = new Set<string>();
    let named = 0;
    let silent = 0;
    for (const values of everyPoint(typology, facts)) {
      const reading = readCard(survey, values, words);
      if (!reading) throw new Error('no card');
      if (reading.outcome === 'near') named++;
      for (const { id } of reading.nearest) {
        const sentence = saidAloud(reading, id, presentation);
        if (sentence === undefined) silent += reading.outcome === 'near' ? 1 : 0;
        for (const [part, isTrue] of CLAIMS)
          if (sentence !== undefined && part.test(sentence) && !isTrue(values)) untrue.add(`${id}: ${sentence}`);
      }
    }
    expect(named).toBeGreaterThan(6000);
    expect([...untrue]).toEqual([]);
    expect(silent).toBe(0);
  });

  test('every sentence says something that is checked here, in at most 66 characters', () => {
    const all = Object.values(presentation.aloud?.profiles ?? {}).flat();
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter(({ says }) => !CLAIMS.some(([part]) => part.test(says)))).toEqual([]);
    expect(all.filter(({ says }) => says.length > 66).map(({ says }) => says)).toEqual([]);
  });

  test('the first sentence of a profile is true for answers that match all of it', () => {
    for (const [id, point] of Object.entries(CANONICAL)) {
      const reading = readCard(survey, factsAt(point), words);
      expect(reading && saidAloud(reading, id, presentation)).toBe(presentation.aloud?.profiles[id]?.[0]?.says);
    }
  });

  test('a survey without such sentences says its rule where all of it is true, and nothing where some is not', () => {
    const saidAt = (point: string, profile: string) => {
      const reading = readCard(survey, factsAt(point), words);
      return reading && saidAloud(reading, profile, { emblems: {}, words: {} });
    };
    expect(saidAt(CANONICAL.explorateur, 'explorateur')).toContain('Ni plan');
    expect(saidAt('no no 2 1 yes spec no TS', 'explorateur')).toBeUndefined();
  });
});
