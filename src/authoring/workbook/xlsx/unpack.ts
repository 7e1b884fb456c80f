import { type UnzipFileInfo, unzipSync } from 'fflate';
import { WORKBOOK_LIMITS } from './workbook-sheet.ts';

/** Why bytes are no workbook that is read. */
export type Unreadable =
  | 'too-large'
  | 'old-format'
  | 'password'
  | 'other-format'
  | 'unpacked-too-large'
  | 'damaged'
  | 'too-slow';

export type Unpacked =
  | { readonly kind: 'parts'; readonly parts: ReadonlyMap<string, Uint8Array>; readonly hasMacros: boolean }
  | { readonly kind: 'refused'; readonly reason: Unreadable };

/** Parts that are read; document properties, comments, macros, pictures and printer settings never are. */
const READ = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i;
const MOST_PARTS = 2_000;
/** A compound file: what Excel 97 writes, and how a workbook with a password is wrapped. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** Unpacks what is read of a workbook. `unzipSync` writes no more bytes than the directory declares, whose sum is bounded. */
export function unpackWorkbook(bytes: Uint8Array): Unpacked {
  if (bytes.length > WORKBOOK_LIMITS.file) return refused('too-large');
  if (COMPOUND.every((byte, at) => bytes[at] === byte))
    return refused(holdsText16(bytes, 'EncryptedPackage') ? 'password' : 'old-format');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return refused('other-format');
  let unpacked = 0;
  let parts = 0;
  let hasMacros = false;
  const isRead = ({ name, originalSize }: UnzipFileInfo): boolean => {
    parts++;
    hasMacros ||= /(^|\/)vbaProject\.bin$/i.test(name);
    if (!READ.test(name)) return false;
    unpacked += originalSize;
    return unpacked <= WORKBOOK_LIMITS.unpacked && parts <= MOST_PARTS;
  };
  try {
    const found = unzipSync(bytes, { filter: isRead });
    if (unpacked > WORKBOOK_LIMITS.unpacked || parts > MOST_PARTS) return refused('unpacked-too-large');
    const read = new Map(Object.entries(found).map(([name, part]) => [name.toLowerCase(), part]));
    return read.has('xl/workbook.xml') ? { kind: 'parts', parts: read, hasMacros } : refused('other-format');
  } catch (error) {
    // fflate throws `Error` with a number as its `code`, and a RangeError where an offset points outside the file.
    if (error instanceof Error) return refused('damaged');
    throw error;
  }
}

function refused(reason: Unreadable): Unpacked {
  return { kind: 'refused', reason };
}

function holdsText16(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from(text, 'utf16le'));
}
