import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

interface ReleaseFile {
  /** From the root of the release, with `/`. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** Every file of a built release but those made from another one (`.br`, `.gz`), in order of path. */
export function releaseFiles(folder: string): readonly ReleaseFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/\.(br|gz|map)$/.test(name) && statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => ({ path: name.split(sep).join('/'), bytes: readFileSync(join(folder, name)) }));
}

interface PrecacheEntry {
  readonly url: string;
  readonly integrity: string;
  readonly revision: string;
}

/** The files that the worker fetches at install. */
export function precacheOf(files: readonly ReleaseFile[]): readonly PrecacheEntry[] {
  return files
    .filter((file) => isNeededOffline(file.path))
    .map((file) => {
      const digest = createHash('sha384').update(file.bytes).digest('base64');
      return { url: `/${file.path}`, integrity: `sha384-${digest}`, revision: digest.slice(0, 16) };
    });
}

/** Changes whenever a file of the release does. */
export function releaseName(precache: readonly PrecacheEntry[]): string {
  return createHash('sha256').update(JSON.stringify(precache)).digest('hex').slice(0, 12);
}

/** Everything but the worker itself and the files that only others read. */
function isNeededOffline(path: string): boolean {
  if (/^(?:\.|(?:assets\/)?organisateur\/|accessibility\/)/.test(path)) return false;
  return path !== 'sw.js' && path !== 'robots.txt';
}

const COMPRESSIBLE = /\.(html|js|css|json|svg|webmanifest|txt|xml|csv|yaml)$/;

/** Writes `.br` and `.gz` next to each text file of the release, if that saves anything. */
export async function compressRelease(folder: string): Promise<void> {
  const texts = releaseFiles(folder).filter((file) => COMPRESSIBLE.test(file.path));
  await Promise.all(
    texts.map(async ({ path, bytes }) => {
      const brotli = await promisify(brotliCompress)(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });
      if (brotli.length < bytes.length) writeFileSync(join(folder, `${path}.br`), brotli);
      const gzipped = await promisify(gzip)(bytes, { level: 9 });
      if (gzipped.length < bytes.length) writeFileSync(join(folder, `${path}.gz`), gzipped);
    }),
  );
}
