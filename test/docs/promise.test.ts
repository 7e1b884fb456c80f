import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REMEDIES } from '../remedies.ts';

const section = readFileSync('docs/architecture.md', 'utf8').match(/## The promise\n(.*?)\n## /s)?.[1] ?? '';
const rows = [...section.matchAll(/^\| (\d) \| `([^`]+)`(?:: (.+?))? \| (.+) \|$/gm)].map(
  ([, sentence, file = '', claim = '', without = '']) => ({ sentence, file: `test/${file}`, claim, without }),
);

it('each sentence of the promise names its tests, and a remedy that they miss', () => {
  const sentences = [...section.matchAll(/\((\d)\)/g)].map(([, sentence]) => sentence);
  expect(sentences.length).toBeGreaterThan(5);
  expect([...new Set(rows.map(({ sentence }) => sentence))].sort()).toEqual(sentences.sort());
  const lost = rows.filter(({ file, claim }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(claim));
  expect(lost).toEqual([]);
  expect(rows.filter(({ without }) => !Object.hasOwn(REMEDIES, without))).toEqual([]);
});
