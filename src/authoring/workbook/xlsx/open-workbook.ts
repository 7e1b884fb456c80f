import { Parser } from 'saxen';
import { readDateStyles, readSharedTexts, readSheetXml, type SheetXmlParts } from './read-sheet-xml.ts';
import { type Unreadable, unpackWorkbook } from './unpack.ts';
import type { OpenedWorkbook, Sheet } from './workbook-sheet.ts';

export type WorkbookOpened =
  | { readonly kind: 'workbook'; readonly workbook: OpenedWorkbook }
  | { readonly kind: 'refused'; readonly reason: Unreadable };

/**
 * Reads the cells of an `.xlsx` file. `read-excel-file` refuses a whole workbook for one faulty cell and does not say which cells are
 * formulas or merged, so the parts are read here, with fflate and saxen, as it does.
 */
export function openWorkbook(bytes: Uint8Array): WorkbookOpened {
  const unpacked = unpackWorkbook(bytes);
  if (unpacked.kind === 'refused') return unpacked;
  const { parts, hasMacros } = unpacked;
  const textOf = (path: string) => new TextDecoder().decode(parts.get(path.toLowerCase()) ?? new Uint8Array());
  const book = sheetsNamed(textOf('xl/workbook.xml'));
  const targets = targetsById(textOf('xl/_rels/workbook.xml.rels'));
  if (book === undefined || targets === undefined || book.sheets.length === 0)
    return { kind: 'refused', reason: 'damaged' };
  const texts = readSharedTexts(textOf('xl/sharedStrings.xml'));
  const dates = readDateStyles(textOf('xl/styles.xml'));
  if (texts === undefined || dates === undefined) return { kind: 'refused', reason: 'damaged' };
  const sheets: Sheet[] = [];
  for (const { name, id } of book.sheets) {
    const path = pathOfPart(targets.get(id) ?? '');
    // Sheets of charts and of dialogs have no cells.
    if (!parts.has(path.toLowerCase())) continue;
    const shared: SheetXmlParts = { texts, dates, isFrom1904: book.isFrom1904 };
    const sheet = readSheetXml(name, textOf(path), shared);
    if (sheet === undefined) return { kind: 'refused', reason: 'damaged' };
    sheets.push(sheet);
  }
  return { kind: 'workbook', workbook: { sheets, hasMacros } };
}

function pathOfPart(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

function sheetsNamed(xml: string) {
  const sheets: { readonly name: string; readonly id: string }[] = [];
  let isFrom1904 = false;
  const isRead = readXml(xml, (name, attributes) => {
    if (name === 'workbookPr') isFrom1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
    if (name !== 'sheet') return;
    const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
    sheets.push({ name: attributes.name ?? '', id });
  });
  return isRead ? { sheets, isFrom1904 } : undefined;
}

function targetsById(xml: string): ReadonlyMap<string, string> | undefined {
  const targets = new Map<string, string>();
  const isRead = readXml(xml, (name, { Id = '', Target = '' }) => {
    if (name === 'Relationship') targets.set(Id, Target);
  });
  return isRead ? targets : undefined;
}

function readXml(xml: string, open: (name: string, attributes: Readonly<Record<string, string>>) => void): boolean {
  const parser = new Parser();
  let isSound = true;
  parser.on('error', () => {
    isSound = false;
  });
  parser.on('openTag', (name, attributes, decode) => {
    const decoded = Object.entries(attributes()).map(([key, value]) => [key, decode(value)] as const);
    open(name.slice(name.indexOf(':') + 1), Object.fromEntries(decoded));
  });
  if (xml !== '') parser.parse(xml);
  return isSound && xml !== '';
}
