import { expect, test } from 'vitest';
import { earlierOptions } from '../../src/edition/edition-of.ts';
import { builtFile, firstStudy, readFixture, secondStudy, study } from '../support/surveys.ts';

const files = new Map([firstStudy, secondStudy, study].map(({ json }, place) => [place + 1, builtFile(json())]));

test('what the current revision does not offer any more keeps the words it was offered with', () => {
  const gone = earlierOptions(files, 3);
  expect(
    Object.fromEntries(Object.entries(gone ?? {}).map(([id, some]) => [id, some.map(({ label }) => label.fr)])),
  ).toEqual({
    'population-band': ['Moins de 5 000', '500 000 et plus'],
    'digital-job-share': ['Totalement', 'Pour la moitié du temps de travail'],
    'co-construction': ['Oui'],
    'digital-posts': ['Ne connais pas'],
    'dpo-involvement': ['Pas de CIL ni de DPD'],
  });
});

test('a later revision than the one that is asked takes nothing away', () => {
  expect(earlierOptions(files, 1)).toBeUndefined();
});

test('a survey of one revision has none', () => {
  const garden = builtFile(readFixture('shared-garden'));
  expect(earlierOptions(new Map([[garden.revision, garden]]), garden.revision)).toBeUndefined();
});
