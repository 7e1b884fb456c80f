import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ifMissing } from '../../../authoring/if-missing.ts';
import type { FileFault } from '../../../authoring/survey-folder.ts';
import type { SurveyFiles } from './kept-files.ts';
import { cleanPng } from './png-chunks.ts';
import { isSurveyId, isUploadName, UPLOAD_LIMITS } from './upload-names.ts';

/** The folder of one survey, as a command is given it. */
export interface UploadFolder {
  /** The name of the folder. */
  readonly survey: string;
  readonly files: SurveyFiles;
  readonly faults: readonly FileFault[];
}

const SHARED = ['lists', 'maps'] as const;

/**
 * Reads the folder of a survey. Lists of areas and maps stand in it, or in the folder above, where surveys share them: of those the
 * ones that its revisions name are taken. Hidden files are left out; links and files of other names are faults.
 */
export async function readUploadFolder(path: string): Promise<UploadFolder> {
  const folder = resolve(path);
  const survey = basename(folder);
  const files = new Map<string, Uint8Array>();
  const faults: FileFault[] = [];
  const fault = (file: string, reason: string) => void faults.push({ file, path: '(file)', reason });
  if (!isSurveyId(survey)) fault('(folder)', 'its name is no id of a survey: lower-case letters, digits and hyphens');

  async function take(name: string, from: string): Promise<void> {
    const { size } = await lstat(from);
    if (!isUploadName(name)) return fault(name, 'no file of a survey has this name');
    if (size > UPLOAD_LIMITS.file) return fault(name, `it is larger than ${UPLOAD_LIMITS.file} bytes`);
    const bytes = new Uint8Array(await readFile(from));
    const read = name.endsWith('.png') ? await cleanPng(bytes) : undefined;
    if (read?.kind === 'faulty') return fault(name, read.reason);
    files.set(name, bytes);
  }

  async function walk(within: string): Promise<void> {
    for (const name of (await readdir(join(folder, within))).sort()) {
      if (name.startsWith('.')) continue;
      const at = within === '' ? name : `${within}/${name}`;
      const found = await lstat(join(folder, at));
      if (found.isDirectory()) await walk(at);
      else if (found.isFile()) await take(at, join(folder, at));
      else fault(at, 'it is a link, or no file');
    }
  }

  await walk('');
  for (const list of listsNamed(files))
    for (const shared of SHARED) {
      const name = `${shared}/${list}.json`;
      const from = join(dirname(folder), name);
      if (!files.has(name) && isUploadName(name) && (await lstat(from).catch(ifMissing(undefined)))?.isFile())
        await take(name, from);
    }
  const bytes = [...files.values()].reduce((sum, one) => sum + one.length, 0);
  if (bytes > UPLOAD_LIMITS.survey)
    fault('(folder)', `its files are larger than ${UPLOAD_LIMITS.survey} bytes together`);
  return { survey, files, faults };
}

/** Returns the names of lists in the revisions. The check reports a revision that cannot be read. */
function listsNamed(files: SurveyFiles): ReadonlySet<string> {
  const texts = [...files].flatMap(([path, bytes]) =>
    /^\d+\.json$/.test(path) ? [Buffer.from(bytes).toString()] : [],
  );
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/"list"\s*:\s*"([A-Za-z0-9_-]+)"/g)].map(([, list]) => list ?? '')),
  );
}
