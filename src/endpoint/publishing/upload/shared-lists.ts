import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The texts of the lists of areas, and of their maps, that the surveys of a folder share: by path, `lists/fr-departments.json`. */
export async function readSharedLists(folder: string | undefined): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  if (folder === undefined) return texts;
  for (const within of ['lists', 'maps'])
    for (const name of await namesIn(join(folder, within)))
      if (name.endsWith('.json')) texts.set(`${within}/${name}`, await readFile(join(folder, within, name), 'utf8'));
  return texts;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))) return [];
    throw error;
  }
}
