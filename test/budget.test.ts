import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { CASTS, HOUSE_LINES, TEST_LINES } from './ceilings.ts';

const SOURCE = /\.(?:ts|tsx|css)$/;
const TEST = /\.(?:ts|tsx|css|mjs)$/;
const sources = [...filesOf('src', SOURCE), ...filesOf('sw', SOURCE)];

test('every house has a ceiling, and every ceiling belongs to an existing house', () => {
  expect([...new Set(sources.map(houseOf))].sort()).toEqual(Object.keys(HOUSE_LINES).sort());
});

test.each(Object.entries(HOUSE_LINES))('the house %s has %i lines at most', (house, ceiling) => {
  expect(linesOf(sources.filter((file) => houseOf(file) === house))).toBeLessThanOrEqual(ceiling);
});

test.each(Object.entries(TEST_LINES))('%s has %i lines at most', (folder, ceiling) => {
  const files = filesOf(folder, TEST);
  expect(files.length).toBeGreaterThan(10);
  expect(linesOf(files)).toBeLessThanOrEqual(ceiling);
});

test('few values but parsed JSON are cast', () => {
  const code = sources.filter((file) => !file.endsWith('.css'));
  const examples = [
    'a as B',
    '(a.b ?? {}) as B',
    'f(JSON.parse(text) as B, b as C)',
    '(await r.json()) as B',
    '[a] as const',
  ];
  expect(examples.map((text) => castsIn('example.ts', text).length)).toEqual([1, 1, 1, 0, 0]);
  expect(code.flatMap((file) => castsIn(file, readFileSync(file, 'utf8'))).length).toBeLessThanOrEqual(CASTS);
});

function filesOf(folder: string, wanted: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => wanted.test(name))
    .map((name) => join(folder, name));
}

function houseOf(file: string): string {
  const [top = '', second = '', ...deeper] = file.split('/');
  if (top !== 'src') return top;
  return deeper.length === 0 ? '.' : second;
}

/** The number of line ends, as `wc -l` counts them. */
function linesOf(files: readonly string[]): number {
  return files.reduce((total, file) => total + readFileSync(file, 'utf8').split('\n').length - 1, 0);
}

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** The casts of a file, but for `as const` and those of what `JSON.parse` or `json()` has just returned. */
function castsIn(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (isSyntaxNode(node) && node.type === 'TSAsExpression') {
      const cast = text.slice(node.start, node.end);
      if (!/^\(?(?:await )?(?:JSON\.parse\(|[\w.]+\.json\(\))|\bas const$/.test(cast)) found.push(cast);
    }
    for (const value of Object.values(node)) visit(value);
  };
  visit(parseSync(file, text).program);
  return found;
}

function isSyntaxNode(node: object): node is SyntaxNode {
  return 'type' in node && 'start' in node;
}
