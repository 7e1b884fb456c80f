import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ifMissing } from '../../../authoring/if-missing.ts';

/** The texts of the lists of areas, and of their maps, that the surveys of a folder share: by path, `lists/fr-departments.json`. */
export async function readSharedLists(folder: string | undefined): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  if (folder === undefined) return texts;
  for (const within of ['lists', 'maps'])
    for (const name of (await readdir(join(folder, within)).catch(ifMissing([], 'ENOTDIR'))).sort())
      if (name.endsWith('.json')) texts.set(`${within}/${name}`, await readFile(join(folder, within, name), 'utf8'));
  return texts;
}
