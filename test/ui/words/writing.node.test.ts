import { expect, test } from 'vitest';
import { isAlphabetical } from '../../../src/ui/words/writing.ts';

test.each([
  [['Éclaireur', 'Entrepreneur', 'Explorateur'], true],
  [['Noyau', 'Archipel', 'Ruche'], false],
  [['Zèbre', 'Éclair'], false],
  [[], true],
])('%j stand in the order of the alphabet: %s', (names, is) => {
  expect(isAlphabetical(names, 'fr')).toBe(is);
});
