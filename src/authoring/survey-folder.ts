import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '../core/survey/fault.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { ifMissing } from './if-missing.ts';

/** A fault in a file of the folder. */
export interface FileFault extends Fault {
  readonly file: string;
}

/** The text of each JSON and Markdown file, by its path in the folder, with `/`: `index.json`, `lists/….json`, `<survey>/notes/….md`. */
export type SurveyFolder = ReadonlyMap<string, string>;

/** The PNG files of the folder, by path. */
export type SurveyPictures = ReadonlyMap<string, Uint8Array>;

interface FolderContents {
  readonly folder: SurveyFolder;
  readonly pictures: SurveyPictures;
  /** One for each text that is not UTF-8. */
  readonly faults: readonly FileFault[];
}

/** Reads the folder; everything is empty for one that does not exist. */
export async function readSurveyFolder(path: string): Promise<FolderContents> {
  const folder = new Map<string, string>();
  const pictures = new Map<string, Uint8Array>();
  const faults: FileFault[] = [];
  for (const file of await pathsIn(path)) {
    if (file.endsWith('.png')) pictures.set(file, await readFile(join(path, file)));
    if (!/\.(json|md)$/.test(file)) continue;
    const decoded = decodeUtf8(await readFile(join(path, file)));
    if (decoded.kind === 'text') folder.set(file, decoded.text);
    else faults.push({ file, path: `line ${decoded.line}, column ${decoded.column}`, reason: decoded.reason });
  }
  return { folder, pictures, faults };
}

async function pathsIn(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const name of await namesIn(folder)) {
    const isFolder = (await stat(join(folder, name))).isDirectory();
    paths.push(...(isFolder ? (await pathsIn(join(folder, name))).map((path) => `${name}/${path}`) : [name]));
  }
  return paths;
}

/** Returns the paths in order, without hidden files, which editors and mounted volumes leave. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(ifMissing([]));
  return names.filter((name) => !name.startsWith('.')).sort();
}
