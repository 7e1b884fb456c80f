import { readXml } from './read-sheet-xml.ts';
import { columnLetters, type Sheet, type SheetCell, type SheetRow, WORKBOOK_LIMITS } from './workbook-sheet.ts';

type Attributes = Readonly<Record<string, string>>;

const CELL = /^(covered-)?table-cell$/;

/** Reads the sheets of an `.ods` file in its `content.xml`. Returns `undefined` where the XML is not well-formed. */
export function readOdsXml(xml: string): readonly Sheet[] | undefined {
  const sheets: Sheet[] = [];
  let sheet: { name: string; rows: SheetRow[]; merged: string[]; cutAt?: string } | undefined;
  let cells: (SheetCell | undefined)[] = [];
  let number = 1;
  let column = 0;
  let rowTimes = 1;
  let cell: Attributes | undefined;
  let paragraphs: string[] = [];
  let isText = false;
  let isComment = false;
  const write = (text: string) => {
    if (isText && !isComment) paragraphs.push(`${paragraphs.pop() ?? ''}${text}`);
  };

  function closeCell(attributes: Attributes): void {
    const read = cellOf(attributes, paragraphs.join('\n'));
    const next = column + times(attributes['number-columns-repeated']);
    if (sheet && read) {
      for (let at = column; at < Math.min(next, WORKBOOK_LIMITS.columns); at++) cells[at] = read;
      if (next > WORKBOOK_LIMITS.columns) sheet.cutAt ??= `${columnLetters(WORKBOOK_LIMITS.columns)}${number}`;
      const { 'number-columns-spanned': width, 'number-rows-spanned': height } = attributes;
      const last = `${columnLetters(column + times(width) - 1)}${number + times(height) - 1}`;
      if (times(width) * times(height) > 1) sheet.merged.push(`${columnLetters(column)}${number}:${last}`);
    }
    column = next;
  }

  function closeRow(): void {
    // One element may repeat a row a million times.
    const room = WORKBOOK_LIMITS.choices + 1 - (sheet?.rows.length ?? 0);
    for (let at = 0; cells.length > 0 && at < Math.min(rowTimes, room); at++)
      sheet?.rows.push({ number: number + at, cells });
    if (sheet && cells.length > 0 && rowTimes > room) sheet.cutAt ??= `A${number + Math.max(0, room)}`;
    number += rowTimes;
  }

  const isSound = readXml(xml, {
    open(tag, attributes) {
      if (tag === 'annotation') isComment = true;
      else if (tag === 'table') {
        sheet = { name: attributes().name ?? '', rows: [], merged: [] };
        number = 1;
      } else if (tag === 'table-row') {
        rowTimes = times(attributes()['number-rows-repeated']);
        cells = [];
        column = 0;
      } else if (CELL.test(tag)) {
        cell = attributes();
        paragraphs = [];
      } else if (tag === 'p' && cell && !isComment) {
        paragraphs.push('');
        isText = true;
      } else if (tag === 's' || tag === 'tab') write(' ');
      else if (tag === 'line-break') write('\n');
    },
    text: write,
    close(tag) {
      if (tag === 'annotation') isComment = false;
      else if (tag === 'p') isText = isText && isComment;
      else if (tag === 'table-row') closeRow();
      else if (tag === 'table' && sheet) sheets.push(sheet);
      else if (cell && CELL.test(tag)) {
        closeCell(cell);
        cell = undefined;
      }
    },
  });
  return isSound ? sheets : undefined;
}

/** How often an element is repeated. No sheet has more rows. */
function times(repeated: string | undefined): number {
  return Math.max(1, Math.min(2 ** 20, Math.floor(Number(repeated ?? 1)) || 1));
}

const KINDS: Readonly<Record<string, SheetCell['kind']>> = {
  float: 'number',
  percentage: 'number',
  currency: 'number',
  date: 'date',
  time: 'date',
  boolean: 'boolean',
  error: 'error',
};

function cellOf(attributes: Attributes, paragraphs: string): SheetCell | undefined {
  const { 'value-type': type = '', 'string-value': given = '', formula } = attributes;
  const kind = KINDS[type] ?? 'text';
  const value = attributes['date-value']?.replace('T', ' ') ?? attributes['boolean-value'];
  const text = kind === 'number' ? String(Number(attributes.value)) : (value ?? (paragraphs || given));
  if (kind === 'text' && text.trim() === '' && !formula) return undefined;
  return { text, kind, ...(formula !== undefined && { isFormula: true }) };
}
