import { expect, test } from 'vitest';
import { inOneLanguage } from '../../../src/edition/edition-of.ts';
import { allOf } from '../../core/all-of.ts';
import CONDITIONS from '../../fixtures/workbooks/conditions.json' with { type: 'json' };
import { type CellInput, linesOf, type SheetInput, settingsOf, surveyOf, taken, xlsxOf } from '../../support/xlsx.ts';
import { exported, questionsOf, workbookFixture } from './made-files.ts';

/*
 * Forms in the manner of pyxform's examples and of forms that organisations publish, written for this test: what each kind of row becomes, and how
 * many of each.
 */

type Rows = readonly (readonly CellInput[])[];
const YES_NO: Rows = [
  ['yn', 'yes', 'Yes'],
  ['yn', 'no', 'No'],
];
const choices = (...rows: Rows): Rows => [['list_name', 'name', 'label'], ...YES_NO, ...rows];
const form = (survey: Rows, ...more: Rows): SheetInput => ({
  survey,
  choices: choices(...more),
  settings: settingsOf('T', 't', 'English (en)'),
});

test('a household form: every row is counted, and each condition means what it meant', () => {
  const { sheets, report } = workbookFixture('household');
  const outcome = taken(xlsxOf(sheets));
  expect(linesOf(outcome)).toEqual(report);
  expect(outcome.report.rows).toEqual({ read: 33, carried: 17, otherwise: 7, dropped: 8, toDecide: 1, faulty: 0 });
  const of = (wanted: string) => questionsOf(outcome).find(({ id }) => id === wanted);
  expect(of('people')).toMatchObject({ kind: 'number', min: 1, max: 29, decimals: 0, required: true });
  expect(of('source')?.options?.at(-1)).toEqual({ id: 'other', label: { en: 'Other' }, specify: true });
  const nested = { not: { item: 'source', is: 'tap' } };
  expect(of('cattle')?.showIf).toEqual(nested);
  expect(of('cows')?.showIf).toEqual({ all: [nested, { item: 'cattle', is: 'yes' }] });
  expect(of('grown')).toMatchObject({ showIf: { item: 'people', atLeast: 2 } });
  expect(of('grown')?.options?.at(-1)).toMatchObject({ id: 'none', exclusive: true });
  expect(of('area')?.showIf).toEqual(allOf({ item: 'people', atLeast: 2 }, { item: 'grown', chosen: { atLeast: 1 } }));
});

test('a satisfaction form: tables, ranges and « other »', () => {
  const outcome = taken(xlsxOf(workbookFixture('satisfaction').sheets));
  expect(outcome.report.rows).toEqual({ read: 22, carried: 17, otherwise: 3, dropped: 2, toDecide: 0, faulty: 0 });
  const questions = questionsOf(outcome);
  expect(questions.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'matrix head',
    'matrix g2',
    'number mark',
    'single colour',
    'text more',
  ]);
  expect(questions[2]).toMatchObject({ min: 1, max: 10, decimals: 0, required: true });
  expect(questions[4]).toMatchObject({ lines: 4, personal: true, maxBytes: 1000 });
});

/** A last question with this condition on questions of each kind. */
const asking = (written: string) =>
  form([
    ['type', 'name', 'label', 'relevant'],
    ['select_one yn', 'one', 'One?'],
    ['select_multiple yn', 'many', 'Many?'],
    ['integer', 'age', 'Age?'],
    ['decimal', 'share', 'Share?'],
    ['text', 'words', 'Words?'],
    ['select_one yn', 'last', 'Last?', written],
  ]);

test.each(CONDITIONS)('$written', ({ written, rule }) => {
  expect(questionsOf(taken(xlsxOf(asking(written)))).at(-1)?.showIf).toEqual(rule);
});

test.each([
  'today() > 1',
  '${age} + 1 > 2',
  'pulldata(1)',
  'selected-at(${many}, 0)',
  '${one} = ${many}',
  'regex(${words}, "a")',
  '(',
  '${one} = ',
])('%s is left to decide', (written) => {
  expect(taken(xlsxOf(asking(written))).decisions).toEqual(['survey!D7']);
});

test('two thousand rows are read and reported on', () => {
  const rows = Array.from({ length: 1_990 }, (_, index) => [
    'select_one yn',
    `q${index}`,
    `Question ${index}, is it so?`,
    `\${q${index - (index % 50)}} = 'yes'`,
  ]);
  const bytes = xlsxOf(
    form([
      ['type', 'name', 'label', 'relevant'],
      ...rows.map((row, index) => (index % 50 === 0 ? row.slice(0, 3) : row)),
    ]),
  );
  const start = performance.now();
  const { report } = taken(bytes);
  console.info(`2 000 rows: ${Math.round(performance.now() - start)} ms`);
  expect(report.rows.read).toBe(1_993);
  expect(report.rows.faulty).toBe(0);
});

test('a random order is carried where the question supports it, and reported where it does not', () => {
  const { sheets, report } = workbookFixture('random-order');
  const outcome = taken(xlsxOf(sheets));
  expect(linesOf(outcome).filter((line) => !line.endsWith('group.made'))).toEqual(report);
  const corrected = sheets.survey?.map((row) => row.map((cell) => (cell === 'sometimes' ? '' : cell))) ?? [];
  const questions = questionsOf(taken(xlsxOf({ ...sheets, survey: corrected })));
  expect(questions.map(({ id, order, prefill }) => [id, order, prefill])).toEqual([
    ['first', undefined, true],
    ['second', 'random', undefined],
    ['third', 'random', undefined],
    ['table', 'random', undefined],
    ['fourth', undefined, undefined],
    ['fifth', undefined, undefined],
  ]);
});

test('names that change are listed in one line for each sheet', () => {
  const survey: Rows = [
    ['type', 'name', 'label'],
    ['select_one yn', 'A_car', 'A car?'],
    ['text', 'Why_not', 'Why not?', "${A_car} = 'no'"],
    ['text', 'rest', 'The rest?'],
  ];
  const { report } = taken(xlsxOf(form(survey)));
  const renamed = report.lines.filter(({ code }) => /^names?\.changed$/.test(code));
  expect(renamed.map(({ cell, verdict, details }) => [cell, verdict, details])).toEqual([
    ['B2', 'otherwise', ['B2 A_car → a-car', 'B3 Why_not → why-not']],
  ]);
  // Each of the rows still counts as taken otherwise.
  expect(report.rows).toMatchObject({ carried: 4, otherwise: 2 });
});

test('a list that no question uses is kept in the workbook, and is not sent to phones', () => {
  const survey: Rows = [
    ['type', 'name', 'label'],
    ['select_one yn', 'car', 'A car?'],
  ];
  const outcome = taken(xlsxOf(form(survey, ['spare', 'one', 'One'], ['spare', 'two', 'Two'])));
  expect(linesOf(outcome)).toContain('choices!A4 otherwise choice.spare');
  const file = surveyOf(outcome);
  expect(Object.keys(file.scales)).toEqual(['spare']);
  expect(inOneLanguage(file, 'en')).toMatchObject({ scales: {} });
  expect(surveyOf(taken(exported(outcome))).scales).toEqual(file.scales);
});
