import { expect, test } from 'vitest';
import { earlierOptions } from '../../src/edition/earlier-options.ts';
import { builtFile, firstStudy, readFixture, study } from '../support/surveys.ts';

const files = new Map([1, 2].map((revision, place) => [revision, builtFile([firstStudy, study][place]?.json())]));

test('what revision 2 does not offer any more keeps the words it was offered with', () => {
  const gone = earlierOptions(files, 2);
  expect(
    Object.fromEntries(Object.entries(gone ?? {}).map(([id, some]) => [id, some.map(({ label }) => label.fr)])),
  ).toEqual({
    'population-band': ['Moins de 5 000', '500 000 et plus'],
    'co-construction': ['Oui'],
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
