import { createHash } from 'node:crypto';
import type { Asset } from '../../http/assets.ts';
import { compressed } from '../../http/precompressed-body.ts';

const SMALLEST = 11;

/** A page that may change at any time. */
export async function pageAsset(html: string, headers: Readonly<Record<string, string>>): Promise<Asset> {
  const bytes = new Uint8Array(Buffer.from(html));
  return {
    bytes,
    headers: {
      ...headers,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding, Accept-Language',
    },
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 16),
    encoded: await compressed(bytes, SMALLEST),
  };
}
