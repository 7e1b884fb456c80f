import { expect, test } from 'vitest';
import { unbroken } from '../../../src/ui/past/unbroken.ts';

test('a number keeps its thousands on its line, a word its short part after a hyphen, and a year stays apart from a count', () => {
  expect(unbroken('De 500 000 à 1 999 999 habitants')).toBe('De 500\u00a0000 à 1\u00a0999\u00a0999 habitants');
  expect(unbroken('outre-mer, data-visualisation')).toBe('outre-\u2060mer, data-visualisation');
  expect(unbroken('en 2017 120 réponses')).toBe('en 2017 120 réponses');
});
