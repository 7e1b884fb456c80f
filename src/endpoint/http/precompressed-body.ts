import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, constants, gzip } from 'node:zlib';
import type { Asset } from './assets.ts';
import { API_HEADERS } from './security-headers.ts';

/** A public reply that is compressed once for all readers: a whole conference may read it in the same minute. */
export async function readyBody(body: unknown): Promise<Asset> {
  const headers = { ...API_HEADERS, 'Content-Type': 'application/json', Vary: 'Accept-Encoding' };
  return await assetOf(new TextEncoder().encode(JSON.stringify(body)), headers, QUALITY);
}

/** A page that may change at any time. */
export async function pageAsset(html: string, headers: Asset['headers']): Promise<Asset> {
  const Vary = 'Accept-Encoding, Accept-Language';
  return await assetOf(Buffer.from(html), { ...headers, 'Content-Type': 'text/html; charset=utf-8', Vary }, SMALLEST);
}

/** A file that may change at any time. `quality` is brotli's, up to 11. */
export async function assetOf(bytes: Asset['bytes'], headers: Asset['headers'], quality: number): Promise<Asset> {
  return {
    bytes,
    headers: { ...headers, 'Cache-Control': 'no-cache' },
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 16),
    encoded: await compressed(bytes, quality),
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
export const SMALLEST = 11;
