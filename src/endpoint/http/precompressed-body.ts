import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, constants, gzip } from 'node:zlib';
import type { Asset } from './assets.ts';
import { API_HEADERS } from './security-headers.ts';

/** A public reply that is compressed once for all readers: a whole conference may read it in the same minute. */
export async function readyBody(body: unknown): Promise<Asset> {
  const bytes = new Uint8Array(Buffer.from(JSON.stringify(body)));
  return {
    bytes,
    headers: {
      ...API_HEADERS,
      'Content-Type': 'application/json',
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding',
    },
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    encoded: await compressed(bytes, QUALITY),
  };
}

/** Best encoding first; empty if none is smaller, or if the headers outweigh the text. `quality`: brotli's, up to 11. */
export async function compressed(bytes: Uint8Array, quality: number): Promise<Asset['encoded']> {
  if (bytes.length < WORTH_COMPRESSING) return [];
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, gz] = await Promise.all([brotliIn(bytes, { params }), gzipIn(bytes)]);
  const both = [
    { encoding: 'br', bytes: new Uint8Array(br) },
    { encoding: 'gzip', bytes: new Uint8Array(gz) },
  ] as const;
  return both.filter((one) => one.bytes.length < bytes.length);
}

/** In bytes. */
const WORTH_COMPRESSING = 512;

const brotliIn = promisify<Uint8Array, BrotliOptions, Buffer<ArrayBuffer>>(brotliCompress);
const gzipIn = promisify<Uint8Array, Buffer<ArrayBuffer>>(gzip);
/** The last two levels take ten times as long, for a twentieth of the bytes. */
const QUALITY = 9;
