import { columnRange, type WrittenSheet, writeXlsx } from '../xlsx/write-xlsx.ts';
import { README_SHEET } from './readme-sheet.ts';
import { languageHead } from './survey-sheets.ts';
import { CHOICES, type InBoth, NOTICE, OVERALL, PROFILE_ROWS, QUESTIONS } from './template-rows.ts';

const YES_NO = ['yes', 'no'];
const TYPES = [
  'begin_group',
  'end_group',
  'select_one LIST',
  'select_multiple LIST',
  'integer',
  'decimal',
  'text',
  'note',
];

/**
 * Writes the workbook that an author begins with: a survey that works, with a line of each kind of question, drop-down lists, and a sheet
 * that explains. Each line is an example to be replaced.
 */
export function templateWorkbook(language: 'fr' | 'en'): Uint8Array {
  const say = ([fr, en]: InBoth) => (language === 'fr' ? fr : en);
  const head = languageHead(language);
  const label = `label::${head}`;
  const value = `value::${head}`;
  const sheet = (
    name: string,
    heads: readonly string[],
    rows: readonly (readonly (string | InBoth)[])[],
    widths: readonly number[],
    lists: Readonly<Record<string, readonly string[]>> = {},
  ): WrittenSheet => ({
    name,
    widths,
    rows: [
      heads,
      ...rows.map((row) =>
        heads.map((_, place) => (typeof row[place] === 'object' ? say(row[place]) : (row[place] ?? ''))),
      ),
    ],
    choices: Object.entries(lists).map(([column, list]) => ({
      range: columnRange(heads.indexOf(column), rows.length + 1),
      list,
    })),
  });
  return writeXlsx([
    README_SHEET,
    sheet(
      'survey',
      [
        'type',
        'name',
        label,
        `hint::${head}`,
        'required',
        'relevant',
        'constraint',
        'appearance',
        'parameters',
        'barometre--unknown',
        'barometre--prefill',
        `barometre--consent::${head}`,
      ],
      QUESTIONS,
      [24, 16, 60, 40, 10, 30, 40, 14, 18],
      {
        type: TYPES,
        required: YES_NO,
        appearance: ['table-list', 'multiline'],
        'barometre--unknown': YES_NO,
        'barometre--prefill': YES_NO,
      },
    ),
    sheet(
      'choices',
      ['list_name', 'name', label, 'barometre--specify', 'barometre--exclusive'],
      CHOICES,
      [16, 16, 50],
      {
        'barometre--specify': YES_NO,
        'barometre--exclusive': YES_NO,
      },
    ),
    sheet(
      'settings',
      ['form_title', 'form_id', 'version', 'default_language'],
      [
        [
          ['Le télétravail dans notre commune (modèle)', 'Telework in our municipality (template)'],
          'my-survey',
          '1',
          head,
        ],
      ],
      [60, 20],
    ),
    sheet('barometre', ['key', 'value', value], OVERALL, [18, 14, 80]),
    sheet('notice', ['key', 'value', value], NOTICE, [22, 14, 80]),
    sheet(
      'profiles',
      ['criterion', `title::${head}`, 'ensemble', 'a-distance', 'chacun'],
      PROFILE_ROWS,
      [18, 40, 34, 34, 34],
    ),
  ]);
}
