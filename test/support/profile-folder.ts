import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A text in either of the ways in which a browser writes it. */
export function asWritten(text: string): readonly Buffer[] {
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
}

/** The files of a profile folder in which one of these stands. */
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
