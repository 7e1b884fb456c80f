import { hash } from 'node:crypto';

/** A PNG file of a survey. `digest` is its SHA-256, in hexadecimal. */
export interface EditionPicture {
  readonly digest: string;
  readonly bytes: number;
  /** `1200x630`, or `any`; absent for what is no PNG file. */
  readonly size?: string | undefined;
  /** Absent where it is stored: the bytes are read when somebody asks for them. */
  readonly content?: Uint8Array;
}

export type EditionPictures = ReadonlyMap<string, EditionPicture>;

export function editionPicture(content: Uint8Array): EditionPicture {
  return { digest: hash('sha256', content, 'hex'), bytes: content.length, size: sizeOf(content), content };
}

/** Reads `1200x630` from the two numbers that a PNG file begins with; `undefined` for anything else. */
export function sizeOf(png: Uint8Array): string | undefined {
  if (png.length < 24 || String.fromCharCode(...png.subarray(1, 4)) !== 'PNG') return undefined;
  const numbers = new DataView(png.buffer, png.byteOffset);
  return `${numbers.getUint32(16)}x${numbers.getUint32(20)}`;
}
