import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, constants, gzip } from 'node:zlib';
import type { Asset } from './assets.ts';
import { API_HEADERS } from './security-headers.ts';

/** A public reply made ready once for all who read it: a congress reads it at the same minute. */
export async function readyBody(body: unknown): Promise<Asset> {
  const bytes = new Uint8Array(Buffer.from(JSON.stringify(body)));
  const [br, gz] = await Promise.all([brotliIn(bytes, BROTLI), gzipIn(bytes)]);
  return {
    bytes,
    headers: {
      ...API_HEADERS,
      'Content-Type': 'application/json',
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding',
    },
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    encoded: [
      { encoding: 'br', bytes: new Uint8Array(br) },
      { encoding: 'gzip', bytes: new Uint8Array(gz) },
    ],
  };
}

const brotliIn = promisify<Uint8Array, BrotliOptions, Buffer<ArrayBuffer>>(brotliCompress);
const gzipIn = promisify<Uint8Array, Buffer<ArrayBuffer>>(gzip);
/** The last two levels take ten times as long, for a twentieth of the bytes. */
const BROTLI: BrotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
