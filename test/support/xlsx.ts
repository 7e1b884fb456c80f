import { strToU8, type Zippable, zipSync } from 'fflate';
import { type TakeOptions, takeWorkbook, type WorkbookResult } from '../../src/authoring/workbook/take-workbook.ts';
import { columnLetters } from '../../src/authoring/workbook/xlsx/workbook-sheet.ts';

/** A cell as spreadsheet programs save it: a shared text, a number, a day as a serial number, a formula with its value, an error. */
export type CellInput =
  | string
  | number
  | undefined
  | { readonly day: number }
  | { readonly formula: string; readonly value?: string }
  | { readonly error: string };

export type SheetInput = Readonly<Record<string, readonly (readonly CellInput[])[]>>;

/** The options of a list that is named `yn`. */
export const YES_NO = [
  ['list_name', 'name', 'label'],
  ['yn', 'yes', 'Oui'],
  ['yn', 'no', 'Non'],
] as const;

/** The sheet that names a form and its language. */
export const settingsOf = (title: string, id: string, language = 'Français (fr)') => [
  ['form_title', 'form_id', 'default_language'],
  [title, id, language],
];

interface Extras {
  readonly merged?: Readonly<Record<string, readonly string[]>>;
  /** Rows without a cell below those of each sheet. */
  readonly emptyRows?: number;
  /** Other parts of the archive. */
  readonly parts?: Zippable;
}

/** A workbook as Excel writes it: shared texts, styles, relations. */
export function xlsxOf(sheets: SheetInput, { merged = {}, emptyRows = 0, parts = {} }: Extras = {}): Uint8Array {
  const texts = new Map<string, number>();
  const shared = (text: string) => {
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    return known;
  };
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const cellXml = (cell: CellInput, at: string): string => {
    if (cell === undefined || cell === '') return `<c r="${at}" s="0"/>`;
    if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${shared(cell)}</v></c>`;
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    if ('day' in cell) return `<c r="${at}" s="1"><v>${cell.day}</v></c>`;
    if ('error' in cell) return `<c r="${at}" t="e"><v>${cell.error}</v></c>`;
    const value = cell.value === undefined ? '' : `<v>${escaped(cell.value)}</v>`;
    return `<c r="${at}" t="str"><f>${escaped(cell.formula)}</f>${value}</c>`;
  };
  const names = Object.keys(sheets);
  const sheetXml = names.map((name) => {
    const rows = (sheets[name] ?? []).map(
      (row, index) =>
        `<row r="${index + 1}">${row.map((cell, column) => cellXml(cell, `${columnLetters(column)}${index + 1}`)).join('')}</row>`,
    );
    const empty = '<row/>'.repeat(emptyRows);
    const ranges = merged[name] ?? [];
    const merges =
      ranges.length > 0
        ? `<mergeCells>${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
        : '';
    return `<worksheet xmlns="m"><sheetData>${rows.join('')}${empty}</sheetData>${merges}</worksheet>`;
  });
  const files: Zippable = {
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="r"><sheets>${names.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${names.map((_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
    ),
    'xl/sharedStrings.xml': strToU8(
      `<sst>${[...texts.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ),
    'xl/styles.xml': strToU8(
      '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ),
    ...parts,
  };
  for (const [index, xml] of sheetXml.entries()) files[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(xml);
  return zipSync(files, { level: 6 });
}

/** What becomes of a workbook; throws for one that is not read at all. */
export function taken(bytes: Uint8Array, options: Partial<TakeOptions> = {}): WorkbookResult {
  const outcome = takeWorkbook(bytes, { lists: new Map(), id: 'enquete', language: 'fr', ...options });
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome;
}

/** The lines that stop or change something, as `survey!F12 faulty condition.later`. */
export function linesOf({ report }: WorkbookResult): readonly string[] {
  return report.lines
    .filter(({ verdict }) => verdict !== 'advice')
    .map(({ sheet, cell, verdict, code }) => `${sheet}!${cell} ${verdict} ${code}`);
}

/** The survey file that it makes; throws where something is faulty. */
export function surveyOf(outcome: WorkbookResult) {
  const text = outcome.files?.get('1.json');
  if (text === undefined) throw new Error(JSON.stringify(outcome.report.lines, null, 2));
  return JSON.parse(text);
}
