import { textOrPlain } from '../../core/language.ts';
import { isLocalText, type LocalText } from '../../core/survey/survey-parts.ts';
import type { SurveyFile } from '../../core/survey/survey-schema.ts';
import { toId } from './form/names.ts';
import { cellJson, valueAt } from './more.ts';
import { columnHead, languageNamed, sheetNamed } from './report/headers.ts';
import { refusalOf } from './report/refusals.ts';
import { createReport, type ReportWriter } from './report/report.ts';
import { type OutputRow, SHEET_COLUMNS } from './report/sheet-columns.ts';
import { type SheetReading, Table, type TableRow } from './report/table.ts';
import { areasIn, filesOf, type WorkbookOutcome } from './take-workbook.ts';
import { isPrepared } from './typology/read-typology.ts';
import { type FileBytes, surveyInFiles } from './writing/export-files.ts';
import { laidTable, type OutputTable } from './writing/output-table.ts';
import { type SurveyExport, writtenTables } from './writing/write-workbook.ts';
import { openWorkbook } from './xlsx/open-workbook.ts';
import type { Sheet } from './xlsx/workbook-sheet.ts';

export interface TranslationOptions {
  /** The files of the draft, by path. */
  readonly files: FileBytes;
  readonly lists: ReadonlyMap<string, string>;
  readonly id: string;
}

/** Puts texts into a draft. */
interface TranslationState {
  readonly draft: SurveyExport;
  /** The draft as a workbook. The texts in its rows are those of the draft itself. */
  readonly tables: readonly OutputTable[];
  readonly first: string;
  /** The languages that there are texts in. */
  readonly languages: Set<string>;
}

/**
 * Puts the texts of a workbook into a draft, and leaves all else as it is; `undefined` where the draft is no survey. A language that is not
 * whole yet is kept: the report names what is missing, as does the check of the draft.
 */
export function takeTranslation(
  bytes: Uint8Array,
  { files, lists, id }: TranslationOptions,
): WorkbookOutcome | undefined {
  const opened = openWorkbook(bytes);
  if (opened.kind === 'refused') return refusalOf(opened.reason);
  const exported = surveyInFiles(files);
  if (!exported) return undefined;
  const draft = { ...exported, survey: withSharedLabels(exported.survey) };
  const [first = ''] = draft.survey.languages;
  const areas = areasIn(lists);
  const { tables } = writtenTables(draft, areas);
  const reading: SheetReading = { report: createReport(), languages: [first] };
  const state: TranslationState = { draft, tables, first, languages: new Set() };
  for (const sheet of opened.workbook.sheets) takeSheet(sheet, reading, state);
  const languages = [...new Set([...draft.survey.languages, ...state.languages])];
  const added = languages.filter((tag) => !draft.survey.languages.includes(tag));
  // A person signs a translation later.
  const marks = Object.fromEntries(added.map((tag) => [tag, { reviewed: null }]));
  const { presentation } = draft;
  const translated = {
    ...draft,
    survey: { ...draft.survey, languages },
    ...(added.length > 0 && {
      presentation: { ...presentation, translations: { ...presentation?.translations, ...marks } },
    }),
  };
  const hasTexts = state.languages.size > 0;
  if (hasTexts) sayMissing(writtenTables(translated, areas).tables, translated.survey, state, reading.report);
  const names = [...opened.workbook.sheets, ...tables].map(({ name }) => name);
  return {
    kind: 'taken',
    id,
    report: reading.report.finish([...new Set(names)]),
    decisions: [],
    undecided: [],
    ...(hasTexts && { files: filesOf({ ...translated }, draft.survey.revision, lists) }),
  };
}

/** Gives questions with the same options the same labels, since one list of the workbook holds them. */
function withSharedLabels(survey: SurveyFile): SurveyFile {
  const known = new Map<string, readonly LocalText[]>();
  const sections = survey.sections.map((section) => ({
    ...section,
    questions: section.questions.map((question) => {
      if (!('options' in question)) return question;
      const { options } = question;
      const key = JSON.stringify(options.map(({ id, label, specify, exclusive }) => [id, label, specify, exclusive]));
      const labels = known.get(key) ?? options.map(({ label }) => label);
      known.set(key, labels);
      return { ...question, options: options.map((option, at) => ({ ...option, label: labels[at] ?? option.label })) };
    }),
  }));
  return { ...survey, sections };
}

function takeSheet(sheet: Sheet, reading: SheetReading, state: TranslationState): void {
  const role = sheetNamed(sheet.name);
  const heads = (sheet.rows[0]?.cells ?? []).flatMap((cell) => (cell ? [columnHead(cell.text)] : []));
  if (role === undefined || role === 'explaining' || isPrepared(role, heads) || heads.length === 0) return;
  const { draft, tables } = state;
  const written = tables.find(({ name }) => name === role);
  if (!written || (role === 'profiles' && !draft.survey.typology)) {
    const top = { sheet: sheet.name, row: 1, column: 0 };
    reading.report.say(top, 'dropped', 'translation.other-sheet', sheet.name);
  } else if (role === 'more') takeMore(new Table(sheet, reading), state);
  // The other two sheets have no text of the survey.
  else if (role !== 'settings' && role !== 'weights') takeTexts(new Table(sheet, reading), written, state);
}

/** The rows of texts in one language as a whole: `(name::Deutsch (de))`, `(says::de) deciding`. */
const SPOKEN = /^\((name|said|rule|says)::(.+)\)(\s.*)?$/;

function takeTexts(table: Table, { name, rows }: OutputTable, state: TranslationState): void {
  const ids = SHEET_COLUMNS[name].flatMap(({ key, isId }) => (isId ? [key] : []));
  const absent = ids.filter((key) => !table.columns.some((column) => column.key === key));
  if (absent.length > 0) {
    table.say(undefined, 'faulty', 'translation.no-name', '', { key: absent.join(', ') });
    return;
  }
  const isSpoken = (row: TableRow) => name === 'profiles' && SPOKEN.test(row.text('criterion'));
  if (!table.columns.some(({ language }) => language !== undefined) && !table.rows.some(isSpoken)) {
    table.say(undefined, 'faulty', 'translation.no-language');
    return;
  }
  const { title } = state.draft.survey;
  // A survey of one language has its title in `settings` alone.
  const all: readonly OutputRow[] = name === 'barometre' ? [{ key: 'title', value: title }, ...rows] : rows;
  const targets = new Map(all.map((row) => [ids.map((key) => String(row[key] ?? '')).join('/'), row]));
  targets.delete('');
  const keyOf = keysOfRows(table, ids);
  sayOtherColumns(table, ids, (row) => (isSpoken(row) ? undefined : (targets.get(keyOf(row)) ?? {})));
  for (const row of table.rows)
    if ((isSpoken(row) && takeSpoken(row, targets, state)) || takeRow(row, keyOf(row), targets, state)) row.carried();
}

/** Returns what each row is about. An empty first id is that of the row above, as authors leave it out. */
function keysOfRows({ rows }: Table, [first = '', ...others]: readonly string[]): (row: TableRow) => string {
  let above = '';
  const keys = new Map(
    rows.map((row) => {
      above = row.text(first) || (others.length > 0 ? above : '');
      return [row, [above, ...others.map((key) => row.text(key))].join('/')];
    }),
  );
  return (row) => keys.get(row) ?? '';
}

/** Reports which columns are neither names nor texts of a language, where they differ from the survey's. */
function sayOtherColumns(
  table: Table,
  ids: readonly string[],
  targetOf: (row: TableRow) => OutputRow | undefined,
): void {
  for (const column of table.columns) {
    if (column.language !== undefined || ids.includes(column.key)) continue;
    const differs = table.rows.some((row) => {
      const text = row.cell(column)?.text.trim() ?? '';
      const target = targetOf(row);
      return text !== '' && target !== undefined && text !== target[column.key];
    });
    if (differs) table.say(column, 'dropped', 'translation.other-column', column.written);
  }
}

/** Takes a row that is of one language as a whole; returns false where the survey has no such row. */
function takeSpoken(row: TableRow, targets: ReadonlyMap<string, OutputRow>, state: TranslationState): boolean {
  const [, kind = '', written = '', rest = ''] = SPOKEN.exec(row.text('criterion')) ?? [];
  const { language } = languageNamed(written);
  const target = targets.get(`(${kind})${rest}`);
  if (language === undefined || !target) return false;
  for (const column of row.table.columns) {
    const text = row.cell(column)?.text.trim() ?? '';
    if (text !== '') put(target[toId(column.written)], language, text, state);
  }
  state.languages.add(language);
  return true;
}

/** Takes the texts of a row in the columns of languages; returns false where none of them has a place. */
function takeRow(
  row: TableRow,
  key: string,
  targets: ReadonlyMap<string, OutputRow>,
  state: TranslationState,
): boolean {
  const target = targets.get(key);
  const texts = row.table.columns.flatMap((column) => {
    const text = row.cell(column)?.text.trim() ?? '';
    return column.language === undefined || text === '' ? [] : [{ column, language: column.language, text }];
  });
  const [given] = texts;
  if (!given) return true;
  if (!target) {
    row.say(given.column, 'dropped', 'translation.no-row', given.text, { key });
    return false;
  }
  const placed = texts.filter(({ column, language, text }) => {
    const isPut = put(target[column.key], language, text, state);
    if (!isPut) row.say(column, 'dropped', 'translation.no-text', text);
    return isPut;
  });
  return placed.length > 0;
}

/** Puts a text next to that of the first language; returns false where there is none. */
function put(into: OutputRow[string], language: string, text: string, { first, languages }: TranslationState): boolean {
  if (typeof into !== 'object' || !into[first]) return false;
  Object.assign(into, { [language]: text });
  languages.add(language);
  return true;
}

/** Takes the texts in the JSON of the sheet `more`, in other languages than the first: warnings, findings, names of strata. */
function takeMore({ rows }: Table, state: TranslationState): void {
  const { draft, first } = state;
  const merge = (node: unknown, given: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const from = Object(given);
    if (Array.isArray(node) || !isLocalText(node))
      for (const [key, part] of Object.entries(node)) merge(part, from[key]);
    else if (isLocalText(from))
      for (const [tag, text] of Object.entries(from))
        if (tag !== first && node[tag] !== text) put(node, tag, text, state);
  };
  for (const row of rows) {
    row.carried();
    merge(valueAt({ ...draft }, row.text('file'), row.text('json-path')), cellJson(row.text('value')));
  }
}

/** Reports which texts a language lacks, by the place that they have in the workbook of the draft. */
function sayMissing(
  tables: readonly OutputTable[],
  { languages, typology }: SurveyFile,
  { first, languages: given }: TranslationState,
  report: ReportWriter,
): void {
  for (const table of tables) {
    const sheet = table.name;
    if (!typology && (sheet === 'profiles' || sheet === 'weights')) continue;
    const { columns, rows } = laidTable(table, languages);
    const columnOf = (key: string, language?: string) => {
      const found = columns.findIndex((column) => column.key === key && column.tag === language);
      return found === -1 ? columns.length : found;
    };
    for (const language of given)
      for (const [index, { cells, tag }] of rows.entries()) {
        const say = (column: number, text: string, code: 'translation.missing' | 'translation.more') =>
          report.say({ sheet, row: index + 2, column }, 'advice', code, text, { language });
        const isMissing = (text: LocalText | undefined) =>
          (text?.[first] ?? '') !== '' && !textOrPlain(text ?? {}, language);
        if (sheet === 'more')
          for (const text of textsIn(cellJson(cells[columnOf('value')]?.shown ?? '')).filter(isMissing))
            say(columnOf('value'), text[first] ?? '', 'translation.more');
        else if (tag === language && cells.some(({ text }) => isMissing(text)))
          say(0, cells[0]?.shown ?? '', 'translation.missing');
        for (const [place, { text }] of cells.entries())
          if (columns[place]?.tag === first && isMissing(text))
            say(columnOf(columns[place].key, language), text?.[first] ?? '', 'translation.missing');
      }
  }
}

function textsIn(node: unknown): readonly LocalText[] {
  if (typeof node !== 'object' || node === null) return [];
  if (!Array.isArray(node) && isLocalText(node)) return [node];
  return Object.values(node).flatMap(textsIn);
}
