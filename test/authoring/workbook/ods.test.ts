import { expect, test } from 'vitest';
import { openWorkbook } from '../../../src/authoring/workbook/xlsx/open-workbook.ts';
import { WORKBOOK_LIMITS } from '../../../src/authoring/workbook/xlsx/workbook-sheet.ts';
import { openDocumentOf } from '../../desk/documents.ts';
import { surveyOf, taken } from '../../support/xlsx.ts';

const cell = (text: string, more = '') =>
  `<table:table-cell office:value-type="string" ${more}>${text === '' ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`;
const row = (cells: string, times = 1) =>
  `<table:table-row table:number-rows-repeated="${times}">${cells}</table:table-row>`;
const texts = (...cells: readonly string[]) => row(cells.map((text) => cell(text)).join(''));
const sheet = (name: string, ...rows: readonly string[]) =>
  `<table:table table:name="${name}">${rows.join('')}${row('<table:table-cell table:number-columns-repeated="16384"/>', 1_048_000)}</table:table>`;
const odsOf = (sheets: string, parts?: Readonly<Record<string, string>>) =>
  openDocumentOf(`<office:spreadsheet>${sheets}</office:spreadsheet>`, parts);

function opened(bytes: Uint8Array) {
  const outcome = openWorkbook(bytes);
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome.workbook;
}

test('cells of LibreOffice have the values and the kinds that those of Excel have', () => {
  const value = (kind: string, more = '', shown = '') =>
    `<table:table-cell office:value-type="${kind}" ${more}>${shown}</table:table-cell>`;
  const cells = [
    value('float', 'office:value="1.50"', '<text:p>1,5</text:p>'),
    value('date', 'office:date-value="2026-12-01T06:30:00"'),
    value('boolean', 'table:formula="of:=TRUE()" office:boolean-value="true"'),
    value('string', 'calcext:value-type="error" table:formula="of:=1/0"', '<text:p>#DIV/0!</text:p>'),
    cell('a<text:s text:c="999999999"/>b</text:p><text:p>c'),
    `<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>d</text:p></table:table-cell>`,
    cell('wide', 'table:number-columns-spanned="2" table:number-rows-spanned="3"'),
    '<table:covered-table-cell/>',
    cell('twice', 'table:number-columns-repeated="2"'),
  ];
  const [read] = opened(odsOf(sheet('s', row(cells.join('')), row(''), row(cell('r'), 2)))).sheets;
  expect(read).toEqual({
    name: 's',
    merged: ['G1:H3'],
    rows: [
      {
        number: 1,
        cells: [
          { text: '1.5', kind: 'number' },
          { text: '2026-12-01 06:30:00', kind: 'date' },
          { text: 'true', kind: 'boolean', isFormula: true },
          { text: '#DIV/0!', kind: 'error', isFormula: true },
          { text: 'a b\nc', kind: 'text' },
          { text: 'd', kind: 'text' },
          { text: 'wide', kind: 'text' },
          undefined,
          { text: 'twice', kind: 'text' },
          { text: 'twice', kind: 'text' },
        ],
      },
      { number: 3, cells: [{ text: 'r', kind: 'text' }] },
      { number: 4, cells: [{ text: 'r', kind: 'text' }] },
    ],
  });
});

test('a million rows of one repeated element are cut at the limit of an .xlsx, and the place of the cut is returned', () => {
  const long = sheet('s', row(cell('x'), 2 ** 40), row(cell('y', 'table:number-columns-repeated="1000000"')));
  const [read] = opened(odsOf(long)).sheets;
  expect(read?.rows.length).toBe(WORKBOOK_LIMITS.choices + 1);
  expect(read?.cutAt).toBe(`A${WORKBOOK_LIMITS.choices + 2}`);
});

test('an .ods becomes a draft; its macros are reported, and a password-protected file is refused', () => {
  const sheets = [
    sheet('survey', texts('type', 'name', 'label'), texts('select_one yn', 'car', 'Une voiture ?')),
    sheet('choices', texts('list_name', 'name', 'label'), texts('yn', 'yes', 'Oui'), texts('yn', 'no', 'Non')),
    sheet('settings', texts('form_title', 'form_id', 'default_language'), texts('Titre', 'enquete', 'Français (fr)')),
  ].join('');
  expect(surveyOf(taken(odsOf(sheets))).sections[0].questions).toMatchObject([{ id: 'car', kind: 'single' }]);
  expect(opened(odsOf(sheets, { 'Basic/script-lc.xml': '<x/>' })).hasMacros).toBe(true);
  const secret = odsOf(sheets, { 'META-INF/manifest.xml': '<manifest:encryption-data/>' });
  expect(openWorkbook(secret)).toEqual({ kind: 'refused', reason: 'password' });
});
