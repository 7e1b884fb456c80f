import { expect, test } from 'vitest';
import { originsOf } from '../../src/edition/wording-origins.ts';
import { builtFile, readFixture, study } from '../support/surveys.ts';

const origins = originsOf(builtFile(study.json()));

test('the results page gets the wordings that the study does not print, and its page numbers', () => {
  expect(origins?.['digital-service-size']).toEqual({ evidence: 'reconstructed', page: '9' });
  // The wording is printed, some answers are not.
  expect(origins?.['digital-plan']?.evidence).toBe('study');
  // The levels of its scale are inferred.
  expect(origins?.['strategy-challenges']).toBeDefined();
  expect(origins?.['evaluation-device']).toEqual({ evidence: 'study', page: '27' });
  // All of its rows and levels are printed, but for a scale that ends in « Sans opinion ».
  expect(origins?.['vision-automation']).toBeUndefined();
});

test('notes for the organiser are left out', () => {
  const pages = Object.values(origins ?? {}).flatMap(({ page }) => page ?? []);
  expect(pages.length).toBeGreaterThan(20);
  for (const page of pages) expect(page).toMatch(/^\d[\d-]*$/);
});

test('a survey that no study came before has none', () => {
  expect(originsOf(builtFile(readFixture('shared-garden')))).toBeUndefined();
});
