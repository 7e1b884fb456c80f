import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Returns a text in the encodings in which a browser stores it. */
export function asWritten(text: string): readonly Buffer[] {
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
}

/** Returns the files of a profile folder that contain one of these. */
export async function filesWith(profile: string, wanted: readonly Buffer[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    if (wanted.some((one) => bytes.includes(one))) found.push(file.slice(profile.length));
  }
  return found;
}
