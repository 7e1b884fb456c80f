import { strToU8, zipSync } from 'fflate';
import { columnLetters } from './workbook-sheet.ts';

/** A sheet to be written: rows of texts, the first of them the heads. */
export interface WrittenSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** In characters, by column. */
  readonly widths?: readonly number[];
  /** Cells that offer a list to choose from: the range, and the formula of the list. */
  readonly choices?: readonly { readonly range: string; readonly list: readonly string[] | string }[];
  /** A sheet that explains has no heads. */
  readonly isProse?: true;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** The same sheets give the same bytes. */
const NO_TIME = new Date(2000, 0, 1);
/** Styles: text, bold text on a tint, and prose; `49` is the format of text, in which a spreadsheet changes no code into a number or a day. */
const STYLES = { text: 1, head: 2, prose: 3 };
/** Without a name, each program has another font for bold text. */
const FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
/** In characters. */
const USUAL_WIDTH = 24;
/** A drop-down list is offered so far below the rows that are there. */
const MORE_ROWS = 500;
/** So many columns that an author may add are of text as well: a number and a day that is typed there stay as typed. */
const MORE_COLUMNS = 12;

/** Writes a workbook whose cells are all texts: none is a formula, whatever it begins with. */
export function writeXlsx(sheets: readonly WrittenSheet[]): Uint8Array {
  const numbers = sheets.map((_, index) => index + 1);
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${numbers.map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    '_rels/.rels': relations([['workbook', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="sheet${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...numbers.map((number) => [`sheet${number}`, 'worksheet', `worksheets/sheet${number}.xml`] as const),
      ['styles', 'styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3EFEF"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  };
  for (const [index, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetOf(sheet);
  const bytes = Object.fromEntries(
    Object.entries(parts).map(([path, xml]) => [path, strToU8(DECLARATION + xml)] as const),
  );
  return zipSync(bytes, { level: 6, mtime: NO_TIME });
}

function relations(some: readonly (readonly [id: string, type: string, target: string])[]): string {
  const written = some.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${written.join('')}</Relationships>`;
}

function sheetOf({ rows, widths = [], choices = [], isProse }: WrittenSheet): string {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const style = isProse ? STYLES.prose : STYLES.text;
  const cols = Array.from(
    { length: columns + (isProse ? 0 : MORE_COLUMNS) },
    (_, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${widths[index] ?? USUAL_WIDTH}" style="${style}" customWidth="1"/>`,
  );
  const pane = isProse ? '' : '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const validations = choices.map(
    ({ range, list }) =>
      `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${range}"><formula1>${escaped(typeof list === 'string' ? list : `"${list.join(',')}"`)}</formula1></dataValidation>`,
  );
  const body = rows.map((row, index) => rowOf(row, index + 1, index === 0 ? STYLES.head : style));
  // Printed, a sheet is as wide as its page.
  const fits = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  const page = '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';
  return `<worksheet xmlns="${MAIN}">${fits}<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>${body.join('')}</sheetData>${validations.length > 0 ? `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>` : ''}${page}</worksheet>`;
}

function rowOf(row: readonly string[], number: number, style: number): string {
  const cells = row.map((text, column) =>
    text === ''
      ? ''
      : `<c r="${columnLetters(column)}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellXml(text)}</t></is></c>`,
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** The cells of a column below the heads, with room for more: `B2:B540`. */
export function columnRange(column: number, rows: number): string {
  const letters = columnLetters(column);
  return `${letters}2:${letters}${rows + MORE_ROWS}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Characters that XML cannot hold, and letters that look like one written so, are written `_x000D_`. */
function cellXml(text: string): string {
  const marked = text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return [...escaped(marked)]
    .map((sign) => (isForbidden(sign.codePointAt(0) ?? 0) ? hexadecimal(sign) : sign))
    .join('');
}

/** Control characters but for tab and line feed, halves of surrogate pairs, and two that are no characters. */
function isForbidden(code: number): boolean {
  return (
    (code < 0x20 && code !== 0x09 && code !== 0x0a) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfffe ||
    code === 0xffff
  );
}

function hexadecimal(sign: string): string {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
