import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { describe, expect, it, test } from 'vitest';
import { withFrenchTypography } from '../../src/build/release/french-typography.ts';
import { releaseFiles } from '../../src/build/release/release.ts';

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
    expect(withFrenchTypography(plain, 'words.ts')).toBe(set);
  });

  it('are in the parts of templates', () => {
    const [open, close] = ['${', '}'];
    expect(withFrenchTypography(`const a = \`${open}n${close} : ${open}n${close} ?\`;`, 'words.ts')).toBe(
      `const a = \`${open}n${close}\u202f: ${open}n${close}\u202f?\`;`,
    );
  });
});

test('no file of French texts has a no-break space typed by hand', () => {
  const files = [
    ...readdirSync('src/ui/words/fr').map((file) => join('src/ui/words/fr', file)),
    'src/words/desk/fr.json',
    'src/words/guide/fr.md',
  ];
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => /[\u00a0\u202f]|\\u00a0|\\u202f/.test(readFileSync(file, 'utf8')))).toEqual([]);
});

describe('the built app and desk', () => {
  /** A space that may break before a mark or inside quotation marks. English has no space there; `!=` is an operator. */
  const BREAKING = / [:;?!»](?!=)|« /;
  /** What `typeset` looks for, and a selector. */
  const OURS = /^(?:« |form :checked)$/;
  const files = releaseFiles('dist/app').map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));

  it('have no French text whose marks may leave their line', () => {
    const scripts = files.filter(({ path }) => path.endsWith('.js'));
    const texts = scripts.flatMap(({ path, text }) => {
      const program = parse(text, { ecmaVersion: 'latest', sourceType: path === 'sw.js' ? 'script' : 'module' });
      return textsOf(program).map((found) => `${path}: ${found}`);
    });
    expect(texts.some((text) => text.includes('«\u00a0'))).toBe(true);
    expect(texts.some((text) => text.includes('organisateur/') && text.includes('\u202f:'))).toBe(true);
    const faulty = texts.filter((text) => {
      const found = text.slice(text.indexOf(': ') + 2);
      return BREAKING.test(found) && !OURS.test(found);
    });
    expect(faulty).toEqual([]);
  });

  it('have none in their pages either', () => {
    const pages = files.filter(({ path }) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(1);
    const faulty = pages.flatMap(({ path, text }) => {
      const shown = text.replaceAll(/<(script|style)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, '\n');
      return shown.split('\n').flatMap((line) => (BREAKING.test(line) ? [`${path}: ${line}`] : []));
    });
    expect(faulty).toEqual([]);
  });
});

/** The literals and the parts of templates of a script. */
function textsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== 'object' || node === null) return [];
  const { type, value } = node as { type?: string; value?: unknown };
  if (type === 'Literal') return typeof value === 'string' ? [value] : [];
  if (type === 'TemplateElement') return [String((value as { cooked: string }).cooked)];
  return Object.values(node).flatMap(textsOf);
}
