import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of each JSON and Markdown file, by its path in the folder, with `/`: `index.json`, `lists/….json`, `<survey>/notes/….md`. */
export type SurveyFolder = ReadonlyMap<string, string>;

/** Nothing for a folder that is not there. */
export async function readSurveyFolder(folder: string): Promise<SurveyFolder> {
  const texts = new Map<string, string>();
  for (const path of await pathsIn(folder))
    if (/\.(json|md)$/.test(path)) texts.set(path, await readFile(join(folder, path), 'utf8'));
  return texts;
}

async function pathsIn(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const name of await namesIn(folder)) {
    const isFolder = (await stat(join(folder, name))).isDirectory();
    paths.push(...(isFolder ? (await pathsIn(join(folder, name))).map((path) => `${name}/${path}`) : [name]));
  }
  return paths;
}

/** In order, without the hidden ones: editors and mounted volumes leave theirs. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
