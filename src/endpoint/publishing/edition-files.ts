import { createHash } from 'node:crypto';
import type { SurveyEdition } from '../../edition/edition-of.ts';
import { type Asset, headersOf } from '../http/assets.ts';
import { compressed } from '../http/precompressed-body.ts';

/** Returns a file of an edition as it is answered; `undefined` for a path that the edition does not have. */
export type EditionFiles = (path: string) => Promise<Asset | undefined>;

/**
 * Brotli's highest level takes a tenth of a second for each 100 kB, once for all who ask, in the thread pool. A survey is a tenth smaller
 * than by a level that takes milliseconds.
 */
const SMALLEST = 11;

/** Compresses a text when it is first asked for. */
export function editionFiles(edition: SurveyEdition): EditionFiles {
  const assets = new Map<string, Promise<Asset>>();
  return (path) => {
    const bytes = edition.files.get(path);
    if (!bytes) return Promise.resolve(undefined);
    const asset = assets.get(path) ?? assetOf(path, bytes);
    assets.set(path, asset);
    return asset;
  };
}

function isText(path: string): boolean {
  return !path.endsWith('.png');
}

async function assetOf(path: string, bytes: Uint8Array): Promise<Asset> {
  const own = new Uint8Array(bytes);
  return {
    bytes: own,
    headers: headersOf(`/${path}`),
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    encoded: isText(path) ? await compressed(own, SMALLEST) : [],
  };
}
