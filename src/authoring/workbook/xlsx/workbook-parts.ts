/* The parts of an .xlsx file that its writers share: all that is around the sheets, and the text of a cell. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The beginnings of a part that holds a sheet, and of the one that holds shared texts. */
export const WORKSHEET = `${DECLARATION}<worksheet xmlns="${MAIN}">`;
export const SHARED_TEXTS = `${DECLARATION}<sst xmlns="${MAIN}"`;
/** The view of a sheet whose first row stays in sight. */
export const FROZEN_HEAD =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

/** Styles of cells: text, bold text on a tint, prose, bold, and a day as the reader's program writes days. `49` is the format of text, in which a spreadsheet changes no code into a number or a day. */
export const STYLES = { text: 1, head: 2, prose: 3, bold: 4, day: 5 };
/** Without a name, each program has another font for bold text. */
const FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
const WRAPPED = '<alignment vertical="top" wrapText="1"/>';
const STYLE_SHEET = [
  `<styleSheet xmlns="${MAIN}"><fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts>`,
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE3EFEF"/></patternFill></fill></fills>',
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/>',
  `<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1">${WRAPPED}</xf>`,
  `<xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">${WRAPPED}</xf>`,
  `<xf applyAlignment="1">${WRAPPED}</xf><xf fontId="1" applyFont="1"/>`,
  `<xf numFmtId="14" applyNumberFormat="1" applyAlignment="1">${WRAPPED}</xf></cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');

/** Returns the path of a sheet, counted from 0. */
export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

export const SHARED_TEXTS_PATH = 'xl/sharedStrings.xml';

/** Returns the parts around sheets of these names, by path. */
export function partsAround(sheets: readonly string[], hasSharedTexts: boolean): ReadonlyMap<string, string> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (...some: readonly string[]) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${some.join('')}</Relationships>`;
  const part = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${TYPE}.${type}+xml"/>`;
  const named = sheets.map(
    (name, index) => `<sheet name="${attribute(name)}" sheetId="${index + 1}" r:id="sheet${index + 1}"/>`,
  );
  const parts = {
    '[Content_Types].xml': [
      `<Types xmlns="${PACKAGE}/content-types">`,
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      part('xl/workbook.xml', 'sheet.main'),
      ...sheets.map((_, index) => part(sheetPath(index), 'worksheet')),
      part('xl/styles.xml', 'styles'),
      hasSharedTexts ? part(SHARED_TEXTS_PATH, 'sharedStrings') : '',
      '</Types>',
    ].join(''),
    '_rels/.rels': relations(relation('workbook', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${named.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...sheets.map((_, index) => relation(`sheet${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
      relation('styles', 'styles', 'styles.xml'),
      hasSharedTexts ? relation('texts', 'sharedStrings', 'sharedStrings.xml') : '',
    ),
    'xl/styles.xml': STYLE_SHEET,
  };
  return new Map(Object.entries(parts).map(([path, xml]) => [path, DECLARATION + xml]));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes a text for an attribute, or for an element. */
export function attribute(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/**
 * Matches signs of XML, letters that look like an escaped sign, and what XML cannot hold: controls but for tab and line feed, halves of
 * surrogate pairs, and two that are no characters.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ESCAPED = /[&<>\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/gu;

/** Writes the text of a cell, which is never a formula. Signs that XML cannot hold are escaped, as in `_x000D_`. */
export function textXml(text: string): string {
  const written = text.replaceAll(
    ESCAPED,
    (sign) => ENTITIES[sign] ?? `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
  return `<t xml:space="preserve">${written}</t>`;
}
