import { modelText } from '../../../core/check/model-texts.ts';
import { textOrPlain } from '../../../core/language.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { columnOf, type Sheet, type SheetCell } from '../xlsx/workbook-sheet.ts';
import { type ColumnHead, columnHead } from './headers.ts';
import type { CellPlace, CellVerdict, ReportWriter } from './report.ts';
import type { SentenceCode, SentenceWords } from './sentences.ts';

export interface TableColumn extends ColumnHead {
  readonly place: number;
  readonly written: string;
}

/** The report and the languages that all readers share. The languages are set once the heads of all sheets are read. */
export interface SheetReading {
  readonly report: ReportWriter;
  /** The first is the language of reference. */
  languages: readonly string[];
}

/** A sheet with its first row read as heads. */
export class Table {
  readonly sheet: string;
  readonly headRow: number;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly reading: SheetReading;

  /**
   * Reports on formulas, errors and merged cells, and counts the rows. `otherNames` are keys that stand for others, unless the sheet has
   * those too.
   */
  constructor(sheet: Sheet, reading: SheetReading, otherNames: Readonly<Record<string, string>> = {}) {
    const [head, ...rows] = sheet.rows;
    this.sheet = sheet.name;
    this.headRow = head?.number ?? 1;
    const columns = (head?.cells ?? []).flatMap((cell, place) =>
      cell ? [{ ...columnHead(cell.text), place, written: cell.text }] : [],
    );
    this.columns = columns.map((column) => {
      const usual = otherNames[column.key];
      return usual === undefined || columns.some(({ key }) => key === usual) ? column : { ...column, key: usual };
    });
    this.reading = reading;
    this.rows = rows.map(({ number, cells }) => new TableRow(this, number, cells));
    for (const { number, isMade } of rows) if (!isMade) reading.report.row(sheet.name, number);
    for (const row of this.rows) sayCells(row);
    sayMerged(sheet, this);
  }

  /** Reports on a column at its head, or on the whole sheet without one. */
  say(
    column: TableColumn | undefined,
    verdict: CellVerdict,
    code: SentenceCode,
    text = '',
    words: SentenceWords = {},
  ): void {
    const place = { sheet: this.sheet, row: this.headRow, column: column?.place ?? 0 };
    this.reading.report.say(place, verdict, code, text, words);
  }

  column(key: string, language?: string): TableColumn | undefined {
    return this.columns.find((column) => column.key === key && column.language === language);
  }
}

/** A row below the heads. It reads its cells by the key of their column, and reports on them. */
export class TableRow {
  readonly table: Table;
  readonly number: number;
  readonly cells: readonly (SheetCell | undefined)[];

  constructor(table: Table, number: number, cells: TableRow['cells']) {
    this.table = table;
    this.number = number;
    this.cells = cells;
  }

  /** Returns the place of a cell; that of the first cell of the row where there is no such column. */
  place(key: string, language?: string): CellPlace {
    const { table } = this;
    const column = table.column(key, language) ?? table.columns.find((one) => one.key === key);
    return { sheet: table.sheet, row: this.number, column: column?.place ?? 0 };
  }

  say(key: string | TableColumn, verdict: CellVerdict, code: SentenceCode, text = '', words: SentenceWords = {}): void {
    const place =
      typeof key === 'string' ? this.place(key) : { sheet: this.table.sheet, row: this.number, column: key.place };
    this.table.reading.report.say(place, verdict, code, text, words);
  }

  /** Reports that the survey holds what the row says. */
  carried(): void {
    this.table.reading.report.carried(this.table.sheet, this.number);
  }

  get isCarried(): boolean {
    return this.table.reading.report.isCarried(this.table.sheet, this.number);
  }

  /** Returns the cell in a column of no language, or in the given column. */
  cell(key: string | TableColumn): SheetCell | undefined {
    const column = typeof key === 'string' ? this.table.column(key) : key;
    return column && this.cells[column.place];
  }

  /** Returns the text of a cell without the blanks around it; an empty text where there is none. */
  text(key: string): string {
    return this.cell(key)?.text.trim() ?? '';
  }

  /** Returns an id or a code as text. A day or an error in its place is a fault: the code that was typed is lost. */
  code(key: string): string {
    const cell = this.cell(key);
    if (cell?.kind === 'date') this.say(key, 'faulty', 'cell.date', cell.text);
    return cell?.kind === 'date' || cell?.kind === 'error' ? '' : this.text(key);
  }

  /** Returns the names in a cell, which blanks, commas or semicolons separate. */
  names(key: string): readonly string[] {
    return this.text(key)
      .split(/[\s,;]+/)
      .filter(Boolean);
  }

  /** Returns whether a cell says yes; `undefined` for an empty one, and its text for one that says neither yes nor no. */
  yes(key: string): boolean | string | undefined {
    const text = this.text(key);
    if (text === '') return undefined;
    if (/^(yes|oui|true|vrai|1|x|true\(\))$/i.test(text)) return true;
    if (/^(no|non|false|faux|0|false\(\))$/i.test(text)) return false;
    return text;
  }

  /** Returns the texts of a key in each language; `undefined` where there is none. A column without a language is in that of reference. */
  texts(key: string): LocalText | undefined {
    const { columns, reading } = this.table;
    const texts: Record<string, string> = {};
    for (const column of columns) {
      if (column.key !== key) continue;
      const cell = this.cells[column.place];
      const language = column.language ?? reading.languages[0];
      if (language === undefined || !reading.languages.includes(language)) continue;
      if (cell && cell.kind !== 'error' && cell.text !== '' && !(language in texts)) texts[language] = cell.text;
    }
    return Object.keys(texts).length > 0 ? texts : undefined;
  }

  /** Returns the first of these texts; an empty text where there is none. */
  firstText(key: string): string {
    return Object.values(this.texts(key) ?? {})[0] ?? '';
  }

  /** Returns the texts of a key, unless there is none in any language; one that lacks it has a model in its place. */
  wholeTexts(key: string): LocalText | undefined {
    const { languages, report } = this.table.reading;
    const texts = this.texts(key);
    if (!texts) return undefined;
    const [first = ''] = Object.values(texts);
    const lacking = languages.filter((tag) => textOrPlain(texts, tag) === undefined);
    for (const language of lacking)
      report.say(this.place(key, language), 'otherwise', 'text.missing', first, { language });
    const all = { ...texts, ...Object.fromEntries(lacking.map((tag) => [tag, modelText(first, first)])) };
    return Object.fromEntries(languages.flatMap((tag) => (all[tag] === undefined ? [] : [[tag, all[tag]]])));
  }
}

function sayCells(row: TableRow): void {
  for (const [place, cell] of row.cells.entries()) {
    if (!cell) continue;
    const at = { key: '', place, written: '' };
    if (cell.kind === 'error') row.say(at, 'faulty', 'cell.error', cell.text);
    else if (cell.isFormula && cell.text === '') row.say(at, 'faulty', 'cell.formula-empty');
    else if (cell.isFormula) row.say(at, 'otherwise', 'cell.formula', cell.text);
  }
}

function sayMerged({ merged, rows }: Sheet, { sheet, reading }: Table): void {
  for (const range of merged) {
    const [, address = '', row = ''] = /^([A-Z]+)(\d+)/.exec(range) ?? [];
    const column = columnOf(address) ?? 0;
    const cell = rows.find(({ number }) => number === Number(row))?.cells[column];
    // A merged range without a value holds nothing that could be lost.
    if (cell) reading.report.say({ sheet, row: Number(row), column }, 'otherwise', 'cell.merged', cell.text, { range });
  }
}

/** Returns the same text in each language. */
export function inEach(text: string, { languages }: Pick<SheetReading, 'languages'>): LocalText {
  return Object.fromEntries(languages.map((language) => [language, text]));
}
