import { type ColumnHead, languageNamed } from '../report/headers.ts';
import type { ReportWriter } from '../report/report.ts';
import { languageHead } from '../writing/survey-sheets.ts';
import type { OpenedWorkbook, Sheet, SheetCell, SheetRow } from '../xlsx/workbook-sheet.ts';
import { type KeyedColumn, type KeyedRow, type KeyedSheet, keyedSheet } from './keyed-sheet.ts';
import { withTextsOf } from './more-texts.ts';

/** A sheet that texts are put into. */
interface Growing {
  readonly keyed: KeyedSheet;
  readonly head: (SheetCell | undefined)[];
  readonly rows: Map<string, { readonly number: number; readonly cells: (SheetCell | undefined)[] }>;
  /** By key and language: `label::de`. */
  readonly columns: Map<string, number>;
  readonly sheet: Sheet;
}

/** Rows of profiles that say their language in the first cell: `(name::Deutsch (de))`, `(says::de) deciding`. */
const PROFILE_TEXT = /^\((name|said|rule|says)::(.+)\)(\s.*)?$/;

/**
 * Puts the texts of a workbook that has no more than names and languages into the workbook of a survey. Returns the languages that it has
 * texts in. `report` counts its rows, and says of each text without a place that it has none.
 */
export function mergeTranslation(
  survey: OpenedWorkbook,
  translation: OpenedWorkbook,
  first: string,
  report: ReportWriter,
): { readonly workbook: OpenedWorkbook; readonly languages: ReadonlySet<string> } {
  const growing = new Map(survey.sheets.map((sheet) => [sheet.name, growingOf(sheet)]));
  const languages = new Set<string>();
  for (const sheet of translation.sheets) {
    const keyed = keyedSheet(sheet);
    if (sheet.rows.length === 0 || keyed.role === undefined) continue;
    const into = [...growing.values()].find(({ keyed: { role } }) => role === keyed.role);
    if (!into) {
      report.say({ sheet: sheet.name, row: 1, column: 0 }, 'dropped', 'translation.other-sheet', sheet.name);
      continue;
    }
    if (keyed.role === 'barometre') addTitle(into, survey, first);
    if (keyed.role === 'settings' || keyed.role === 'weights') continue;
    const merge = keyed.role === 'more' ? mergeMore : mergeSheet;
    for (const language of merge(keyed, into, first, report)) languages.add(language);
  }
  const sheets = survey.sheets.map((sheet) => grown(growing.get(sheet.name) as Growing));
  return { workbook: { ...survey, sheets }, languages };
}

function growingOf(sheet: Sheet): Growing {
  const keyed = keyedSheet(sheet);
  const [head, ...rows] = sheet.rows;
  return {
    keyed,
    sheet,
    head: [...(head?.cells ?? [])],
    rows: new Map(
      rows.map(({ number, cells }, index) => [keyed.rows[index]?.key ?? '', { number, cells: [...cells] }]),
    ),
    columns: new Map(keyed.columns.map((column) => [columnName(column), column.place])),
  };
}

function columnName({ key, language }: ColumnHead): string {
  return `${key}::${language ?? ''}`;
}

function grown({ sheet, head, rows }: Growing): Sheet {
  const first: SheetRow = { number: sheet.rows[0]?.number ?? 1, cells: head };
  return { ...sheet, rows: [first, ...rows.values()] };
}

/** A survey of one language has its title in `settings` alone. */
function addTitle({ rows, columns, keyed }: Growing, survey: OpenedWorkbook, first: string): void {
  const settings = survey.sheets.map(keyedSheet).find(({ role }) => role === 'settings');
  const place = settings?.columns.findIndex(({ key }) => key === 'form_title') ?? -1;
  const title = settings?.rows[0]?.texts[place];
  const at = columns.get(columnName({ key: 'value', language: first }));
  if (rows.has('title') || title === undefined || at === undefined) return;
  const cells: (SheetCell | undefined)[] = [];
  cells[keyed.idColumns[0]?.place ?? 0] = textCell('title');
  cells[at] = textCell(title);
  rows.set('title', { number: 1 + Math.max(1, ...[...rows.values()].map(({ number }) => number)), cells });
}

function textCell(text: string): SheetCell {
  return { text, kind: 'text' };
}

function mergeSheet(sheet: KeyedSheet, into: Growing, first: string, report: ReportWriter): ReadonlySet<string> {
  const top = (column: number) => ({ sheet: sheet.name, row: sheet.headRow, column });
  const languages = new Set<string>();
  for (const row of sheet.rows) report.row(sheet.name, row.number);
  const absent = into.keyed.idColumns.filter(({ key }) => !sheet.idColumns.some((one) => one.key === key));
  if (absent.length > 0) {
    const keys = absent.map(({ key }) => key).join(', ');
    report.say(top(0), 'faulty', 'translation.no-name', '', { key: keys });
    return languages;
  }
  const translated = sheet.columns.filter(({ language }) => language !== undefined);
  const spoken = sheet.role === 'profiles' ? sheet.rows.filter(({ key }) => PROFILE_TEXT.test(key)) : [];
  if (translated.length === 0 && spoken.length === 0) {
    report.say(top(0), 'faulty', 'translation.no-language', '');
    return languages;
  }
  sayOtherColumns(sheet, into, spoken, report);
  for (const row of sheet.rows) {
    const language = mergeSpoken(sheet, row, into, first);
    if (language !== undefined) languages.add(language);
    const isMerged = language !== undefined || mergeRow(sheet, row, translated, into, first, report, languages);
    if (isMerged) report.carried(sheet.name, row.number);
  }
  return languages;
}

/** Texts in the JSON of the sheet `more` are given back in the same JSON, with another language in each text. */
function mergeMore(sheet: KeyedSheet, into: Growing, first: string, report: ReportWriter): ReadonlySet<string> {
  const languages = new Set<string>();
  const place = sheet.columns.findIndex(({ key }) => key === 'value');
  const at = into.columns.get(columnName({ key: 'value' }));
  for (const row of sheet.rows) {
    report.row(sheet.name, row.number);
    report.carried(sheet.name, row.number);
    const target = into.rows.get(row.key);
    const given = row.texts[place] ?? '';
    if (!target || at === undefined || given === '') continue;
    const merged = withTextsOf(target.cells[at]?.text ?? '', given, first);
    target.cells[at] = textCell(merged.json);
    for (const language of merged.languages) languages.add(language);
  }
  return languages;
}

/** Says which columns are neither names nor texts of a language, where they differ from the survey's. */
function sayOtherColumns(sheet: KeyedSheet, into: Growing, spoken: readonly KeyedRow[], report: ReportWriter): void {
  for (const [place, column] of sheet.columns.entries()) {
    if (column.language !== undefined || sheet.idColumns.includes(column)) continue;
    const at = into.columns.get(columnName(column));
    const differs = sheet.rows.some((row) => {
      const text = row.texts[place] ?? '';
      const known = into.rows.get(row.key)?.cells[at ?? -1]?.text.trim() ?? '';
      return text !== '' && text !== known && !spoken.includes(row);
    });
    if (differs)
      report.say(
        { sheet: sheet.name, row: sheet.headRow, column: column.place },
        'dropped',
        'translation.other-column',
        column.written,
      );
  }
}

/** Returns the language of a row that is of one as a whole, once it is in the survey; nothing for another row. */
function mergeSpoken(sheet: KeyedSheet, row: KeyedRow, into: Growing, first: string): string | undefined {
  const [, kind = '', written = '', rest = ''] = sheet.role === 'profiles' ? (PROFILE_TEXT.exec(row.key) ?? []) : [];
  const { language } = kind === '' ? {} : languageNamed(written);
  const key = (tag: string) => `(${kind}::${languageHead(tag)})${rest}`;
  const model = language === undefined ? undefined : into.rows.get(key(first));
  if (language === undefined || !model) return undefined;
  const cells = [...(into.rows.get(key(language))?.cells ?? [])];
  cells[into.keyed.idColumns[0]?.place ?? 0] = textCell(key(language));
  for (const [place, column] of sheet.columns.entries()) {
    const at = into.columns.get(columnName(column));
    const text = row.texts[place] ?? '';
    if (at !== undefined && text !== '' && !sheet.idColumns.includes(column)) cells[at] = textCell(text);
  }
  const number = into.rows.get(key(language))?.number ?? model.number;
  into.rows.set(key(language), { number, cells });
  return language;
}

function mergeRow(
  sheet: KeyedSheet,
  row: KeyedRow,
  translated: readonly KeyedColumn[],
  into: Growing,
  first: string,
  report: ReportWriter,
  languages: Set<string>,
): boolean {
  const place = (column: number) => ({ sheet: sheet.name, row: row.number, column });
  const target = into.rows.get(row.key);
  const texts = translated.flatMap((column) => {
    const text = row.texts[sheet.columns.indexOf(column)] ?? '';
    return text === '' ? [] : [{ column, text }];
  });
  const [given] = texts;
  if (!target) {
    if (given) report.say(place(given.column.place), 'dropped', 'translation.no-row', given.text, { key: row.key });
    return !given;
  }
  let isMerged = texts.length === 0;
  for (const { column, text } of texts) {
    const model = into.columns.get(columnName({ key: column.key, language: first }));
    if (model === undefined || (target.cells[model]?.text ?? '') === '') {
      report.say(place(column.place), 'dropped', 'translation.no-text', text);
      continue;
    }
    const language = column.language ?? first;
    target.cells[columnFor(into, column.key, language, model)] = textCell(text);
    languages.add(language);
    isMerged = true;
  }
  return isMerged;
}

/** The column of a language, added after the others where there is none. */
function columnFor({ columns, head }: Growing, key: string, language: string, model: number): number {
  const name = columnName({ key, language });
  const known = columns.get(name);
  if (known !== undefined) return known;
  const written = (head[model]?.text ?? '').replace(/::.*$/s, '');
  const place = head.length;
  head.push(textCell(`${written}::${languageHead(language)}`));
  columns.set(name, place);
  return place;
}
