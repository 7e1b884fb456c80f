import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RowCounts } from '../../../src/authoring/workbook/report/report.ts';
import { type CellInput, type SheetInput, taken, xlsxOf } from '../../support/xlsx.ts';

/*
 * Real forms by their structure: `source` says in which public repository each of them is. Types, conditions, lists and columns are
 * theirs; names, codes and texts are made up, so that nothing of what they say is copied.
 */

interface Form {
  readonly name: string;
  readonly source: string;
  readonly rows: RowCounts;
  readonly sheets: Readonly<Record<string, readonly (readonly (CellInput | null)[])[]>>;
}

const formsIn = (name: string): readonly Form[] =>
  JSON.parse(readFileSync(`test/fixtures/workbooks/${name}.json`, 'utf8'));
const PYXFORM = formsIn('pyxform-examples');
const PUBLISHED = formsIn('published-forms');

function outcomeOf({ sheets }: Form) {
  const given: SheetInput = Object.fromEntries(
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

test('nine rows of ten of six published forms are carried, some of them in another form', () => {
  const reports = PUBLISHED.map((form) => outcomeOf(form).report);
  const sum = (of: keyof RowCounts) => reports.reduce((total, { rows }) => total + rows[of], 0);
  const kept = { carried: sum('carried'), otherwise: sum('otherwise') };
  expect([PUBLISHED.length, sum('read'), kept]).toEqual([6, 792, { carried: 319, otherwise: 407 }]);
  expect((kept.carried + kept.otherwise) / sum('read')).toBeGreaterThanOrEqual(0.9);
  // What is left out, by kind.
  const lost = new Map<string, number>();
  for (const { verdict, code } of reports.flatMap(({ lines }) => lines))
    if (/^(type|group|note|constraint|condition)\./.test(code) && verdict !== 'otherwise' && verdict !== 'advice')
      lost.set(`${verdict} ${code}`, (lost.get(`${verdict} ${code}`) ?? 0) + 1);
  expect(Object.fromEntries(lost)).toEqual({
    'dropped type.dropped': 22,
    'dropped type.metadata': 21,
    'dropped group.empty': 4,
    'dropped note.rule': 3,
    'to-decide constraint.beyond': 7,
    'to-decide type.calculate': 5,
    'to-decide condition.beyond': 1,
    'faulty condition.option': 1,
  });
});
