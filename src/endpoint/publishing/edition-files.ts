import { createHash } from 'node:crypto';
import type { SurveyEdition } from '../../edition/edition-of.ts';
import { type Asset, headersOf } from '../http/assets.ts';
import { compressed } from '../http/precompressed-body.ts';

/** Returns a file of an edition as it is answered; `undefined` for a path that the edition does not have. */
export type EditionFiles = (path: string) => Promise<Asset | undefined>;

/** Takes milliseconds: for the first who ask. */
const SOON = 5;
/** Takes a tenth of a second for each 100 kB, in the thread pool: for those who ask later. */
const SMALLEST = 11;

/** Compresses a text when it is first asked for, and again as small as it gets once that request is answered. */
export function editionFiles(edition: SurveyEdition): EditionFiles {
  const assets = new Map<string, Promise<Asset>>();
  const compress = async (asset: Asset, quality: number): Promise<Asset> => ({
    ...asset,
    encoded: await compressed(asset.bytes, quality),
  });
  return (path) => {
    const bytes = edition.files.get(path);
    if (!bytes) return Promise.resolve(undefined);
    const known = assets.get(path);
    if (known) return known;
    const asset = assetOf(path, bytes);
    const soon = isText(path) ? compress(asset, SOON) : Promise.resolve(asset);
    assets.set(path, soon);
    if (isText(path)) void soon.then(async () => assets.set(path, Promise.resolve(await compress(asset, SMALLEST))));
    return soon;
  };
}

function isText(path: string): boolean {
  return !path.endsWith('.png');
}

function assetOf(path: string, bytes: Uint8Array): Asset {
  return {
    bytes: new Uint8Array(bytes),
    headers: headersOf(`/${path}`),
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    encoded: [],
  };
}
