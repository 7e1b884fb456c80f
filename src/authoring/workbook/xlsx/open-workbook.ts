import { inflateRawSync } from 'node:zlib';
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
  | 'too-many-lines';

export type OpeningOutcome =
  | { readonly kind: 'workbook'; readonly workbook: WorkbookContents }
  | { readonly kind: 'refused'; readonly reason: Unreadable };

/**
 * Reads the cells of an `.xlsx` file. `read-excel-file` refuses a whole workbook for one faulty cell and does not say which cells are
 * formulas or merged, so the parts are read here, with zlib and saxen.
 */
export function openWorkbook(bytes: Uint8Array): OpeningOutcome {
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

type UnpackedParts =
  | { readonly kind: 'parts'; readonly parts: ReadonlyMap<string, Uint8Array>; readonly hasMacros: boolean }
  | { readonly kind: 'refused'; readonly reason: Unreadable };

/** Parts that are read; document properties, comments, macros, pictures and printer settings never are. */
const READ = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i;
const MOST_PARTS = 2_000;
/** A compound file: what Excel 97 writes, and how a workbook with a password is wrapped. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** Unpacks what is read of a workbook: each part up to the bytes that the directory declares, whose sum is bounded. */
function unpackWorkbook(bytes: Uint8Array): UnpackedParts {
  if (bytes.length > WORKBOOK_LIMITS.file) return refused('too-large');
  if (COMPOUND.every((byte, at) => bytes[at] === byte))
    return refused(holdsText16(bytes, 'EncryptedPackage') ? 'password' : 'old-format');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return refused('other-format');
  let unpacked = 0;
  let parts = 0;
  let hasMacros = false;
  const read = new Map<string, Uint8Array>();
  try {
    for (const { name, size, isStored, packed } of packedParts(bytes)) {
      hasMacros ||= /(^|\/)vbaProject\.bin$/i.test(name);
      if (++parts > MOST_PARTS) return refused('unpacked-too-large');
      if (!READ.test(name)) continue;
      unpacked += size;
      if (unpacked > WORKBOOK_LIMITS.unpacked) return refused('unpacked-too-large');
      const part = isStored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
      read.set(name.toLowerCase(), part);
    }
    return read.has('xl/workbook.xml') ? { kind: 'parts', parts: read, hasMacros } : refused('other-format');
  } catch (error) {
    // Zlib throws an `Error`, and a RangeError for more bytes than declared; so does a buffer where an offset points outside of it.
    if (error instanceof Error) return refused('damaged');
    throw error;
  }
}

/** The marks of the directory of an archive, and of one of its entries. */
const DIRECTORY = Buffer.from('PK\x05\x06');
const ENTRY = Buffer.from('PK\x01\x02').readUInt32LE();

/** Yields what the directory of an archive lists: the declared `size` and the packed bytes of each part. */
function* packedParts(bytes: Uint8Array) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = file.lastIndexOf(DIRECTORY);
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    if (end < 0 || file.readUInt32LE(at) !== ENTRY) throw new Error('no directory');
    const nameEnd = at + 46 + file.readUInt16LE(at + 28);
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(start, start + file.readUInt32LE(at + 20));
    const isStored = file.readUInt16LE(at + 10) === 0;
    yield { name: file.toString('utf8', at + 46, nameEnd), size: file.readUInt32LE(at + 24), isStored, packed };
    at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}

function refused(reason: Unreadable): UnpackedParts {
  return { kind: 'refused', reason };
}

function holdsText16(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from(text, 'utf16le'));
}
