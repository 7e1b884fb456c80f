import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findPhrases } from './count-phrases.mjs';

it.each([
  ['README.md', 900],
  ['docs/README.fr.md', 900],
  ['CONTRIBUTING.md', 1_000],
])('%s has %i words at most', (file, most) => {
  const words = readFileSync(file, 'utf8')
    .replace(/<[^>]+>/g, ' ')
    .split(/\s+/)
    .filter((word) => /\w/.test(word));
  expect(words.length).toBeGreaterThan(300);
  expect(words.length).toBeLessThanOrEqual(most);
});

it('no document has a phrase that a plain verb can replace', () => {
  const found = findPhrases(['*.md', 'CITATION.cff']).map(({ file, line, found }) => `${file}:${line}: ${found}`);
  expect(found).toEqual([]);
});

const MOST = 10;

it('the whole tree has ten of them at most, and no name that does not say what it is', () => {
  const found = findPhrases().map(({ file, line, found, kind }) => `${file}:${line}: ${kind} ${found}`);
  expect(found.filter((line) => line.includes(': phrase ')).slice(MOST)).toEqual([]);
  expect(found.filter((line) => line.includes(': name '))).toEqual([]);
});

it('the list of decisions names each page, and each page says its context, decision, cost and doubt', () => {
  const pages = readdirSync('docs/decisions').filter((file) => /^\d{3}-/.test(file));
  const list = readFileSync('docs/decisions/README.md', 'utf8');
  expect([...list.matchAll(/\]\((\d{3}-[^)]+)\)/g)].map(([, page]) => page)).toEqual(pages.sort());
  for (const page of pages) {
    const text = readFileSync(`docs/decisions/${page}`, 'utf8');
    const parts = [...text.matchAll(/^\*\*(.+?)\.\*\*/gm)].map(([, name]) => name);
    expect([page, parts]).toEqual([page, ['Context', 'Decision', 'Cost', 'What would change our mind']]);
  }
});
