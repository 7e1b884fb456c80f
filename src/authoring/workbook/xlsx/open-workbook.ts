import { inflateRawSync } from 'node:zlib';
import { readOdsXml } from './read-ods.ts';
import { readDateStyles, readSharedTexts, readSheetXml, readXml } from './read-sheet-xml.ts';
import { type Sheet, WORKBOOK_LIMITS, type WorkbookContents } from './workbook-sheet.ts';

/** The reasons for which bytes are not read as a workbook. */
export type Unreadable =
  | 'too-large'
  | 'old-format'
  | 'password'
  | 'other-format'
  | 'unpacked-too-large'
  | 'damaged'
  | 'too-many-lines'
  /** Neither the file nor its reader says in which language it is. */
  | 'language';

export type OpeningOutcome =
  | { readonly kind: 'workbook'; readonly workbook: WorkbookContents }
  | { readonly kind: 'refused'; readonly reason: Unreadable };

/**
 * Reads the cells of an `.xlsx` or an `.ods` file. `read-excel-file` refuses a whole workbook for one faulty cell and does not say which cells are
 * formulas or merged, so the parts are read here, with zlib and saxen.
 */
export function openWorkbook(bytes: Uint8Array): OpeningOutcome {
  const unpacked = unpackWorkbook(bytes);
  if (typeof unpacked === 'string') return { kind: 'refused', reason: unpacked };
  const { parts, hasMacros } = unpacked;
  const textOf = (path: string) => new TextDecoder().decode(parts.get(path.toLowerCase()) ?? new Uint8Array());
  if (parts.has(ODS)) {
    const sheets = readOdsXml(textOf(ODS));
    return sheets ? { kind: 'workbook', workbook: { sheets, hasMacros } } : { kind: 'refused', reason: 'damaged' };
  }
  const book = sheetsNamed(textOf('xl/workbook.xml'));
  const targets = targetsById(textOf('xl/_rels/workbook.xml.rels'));
  if (book === undefined || targets === undefined || book.sheets.length === 0)
    return { kind: 'refused', reason: 'damaged' };
  const texts = readSharedTexts(textOf('xl/sharedStrings.xml'));
  const dates = readDateStyles(textOf('xl/styles.xml'));
  if (texts === undefined || dates === undefined) return { kind: 'refused', reason: 'damaged' };
  const sheets: Sheet[] = [];
  for (const { name, id } of book.sheets) {
    const target = targets.get(id) ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
    // Sheets of charts and of dialogs have no cells.
    if (!parts.has(path.toLowerCase())) continue;
    const sheet = readSheetXml(name, textOf(path), { texts, dates, isFrom1904: book.isFrom1904 });
    if (sheet === undefined) return { kind: 'refused', reason: 'damaged' };
    sheets.push(sheet);
  }
  return { kind: 'workbook', workbook: { sheets, hasMacros } };
}

function sheetsNamed(xml: string) {
  const sheets: { readonly name: string; readonly id: string }[] = [];
  let isFrom1904 = false;
  const isSound = readXml(xml, {
    open(tag, attributes) {
      if (tag === 'workbookPr') isFrom1904 = ['1', 'true'].includes(attributes().date1904 ?? '');
      if (tag !== 'sheet') return;
      const { name = '', id = '' } = attributes();
      sheets.push({ name, id });
    },
  });
  return isSound ? { sheets, isFrom1904 } : undefined;
}

function targetsById(xml: string): ReadonlyMap<string, string> | undefined {
  const targets = new Map<string, string>();
  const isSound = readXml(xml, {
    open(tag, attributes) {
      const { Id = '', Target = '' } = attributes();
      if (tag === 'Relationship') targets.set(Id, Target);
    },
  });
  return isSound ? targets : undefined;
}

/** Parts that are read; document properties, comments, macros, pictures and printer settings never are. */
const READ =
  /^(content\.xml|META-INF\/manifest\.xml|xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml))$/i;
/** The part of an `.ods` file that has its sheets. */
const ODS = 'content.xml';

/** Unpacks what is read of a workbook: each part up to the bytes that the directory declares, whose sum is bounded. */
function unpackWorkbook(bytes: Uint8Array) {
  if (bytes.length > WORKBOOK_LIMITS.file) return 'too-large';
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // A compound file: what Excel 97 writes, and how a workbook with a password is wrapped.
  if (file.toString('hex', 0, 4) === 'd0cf11e0')
    return file.includes('EncryptedPackage', 0, 'utf16le') ? 'password' : 'old-format';
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return 'other-format';
  let unpacked = 0;
  let hasMacros = false;
  const read = new Map<string, Uint8Array>();
  try {
    for (const { name, size, isStored, packed } of packedParts(file)) {
      hasMacros ||= /(^|\/)vbaProject\.bin$|^Basic\//i.test(name);
      if (!READ.test(name)) continue;
      unpacked += size;
      if (unpacked > WORKBOOK_LIMITS.unpacked) return 'unpacked-too-large';
      read.set(name.toLowerCase(), isStored ? packed : inflateRawSync(packed, { maxOutputLength: size || 1 }));
    }
    if (Buffer.from(read.get('meta-inf/manifest.xml') ?? []).includes('encryption-data')) return 'password';
    const isBook = read.has('xl/workbook.xml') || Buffer.from(read.get(ODS) ?? []).includes('<office:spreadsheet');
    return isBook ? { parts: read, hasMacros } : 'other-format';
  } catch (error) {
    // Zlib throws an `Error`, and a RangeError for more bytes than declared; so does a buffer where an offset points outside of it.
    if (error instanceof Error) return 'damaged';
    throw error;
  }
}

/** Yields what the directory of an archive lists: the declared `size` and the packed bytes of each part. */
function* packedParts(file: Buffer) {
  const end = file.lastIndexOf('PK\x05\x06');
  if (end < 0) throw new Error('no directory');
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const nameEnd = at + 46 + file.readUInt16LE(at + 28);
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(start, start + file.readUInt32LE(at + 20));
    const isStored = file.readUInt16LE(at + 10) === 0;
    yield { name: file.toString('utf8', at + 46, nameEnd), size: file.readUInt32LE(at + 24), isStored, packed };
    at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}
