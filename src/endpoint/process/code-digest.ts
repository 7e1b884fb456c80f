import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The SHA-256 of the endpoint's code, in hexadecimal: what `LC_ALL=C sha256sum *.js | sha256sum` prints in its folder. `undefined`
 * where it runs from its sources.
 */
export async function codeDigest(folder = dirname(fileURLToPath(import.meta.url))): Promise<string | undefined> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js')).sort();
  if (names.length === 0) return undefined;
  const lines = await Promise.all(
    names.map(async (name) => `${sha256(await readFile(join(folder, name)))}  ${name}\n`),
  );
  return sha256(lines.join(''));
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
