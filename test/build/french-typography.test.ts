import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { withFrenchTypography } from '../../src/build/release/french-typography.ts';

describe('French texts typed plainly', () => {
  it.each([
    ["const a = 'Erreur : ';", "const a = 'Erreur\u202f: ';"],
    ['const a = "l\'enquête";', 'const a = "l’enquête";'],
    [
      "const a = 'De « ' + 'N' + ' » : 9 %, 3 Mo, p. 4';",
      "const a = 'De «\u00a0' + 'N' + '\u00a0»\u202f: 9\u00a0%, 3\u00a0Mo, p.\u00a04';",
    ],
    ["const a = '1 048 576 lignes en 12 mois';", "const a = '1\u00a0048\u00a0576 lignes en 12 mois';"],
    ["// c'est : ici\nconst a = {};", "// c'est : ici\nconst a = {};"],
  ])('%s', (plain, set) => {
    expect(withFrenchTypography(plain, 'words.ts', true)).toBe(set);
  });

  it('are in the parts of templates', () => {
    const [open, close] = ['${', '}'];
    expect(withFrenchTypography(`const a = \`${open}n${close} : ${open}n${close} ?\`;`, 'words.ts', true)).toBe(
      `const a = \`${open}n${close}\u202f: ${open}n${close}\u202f?\`;`,
    );
  });

  it('are those under `fr` in a file of two languages', () => {
    expect(withFrenchTypography("const a = { fr: 'Quoi ?', en: 'What ?' };", 'words.ts', false)).toBe(
      "const a = { fr: 'Quoi\u202f?', en: 'What ?' };",
    );
  });
});

test('no file of French texts has a no-break space typed by hand', () => {
  const files = [
    ...readdirSync('src/ui/words/fr').map((file) => join('src/ui/words/fr', file)),
    ...readdirSync('src/desk/words').flatMap((file) => (file.endsWith('-fr.ts') ? [join('src/desk/words', file)] : [])),
  ];
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => /[\u00a0\u202f]|\\u00a0|\\u202f/.test(readFileSync(file, 'utf8')))).toEqual([]);
});
