import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { referenceSchema } from '../../src/core/results/reference.ts';
import { resultsFileSchema } from '../../src/core/results/results-file.ts';
import { pastStudy } from '../../src/edition/compact-reference.ts';
import { publicationOfPeople } from '../support/season.ts';
import { readPublic, study } from '../support/surveys.ts';
import { shownPages, type Wave } from './study-elements.ts';

const { survey } = study;
const file = v.parse(resultsFileSchema, readPublic('numerique-territorial/results.json'));
const PEOPLE = { commune: 420, departement: 120, region: 60, intercommunalite: 230 };
const results = publicationOfPeople(survey, PEOPLE, { file, phase: 'results' });
const past = pastStudy(v.parse(referenceSchema, readPublic('numerique-territorial/reference-2017.json')));
const shown: Wave = { survey, file, results, past, verbatims: 10, interviews: 1, lessons: true };
const missing = (changed: Partial<Wave>) => {
  const pages = new Set(shownPages({ ...shown, ...changed }));
  return shownPages(shown).filter((page) => !pages.has(page));
};

describe('the pages of the study that final results show', () => {
  it('are all 79', () => {
    expect(shownPages(shown)).toHaveLength(79);
  });

  it('lack page 25 without the crossing of the two budgets, in the file or in the publication', () => {
    const id = 'operating-by-investment';
    expect(missing({ file: { ...file, crossings: file.crossings?.filter((one) => one.id !== id) ?? [] } })).toEqual([
      25,
    ]);
    const all = results.strata.all;
    if (!all) throw new Error('everyone is shown');
    const { [id]: crossed, ...crossings } = all.crossings;
    expect(Object.values(crossed?.rows ?? {}).some(Boolean)).toBe(true);
    expect(missing({ results: { ...results, strata: { ...results.strata, all: { ...all, crossings } } } })).toEqual([
      25,
    ]);
  });

  it.each(['other-axes', 'posts', 'communication'])('lack pages 62 to 64 without what %s counts', (gone) => {
    const facts = survey.facts.filter(({ id }) => id !== gone && (gone !== 'other-axes' || id !== 'planned'));
    expect(missing({ survey: { ...survey, facts } })).toEqual([62, 63, 64]);
  });
});
