import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { presentationSchema } from '../../../src/core/survey/presentation.ts';
import type { Survey } from '../../../src/core/survey/questionnaire.ts';
import type { FactValues } from '../../../src/core/survey/typology-schema.ts';
import { everyPoint } from '../../../src/core/typology/every-point.ts';
import { factsFrom } from '../../../src/core/typology/facts.ts';
import { oneChangeFromAnother } from '../../../src/core/typology/one-change.ts';
import { nearestProfile } from '../../../src/core/typology/typology.ts';
import { presentationIn } from '../../../src/edition/presentation-in.ts';
import { cardTitle, factsBehind, readCard, saidAloud } from '../../../src/ui/profile/card-reading.ts';
import { changesByProfile } from '../../../src/ui/profile/changes-by-profile.ts';
import { cardStrings } from '../../../src/ui/words/later-words.ts';
import { profileStrings } from '../../../src/ui/words/profile-words.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as en } from '../../../src/words/compiled/respondent/en/first.mjs';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { answersAt, CANONICAL, factsAt } from '../../support/barometer.ts';
import { LONG } from '../../support/long.ts';
import { readPublic, study } from '../../support/surveys.ts';
import { rankingWordsIn } from '../ranking-words.ts';

const { survey } = study;
const french = wordsIn('fr', fr);
const PRESENTATION = v.parse(presentationSchema, readPublic(`${survey.id}/presentation.json`));
const PRESENTATIONS = {
  fr: presentationIn('fr', PRESENTATION, survey),
  en: presentationIn('en', PRESENTATION, survey),
};
const voices = { fr: french, en: wordsIn('en', en) };

/** Every point in `npm run test:long`; else one in thirteen, which meets every value of every fact. */
const isRead = (place: number) => LONG || place % 13 === 0;

/** Every text the card would show. */
function textsOf(values: FactValues, language: 'fr' | 'en', of: Survey = survey): readonly string[] {
  const text = cardStrings(language);
  const reading = readCard(of, values, voices[language]);
  if (!reading) throw new Error('not a card');
  const { profile, criteria } = reading;
  return [
    ...(profile ? [profile.name, reading.sentence, profileStrings(language)['why-matches'](profile.name)] : []),
    text['card.agree'](reading.matches, criteria.length),
    cardTitle(reading, language, PRESENTATIONS[language]),
    ...reading.nearest.flatMap(({ id }) => saidAloud(reading, id, PRESENTATIONS[language]) ?? []),
    ...reading.nearest.map((one) => one.name),
    ...criteria.flatMap((one) => [one.title, one.short, one.glance, ...one.observed]),
    ...reading.columns.flatMap((one) => [one.name, ...one.cells.map((cell) => cell.required)]),
    ...changesByProfile(reading, voices[language]).flatMap((group) => [group.profile.name, ...group.sentences]),
  ];
}

describe('the card of every point', () => {
  test.each(['fr', 'en'] as const)('in %s has no empty sentence, no hole and no ranking word', (language) => {
    const { typology, facts } = survey;
    if (!typology) throw new Error('the study has a typology');
    const texts = new Set<string>();
    let points = 0;
    for (const point of everyPoint(typology, facts)) {
      points++;
      if (isRead(points)) for (const text of textsOf(point, language)) texts.add(text);
    }
    expect(points).toBe(15_168);
    const faulty = [...texts].filter((text) => text.trim() === '' || /NaN|undefined|null|[{}]/.test(text));
    expect(faulty).toEqual([]);
    expect([...texts].flatMap(rankingWordsIn)).toEqual([]);
  });
});

describe('the canonical profiles', () => {
  test.each(Object.entries(CANONICAL))('%s agrees on all six criteria and is named alone', (id, point) => {
    const reading = readCard(survey, factsAt(point), french);
    expect(reading).toMatchObject({
      profile: { id },
      matches: 6,
      isCounted: true,
      outcome: 'near',
      nearest: [{ id }],
    });
  });

  test('one evaluation leads from Éclaireur to Systémique, and back', () => {
    const leadsTo = (point: string) => {
      const reading = readCard(survey, factsAt(point), french);
      return reading && changesByProfile(reading, french);
    };
    expect(leadsTo(CANONICAL.eclaireur)).toEqual([
      { profile: { id: 'systemique', name: 'Systémique' }, sentences: ['Si un dispositif d’évaluation existait'] },
    ]);
    expect(leadsTo(CANONICAL.systemique)).toEqual([
      { profile: { id: 'eclaireur', name: 'Éclaireur' }, sentences: [expect.stringMatching(/^S(ans|i) /)] },
    ]);
  });
});

describe('the changes of a card that names no profile alone', () => {
  const one = (typology: NonNullable<Survey['typology']>, facts: Survey['facts'], values: FactValues) =>
    oneChangeFromAnother(typology, facts, values);

  test('each leads to a profile that is then named alone, those that tie included', () => {
    const { typology, facts } = survey;
    if (!typology) throw new Error('the study has a typology');
    const tied = factsAt('no no 0 0 no none no ∅');
    expect([...new Set(one(typology, facts, tied).map(({ profile }) => profile))]).toEqual([
      'observateur',
      'explorateur',
    ]);
    let unnamed = 0;
    let points = 0;
    for (const point of everyPoint(typology, facts)) {
      const here = nearestProfile(typology, point);
      if (here.outcome !== 'near') unnamed++;
      if (!isRead(points++)) continue;
      for (const { fact, to, profile } of one(typology, facts, point)) {
        const there = nearestProfile(typology, { ...point, [fact]: to });
        const isSame = here.outcome === 'near' && here.profile === profile;
        if (there.outcome !== 'near' || there.profile !== profile || isSame)
          throw new Error(`${JSON.stringify(point)}: ${fact} leads to ${profile}`);
      }
    }
    // More than half of what one may answer.
    expect(unnamed).toBe(7894);
  });
});

describe('a card that cannot be complete', () => {
  test('names the questions that decide', () => {
    const reading = readCard(survey, factsFrom(survey, { 'digital-plan': 'yes' }), french);
    expect(reading?.deciding).toEqual([
      'elected-digital-rep',
      'development-axes',
      'digital-posts',
      'evaluation-device',
      'citizen-involvement-means',
    ]);
  });

  test('a survey without profiles has no reading', () => {
    const { typology: _, ...plain } = survey;
    expect(readCard(plain, {}, french)).toBeUndefined();
  });
});

test('what was read of the same answers is not read again, but in another language', () => {
  const answers = { ...answersAt(CANONICAL.eclaireur) };
  const read = (voice: typeof french) => readCard(survey, factsBehind(survey, answers), voice);
  const reading = read(french);
  expect(read(french)).toBe(reading);
  expect(read(voices.en)).not.toEqual(reading);
  expect(readCard(survey, factsBehind(survey, { ...answers }), french)).not.toBe(reading);
});
