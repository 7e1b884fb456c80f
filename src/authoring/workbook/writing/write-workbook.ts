import type { Notice } from '../../../core/survey/notice.ts';
import type { PresentationFile } from '../../../core/survey/presentation.ts';
import type { SurveyFile } from '../../../core/survey/survey-schema.ts';
import type { Json } from '../form/form-context.ts';
import { differences } from '../more.ts';
import { readWorkbook } from '../read-workbook.ts';
import type { Sheet, SheetCell } from '../xlsx/workbook-sheet.ts';
import { columnRange, type WrittenSheet, writeXlsx } from '../xlsx/write-xlsx.ts';
import { preparedSheets } from './prepared-sheets.ts';
import { README_SHEET } from './readme-sheet.ts';
import { noticeRows, overallRows } from './settings-rows.ts';
import { choiceRows, languageHead, surveySheets, type WrittenRow } from './survey-sheets.ts';
import { factRows, profileRows, weightRows } from './typology-sheets.ts';

/** One revision of a survey, as its files say it, without the areas of its lists. */
export interface ExportedSurvey {
  readonly survey: SurveyFile;
  readonly notice?: Notice;
  readonly presentation?: PresentationFile;
  readonly results?: object;
}

export type AreasByList = (list: string) => readonly (readonly [string, string])[] | undefined;

/** The characters that a cell takes, and those of a piece of what is longer. */
const MOST_CHARACTERS = 32_767;
const PIECE = 30_000;

/** Writes a survey as a workbook which, read again, gives the same files. */
export function writeWorkbook(exported: ExportedSurvey, areas: AreasByList): Uint8Array {
  const sheets = sheetsOf(exported, areas);
  const draft = readWorkbook({ sheets: sheets.map(asRead), hasMacros: false }, { areas, id: exported.survey.id });
  const more = differences(draft.files, exported).flatMap(({ file, path, value }) => {
    const pieces = value.match(new RegExp(`.{1,${PIECE}}`, 'gsu')) ?? [''];
    return pieces.map((piece) => ({ file, 'JSON path': path, value: piece }));
  });
  const rest = more.length > 0 ? [table('more', ['file', 'JSON path', 'value'], more, [14, 50, 80])] : [];
  return writeXlsx([README_SHEET, ...sheets, ...rest]);
}

function sheetsOf(
  { survey: file, notice, presentation = {} }: ExportedSurvey,
  areas: AreasByList,
): readonly WrittenSheet[] {
  const { languages } = file;
  const [first = 'fr'] = languages;
  const columns = (key: string) => languages.map((tag) => `${key}::${languageHead(tag)}`);
  const { survey, lists } = surveySheets(file, areas);
  const settings = {
    form_title: file.title[first] ?? '',
    form_id: file.id,
    version: String(file.revision),
    default_language: languageHead(first),
  };
  const types = ['begin_group', 'end_group', 'integer', 'decimal', 'text', 'note'];
  return [
    table(
      'survey',
      [
        'type',
        'name',
        ...columns('label'),
        ...columns('hint'),
        'required',
        'relevant',
        'constraint',
        'appearance',
        'parameters',
        'barometre--fill',
        'barometre--order',
        'barometre--prefill',
        'barometre--decimals',
        'barometre--unknown',
        ...columns('barometre--unit'),
        'barometre--lines',
        'barometre--bytes',
        'barometre--personal',
        ...columns('barometre--consent'),
      ],
      survey,
      [26, 22],
      {
        type: [...types, ...lists.slice(0, 3).map(({ name }) => `select_one ${name}`)],
        required: ['yes', 'no'],
        'barometre--unknown': ['yes', 'no'],
        'barometre--personal': ['yes', 'no'],
      },
    ),
    table(
      'choices',
      ['list_name', 'name', ...columns('label'), 'barometre--specify', 'barometre--exclusive'],
      choiceRows(lists),
      [22, 22],
      {
        'barometre--specify': ['yes', 'no'],
        'barometre--exclusive': ['yes', 'no'],
      },
    ),
    table('settings', ['form_title', 'form_id', 'version', 'default_language'], [settings], [50]),
    table('barometre', ['key', 'value', ...columns('value')], overallRows(file), [20]),
    ...(notice ? [table('notice', ['key', 'value', ...columns('value')], noticeRows(notice), [24])] : []),
    ...typologySheets(file, presentation, columns),
  ];
}

/** Writes facts, profiles and weights; without profiles, the sheets in which an author begins them. */
function typologySheets(
  file: SurveyFile,
  presentation: PresentationFile,
  columns: (key: string) => readonly string[],
): readonly WrittenSheet[] {
  const { typology, languages } = file;
  return [
    ...(file.facts.length > 0
      ? [
          table(
            'facts',
            [
              'fact',
              'kind',
              'case',
              'when',
              'rows',
              'levels',
              'basis',
              ...columns('label'),
              ...columns('if_changed'),
              ...columns('if_removed'),
              ...columns('short'),
            ],
            factRows(file),
            [],
            { kind: ['flag', 'count', 'category', 'set'] },
          ),
        ]
      : []),
    ...(typology ? [] : sheetsToComplete(file, columns)),
    ...(typology
      ? [
          table(
            'profiles',
            ['criterion', ...columns('title'), 'facts', ...columns('short'), ...typology.profiles.map(({ id }) => id)],
            profileRows(typology, file.facts, presentation, languages),
          ),
        ]
      : []),
    ...(typology?.affinity
      ? [
          table(
            'weights',
            ['question', 'option', ...typology.profiles.map(({ id }) => id)],
            weightRows(typology.affinity),
          ),
        ]
      : []),
  ];
}

function sheetsToComplete(file: SurveyFile, columns: (key: string) => readonly string[]): readonly WrittenSheet[] {
  const { profiles, weights } = preparedSheets(file);
  if (weights.length === 0) return [];
  return [
    table('profiles', ['criterion', ...columns('title')], profiles, [22, 60]),
    table('weights', ['question', 'option', ...columns('label')], weights, [22, 22, 60]),
  ];
}

function table(
  name: string,
  columns: readonly string[],
  rows: readonly WrittenRow[],
  widths: readonly number[] = [],
  lists: Readonly<Record<string, readonly string[]>> = {},
): WrittenSheet {
  // A column that no row fills would be one more to scroll past.
  const kept = columns.filter(
    (column, index) =>
      index < 2 ||
      column in lists ||
      /^(label|value|title|hint)/.test(column) ||
      rows.some((row) => (row[column] ?? '') !== ''),
  );
  return {
    name,
    rows: [kept, ...rows.map((row) => kept.map((column) => fitting(row[column] ?? '')))],
    widths: kept.map((column, index) => widths[index] ?? widthOf(column)),
    choices: kept.flatMap((column, index) =>
      column in lists ? [{ range: columnRange(index, rows.length), list: lists[column] ?? [] }] : [],
    ),
  };
}

/** In characters: sentences need room, and a yes or a number little. */
function widthOf(column: string): number {
  if (/^(label|value|title|hint|barometre--consent)\b/.test(column)) return 48;
  return /^(required|version|barometre--(unknown|personal|prefill|lines|bytes|decimals))$/.test(column) ? 12 : 24;
}

/** A longer text is in the sheet `more`. */
function fitting(text: string): string {
  return text.length > MOST_CHARACTERS ? '' : text;
}

/** The sheet as it is read from a file: a cell of blanks alone holds nothing. */
function asRead({ name, rows }: WrittenSheet): Sheet {
  const cell = (text: string): SheetCell | undefined => (text.trim() === '' ? undefined : { text, kind: 'text' });
  return {
    name,
    merged: [],
    rows: rows.flatMap((row, index) =>
      row.some((text) => text.trim() !== '') ? [{ number: index + 1, cells: row.map(cell) }] : [],
    ),
  };
}

export type { Json };
