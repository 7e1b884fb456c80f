import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { pastOf } from '../../../src/core/results/past-study.ts';
import { referenceFaults, referenceSchema } from '../../../src/core/results/reference.ts';
import { resultsFileSchema } from '../../../src/core/results/results-file.ts';
import { waveReference } from '../../../src/core/results/wave-reference.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { pastStudy } from '../../../src/edition/compact-reference.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { builtFile, readPublic, study } from '../../support/surveys.ts';

const { survey } = study;
const file = v.parse(resultsFileSchema, readPublic('numerique-territorial/results.json'));
const PEOPLE = { commune: 420, departement: 62, region: 48, intercommunalite: 230 };
const final = publicationOfPeople(survey, PEOPLE, { file, phase: 'results' });
const wave = waveReference(survey, final, survey.id);

describe('the reference file of a wave', () => {
  test('is one that a survey may have, and leads nowhere wrong', () => {
    expect(v.parse(referenceSchema, JSON.parse(JSON.stringify(wave)))).toEqual(wave);
    expect(referenceFaults(wave, survey)).toEqual([]);
    expect(wave.study).toEqual({ title: survey.title.fr, year: 2026, wave: true });
  });

  test('has each share that the final results display, of every group and option, and no number that they do not', () => {
    const plan = final.strata.commune?.items['digital-plan'];
    const yes = pastOf(pastStudy(wave), 'digital-plan', ['yes'], 'commune');
    const share = Math.round(((plan?.counts.yes ?? 0) / (plan?.base ?? 1)) * 100);
    expect(yes).toMatchObject([{ published: `${share} %`, base: plan?.base, percent: share }]);
    // A count of a small group has the range of its noise.
    const wide = pastStudy(wave).figures.filter(({ published }) => /^\d+ % \(\d+–\d+\)$/.test(published));
    expect(wide.length).toBeGreaterThan(100);
    for (const { published, percent } of wide) expect(percent).toBe(Number.parseInt(published, 10));
    // A share of a profile is among the responses of the named group that have a profile.
    const { profiles, groups: sizes } = pastStudy(wave);
    const [near] = profiles.filter((one) => one.groups[0] === 'commune');
    expect([near?.base, sizes.commune?.unit.fr]).toEqual([final.strata.commune?.profiles?.base, 'réponses, Commune']);
    // In a group of few, a count: « 8/28 (2–14) ».
    const small = wave.figures.filter(({ kind }) => kind === 'count');
    expect(new Set(small.map(({ scope }) => String(scope)))).toContain('region');
    for (const { published } of small) expect(published).toMatch(/^\d+\/\d+ \(\d+–\d+\)$/);
    const groups = new Set(wave.figures.map(({ scope }) => String(scope)));
    expect([...groups].sort()).toEqual(['all', ...Object.keys(PEOPLE)].sort());
    expect(wave.figures.length).toBeGreaterThan(1000);
    expect(
      wave.figures.filter(({ published }) => /\b(0|100) %|\bNaN/.test(published) && !/[≤≥]/.test(published)),
    ).toEqual([]);
  });

  test('is shown next to the same question with nothing changed', () => {
    expect(pastStudy(wave, survey)).not.toHaveProperty('changed');
  });

  test('tells item by item what the next wave asks in other words or with other options', () => {
    const next = JSON.parse(JSON.stringify(builtFile(study.json())));
    interface Asked {
      readonly id: string;
      text: object;
      options: { readonly id: string }[];
    }
    const questions: Asked[] = next.sections.flatMap((one: { questions: Asked[] }) => one.questions);
    const plan = questions.find(({ id }) => id === 'digital-plan');
    const band = questions.find(({ id }) => id === 'population-band');
    if (!plan || !band) throw new Error('no such questions');
    plan.text = { ...plan.text, fr: 'Avez-vous un plan ?' };
    band.options = [
      ...band.options.slice(1),
      { id: 'tiny', label: { fr: 'Moins de 100', en: 'Under 100' } } as { id: string },
    ];
    const { changed = {} } = pastStudy(wave, toSurvey(next));
    expect(Object.keys(changed).sort()).toEqual(['digital-plan', 'population-band']);
    expect(changed['digital-plan']?.map(({ fr }) => fr)).toEqual([
      `Formulation d’alors\u202f: ${survey.question.get('digital-plan')?.text.fr}`,
    ]);
    expect(changed['population-band']?.map(({ fr }) => fr)).toEqual([
      'Réponses qui ne sont plus proposées\u202f: Moins de 3 500',
      'Réponses qui n’étaient pas proposées\u202f: Moins de 100',
    ]);
  });
});
