import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { guaranteeOf } from '../guarantees/guarantees.ts';
import { CASES, SEVERAL } from '../guarantees/table.ts';

const page = readFileSync('docs/privacy-model.md', 'utf8');
const COLUMNS = [
  'previews, however many, and the gate that a group waits at',
  'previews and final',
  'final, one crossing, profile',
] as const;

it('promises what the code computes', () => {
  const found = (options: number) => COLUMNS.map((name) => guaranteeOf(options, CASES[name] ?? []));
  const cells = (head: string) => {
    const line = page.split('\n').find((one) => one.trim().startsWith(`| ${head}`)) ?? '';
    return line
      .split('|')
      .slice(2, -1)
      .map((cell) => Number.parseFloat(cell));
  };
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
  for (const [words, options] of [
    ['two', 2],
    ['three', 3],
    ['five', 5],
  ] as const)
    expect(cells(`guesses right, ${words} options`)).toEqual(found(options).map(({ right }) => rounded(right, 2)));
  expect(cells('is over 90 % sure, two options')).toEqual(found(2).map(({ sure }) => rounded(sure * 100, 1)));
  const [previews = 0, final = 0, all = 0] = found(2).map(({ odds }) => odds);
  expect(cells('odds between two possible answers')).toEqual([rounded(previews, 1), rounded(final, 1), Math.ceil(all)]);
  for (const { words, printed } of Object.values(SEVERAL)) expect(cells(words)).toEqual(printed);
});
