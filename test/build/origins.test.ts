import { expect, test } from 'vitest';
import { originsOf } from '../../src/build/origins.ts';
import { builtFile, readFixture, study } from '../support/surveys.ts';

const origins = originsOf(builtFile(study.json()));

test('the results page is told what of the questionnaire the study does not print, and its lines', () => {
  expect(origins?.['digital-service-size']).toEqual({ evidence: 'reconstructed', source: 'l. 255-301' });
  // The wording is printed, some answers are not.
  expect(origins?.['digital-plan']?.evidence).toBe('study');
  // The levels of its scale are inferred.
  expect(origins?.['strategy-challenges']).toBeDefined();
  expect(origins?.['evaluation-device']).toBeUndefined();
});

test('nothing that is written for the organiser goes with it', () => {
  for (const { source } of Object.values(origins ?? {})) expect(source).toMatch(/^l\. \d[\d, -]*$/);
});

test('a survey that no study came before has none', () => {
  expect(originsOf(builtFile(readFixture('shared-garden')))).toBeUndefined();
});
