import { randomBytes } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';

/** A picture of noise, which no compression makes smaller than so many bytes. */
export function noisyPicture(bytes: number): Buffer {
  const lines = Array.from({ length: Math.ceil(bytes / 1_000) }, () => [Buffer.alloc(1), randomBytes(1_000)]);
  return pictureOf(1_000, lines.length, deflateSync(Buffer.concat(lines.flat()), { level: 0 }));
}

/** A picture of one colour: so many pixels of a byte each are a thousandth of it in the file. */
export function blankPicture(width: number, height: number): Buffer {
  return pictureOf(width, height, deflateSync(Buffer.alloc((width + 1) * height)));
}

function pictureOf(width: number, height: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', '')]);
}

export function chunk(type: string, data: string | Uint8Array): Buffer {
  const bytes = Buffer.from(data as Uint8Array);
  const framed = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), bytes, Buffer.alloc(4)]);
  framed.writeUInt32BE(bytes.length, 0);
  framed.writeUInt32BE(checkSum(framed.subarray(4, -4)), framed.length - 4);
  return framed;
}

/** As the specification of PNG has it. */
function checkSum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function chunksOf(file: Uint8Array): readonly { readonly type: string; readonly data: Buffer }[] {
  const bytes = Buffer.from(file);
  const chunks = [];
  for (let at = 8, type = ''; type !== 'IEND'; ) {
    const length = bytes.readUInt32BE(at);
    type = bytes.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

export const chunkNames = (file: Uint8Array) => chunksOf(file).map(({ type }) => type);

export function pixelsOf(file: Uint8Array): Buffer {
  return inflateSync(Buffer.concat(chunksOf(file).flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []))));
}

export function withPixels(file: Uint8Array, pixels: Buffer): Buffer {
  const [header] = chunksOf(file);
  return Buffer.concat([
    file.subarray(0, 8),
    chunk('IHDR', header?.data ?? Buffer.of()),
    chunk('IDAT', pixels),
    chunk('IEND', ''),
  ]);
}
