import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { describe, expect, it, test } from 'vitest';
import { releaseFiles } from '../../src/build/release/release.ts';
import { typesetIn } from '../../src/build/words/message.ts';

test.each([
  ['Erreur : ', 'Erreur\u202f: '],
  ["l'enquête", 'l’enquête'],
  ['De « {n} » : 9 %, 3 Mo, p. 4', 'De «\u00a0{n}\u00a0»\u202f: 9\u00a0%, 3\u00a0Mo, p.\u00a04'],
  ['1 048 576 lignes en 12 mois', '1\u00a0048\u00a0576 lignes en 12 mois'],
])('French typed plainly: %s', (plain, set) => expect(typesetIn(plain, 'fr')).toBe(set));

test('no file of French texts has a no-break space typed by hand, where none is in the language of days and numbers', () => {
  const files = ['src/words/respondent/fr.json', 'src/words/desk/fr.json', 'src/words/guide/fr.md'];
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  expect(lines.length).toBeGreaterThan(1000);
  const found = lines.filter((line) => /[\u00a0\u202f]|\\u00a0|\\u202f/.test(line));
  expect(found.filter((line) => !/\{month\}|: "\\u00a0"/.test(line))).toEqual([]);
});

describe('the built app and desk', () => {
  /** A space that may break before a mark or inside quotation marks. English has no space there; `!=` is an operator. */
  const BREAKING = / [:;?!»](?!=)|« /;
  /** What `typeset` looks for, and a selector. */
  const OURS = /^(?:« |form :checked|p\[style-name.*)$/;
  const files = releaseFiles('dist/app').map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));

  it('have no French text whose marks may leave their line', () => {
    // Mammoth has no French text.
    const scripts = files.filter(({ path }) => path.endsWith('.js') && !path.includes('/mammoth.'));
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
