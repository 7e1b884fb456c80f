import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RowCounts } from '../../../src/authoring/workbook/report/report.ts';
import { type CellGiven, type SheetsGiven, taken, xlsxOf } from '../../support/xlsx.ts';

/*
 * Real forms by their structure: `source` says in which public repository each of them is. Types, conditions, lists and columns are
 * theirs; names, codes and texts are made up, so that nothing of what they say is copied.
 */

interface Form {
  readonly name: string;
  readonly source: string;
  readonly rows: RowCounts;
  readonly sheets: Readonly<Record<string, readonly (readonly (CellGiven | null)[])[]>>;
}

const formsIn = (name: string): readonly Form[] =>
  JSON.parse(readFileSync(`test/fixtures/workbooks/${name}.json`, 'utf8'));
const PYXFORM = formsIn('pyxform-examples');
const PUBLISHED = formsIn('published-forms');

function outcomeOf({ sheets }: Form) {
  const given: SheetsGiven = Object.fromEntries(
    Object.entries(sheets).map(([name, rows]) => [name, rows.map((row) => row.map((cell) => cell ?? undefined))]),
  );
  return taken(xlsxOf(given));
}

test.each([...PYXFORM, ...PUBLISHED].map((form) => [form.name, form] as const))(
  '%s: each row is counted once, and the same rows become the same',
  (_, form) => {
    const { report } = outcomeOf(form);
    const { read, carried, otherwise, dropped, toDecide, faulty } = report.rows;
    expect(report.rows).toEqual(form.rows);
    expect(carried + otherwise + dropped + toDecide + faulty).toBe(read);
    // What is left out says what it was, in both languages.
    for (const { verdict, says, code } of report.lines)
      if (verdict !== 'advice') expect([code, says.fr !== '', says.en !== '']).toEqual([code, true, true]);
    expect(outcomeOf(form).report).toEqual(report);
  },
);

test('of six published forms nine rows of ten are carried, but those that record a device or a time', () => {
  let [kept, read] = [0, 0];
  for (const form of PUBLISHED) {
    const { rows, lines } = outcomeOf(form).report;
    const metadata = lines.filter(({ code }) => code === 'type.metadata').length;
    kept += rows.carried + rows.otherwise;
    read += rows.read - metadata;
    console.info(
      `${form.name}: ${rows.carried + rows.otherwise} of ${rows.read} rows, ${metadata} of a device or a time`,
    );
  }
  expect(PUBLISHED).toHaveLength(6);
  expect(kept / read).toBeGreaterThanOrEqual(0.9);
});
