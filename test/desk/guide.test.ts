import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readExpression } from '../../src/authoring/workbook/form/expression.ts';
import { templateWorkbook } from '../../src/authoring/workbook/writing/template.ts';
import { openWorkbook } from '../../src/authoring/workbook/xlsx/open-workbook.ts';
import type { GuideBlock, GuideText } from '../../src/desk/guide/guide-text.ts';
import { guide as guideEn } from '../../src/words/compiled/guide/en.mjs';
import { guide as guideFr } from '../../src/words/compiled/guide/fr.mjs';

const GUIDES: readonly (readonly ['fr' | 'en', GuideText])[] = [
  ['fr', guideFr],
  ['en', guideEn],
];
const blocksOf = ({ parts }: GuideText): readonly GuideBlock[] => parts.flatMap(({ blocks }) => blocks);
/** As it is typed: the build sets the spaces and apostrophes of French. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'");

/** The cells of a sheet by the heads of their columns. */
function rowsIn(bytes: Uint8Array, sheet: string): readonly Readonly<Record<string, string>>[] {
  const opened = openWorkbook(bytes);
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const [head, ...rows] = opened.workbook.sheets.find(({ name }) => name === sheet)?.rows ?? [];
  return rows.map(({ cells }) =>
    Object.fromEntries((head?.cells ?? []).map((cell, place) => [cell?.text ?? '', plain(cells[place]?.text ?? '')])),
  );
}

test.each(GUIDES)('each row that the guide shows in %s is in the workbook that one downloads', (language, text) => {
  const workbooks = { template: templateWorkbook(language), quiz: readFileSync('docs/example-quiz.xlsx') };
  const sheets = blocksOf(text).flatMap((block) => (block.kind === 'sheet' ? [block] : []));
  expect(sheets).toHaveLength(5);
  for (const { of, sheet, rows } of sheets) {
    const [head = [], ...shown] = rows;
    const written = rowsIn(of === 'quiz' ? workbooks.quiz : workbooks.template, sheet).map((row) =>
      head.map((column) => row[column]),
    );
    for (const row of shown) expect(written).toContainEqual(row.map(plain));
  }
});

test('both languages have the same parts, and the same kinds of blocks in them', () => {
  const shape = ({ parts }: GuideText) => parts.map(({ id, blocks }) => [id, blocks.map(({ kind }) => kind)]);
  expect(shape(guideEn)).toEqual(shape(guideFr));
});

test.each(GUIDES)('each condition that the guide explains in %s is understood', (_, { parts }) => {
  const blocks = parts.find(({ id }) => id === 'conditions')?.blocks ?? [];
  const written = blocks.flatMap((block) =>
    block.kind === 'terms' ? block.terms.map(([condition]) => condition) : [],
  );
  const conditions = written.filter((condition) => condition.includes('${'));
  expect(conditions).toHaveLength(5);
  for (const condition of conditions) {
    // No quote is another one than those that XLSForm knows.
    expect([condition, readExpression(condition)]).toEqual([
      condition,
      expect.objectContaining({ kind: 'expression', hasSmartQuotes: false }),
    ]);
  }
});

test.each(GUIDES)('each picture is shown once in %s, and there', (language, text) => {
  const shown = blocksOf(text).flatMap((block) =>
    block.kind === 'pictures' ? block.pictures.map(([name]) => name) : [],
  );
  const drawn = readdirSync('src/desk/guide/pictures').filter((name) => name.endsWith(`.${language}.png`));
  expect(shown.map((name) => `${name}.${language}.png`).toSorted()).toEqual(drawn.toSorted());
});
