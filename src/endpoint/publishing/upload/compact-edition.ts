import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import type { SurveyEdition } from '../../../edition/edition-of.ts';

/** Compresses its JSON, which is held for as long as the survey is served. */
export function compactEdition(edition: SurveyEdition): SurveyEdition {
  const held = (path: string, text: Uint8Array) => (path.endsWith('.svg') ? text : new Uint8Array(gzipSync(text)));
  return { ...edition, files: new Map([...edition.files].map(([path, text]) => [path, held(path, text)])) };
}

/** No text of an edition begins with this byte of gzip. */
export async function plainText(text: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(text[0] === 0x1f ? await promisify(gunzip)(text) : text);
}
