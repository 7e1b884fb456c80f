import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflate, createInflate } from 'node:zlib';

/** A re-encoded picture, or why the bytes are not one. */
type PngResult =
  | { readonly kind: 'png'; readonly bytes: Uint8Array }
  | { readonly kind: 'faulty'; readonly reason: string };

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The size of a chunk's length, type and checksum together, in bytes. */
const FRAME = 12;
/** Samples per pixel, by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** A header of a few bytes may declare a picture that does not fit in memory. A tablet’s screen of 2048 × 2732 pixels takes 22.4 MB. */
const MOST_RAW = 24_000_000;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/**
 * Reads a PNG and writes it again with the chunks that draw it, `IHDR`, `PLTE`, `tRNS` and `IDAT`, the last compressed again: comments,
 * places, profiles and whatever follows the picture are left out. A library that decodes the pixels would add 100 kB to check the same.
 */
export async function cleanPng(given: Uint8Array): Promise<PngResult> {
  const chunks = chunksIn(Buffer.from(given.buffer, given.byteOffset, given.byteLength));
  if (chunks === undefined) return { kind: 'faulty', reason: 'this is no PNG file, or it is cut short' };
  const of = (type: string) => chunks.filter((chunk) => chunk.type === type);
  const [header, ...others] = of('IHDR');
  const raw = header && others.length === 0 && chunks[0] === header ? rawBytes(header.data) : undefined;
  if (!header || raw === undefined)
    return { kind: 'faulty', reason: 'its header is not one of a PNG that is not interlaced' };
  if (raw > MOST_RAW) return { kind: 'faulty', reason: 'it has more pixels than a screenshot' };
  const data = await packedAgain(Readable.from(of('IDAT').map((chunk) => chunk.data)), raw);
  if (data === undefined) return { kind: 'faulty', reason: 'its pixels cannot be read' };
  const colours = ['PLTE', 'tRNS'].flatMap((type) => of(type).slice(0, 1));
  const drawing = [header, ...colours, { type: 'IDAT', data }, { type: 'IEND', data: Buffer.alloc(0) }];
  return { kind: 'png', bytes: new Uint8Array(Buffer.concat([SIGNATURE, ...drawing.map(written)])) };
}

/** Returns the chunks; `undefined` if a checksum is wrong or the file ends before its `IEND` chunk. */
function chunksIn(file: Buffer): readonly Chunk[] | undefined {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at + FRAME <= file.length; ) {
    const length = file.readUInt32BE(at);
    const end = at + FRAME + length;
    if (end > file.length) return undefined;
    const typed = file.subarray(at + 4, end - 4);
    if (crc32(typed) !== file.readUInt32BE(end - 4)) return undefined;
    const type = typed.toString('latin1', 0, 4);
    chunks.push({ type, data: typed.subarray(4) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  return undefined;
}

/** Returns the size of the unpacked pixels with the filter byte of each line, computed from the header. */
function rawBytes(header: Buffer): number | undefined {
  if (header.length !== 13) return undefined;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, colour = 0, compression, filter, interlace] = header.subarray(8);
  const samples = SAMPLES[colour];
  const isKnown = samples !== undefined && [1, 2, 4, 8, 16].includes(depth);
  if (!isKnown || width === 0 || height === 0 || compression !== 0 || filter !== 0 || interlace !== 0) return undefined;
  return (1 + Math.ceil((width * samples * depth) / 8)) * height;
}

/** Packs the pixels again as they are unpacked, and holds a piece of them; `undefined` unless they have the length of the header. */
async function packedAgain(packed: Readable, length: number): Promise<Buffer | undefined> {
  let unpacked = 0;
  async function* counted(pixels: AsyncIterable<Buffer>) {
    for await (const piece of pixels) {
      unpacked += piece.length;
      if (unpacked > length) return;
      yield piece;
    }
  }
  try {
    const data = await pipeline(packed, createInflate(), counted, createDeflate(), buffer);
    return unpacked === length ? data : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function written({ type, data }: Chunk): Buffer {
  const chunk = Buffer.alloc(FRAME + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), 8 + data.length);
  return chunk;
}
