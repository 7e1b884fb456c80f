import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { releaseFiles } from './release.ts';

const COMPRESSIBLE = /\.(html|js|css|json|svg|webmanifest|txt|xml)$/;

/** Writes `.br` and `.gz` beside each text file of the release, where that saves anything. */
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
