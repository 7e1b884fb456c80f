import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Surveys } from '../authoring/published-surveys.ts';
import type { SurveyFolder } from '../authoring/survey-folder.ts';
import { DEMONSTRATION_MARK, TEXTS_FILE } from '../endpoint/demonstration-folder.ts';
import { putInPlace } from '../endpoint/process/atomic-write.ts';
import { CannotStart } from '../endpoint/process/cannot-start.ts';
import { copiedFiles } from '../endpoint/publishing/upload/copied-files.ts';
import { readUploadFolder } from '../endpoint/publishing/upload/upload-folder.ts';
import { isSurveyId } from '../endpoint/publishing/upload/upload-names.ts';
import { inventTexts } from './invented-texts.ts';

const markSchema = v.object({ isWhole: v.boolean() });

/**
 * Writes a demonstration unless the folder contains a complete one; returns whether it did. Throws `CannotStart` for a folder with
 * anything else in it. An incomplete one is written again.
 */
export async function writeOnce(folder: string, write: () => Promise<void>): Promise<boolean> {
  const found = await readMark(folder);
  if (found?.isWhole) return false;
  if (!found && existsSync(folder) && (await readdir(folder)).length > 0)
    throw new CannotStart(`${folder} is not empty and holds no demonstration: name another folder`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The folder itself may be a mount, which cannot be removed.
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  await putMark(folder, false);
  await write();
  await putMark(folder, true);
  return true;
}

async function readMark(folder: string): Promise<v.InferOutput<typeof markSchema> | undefined> {
  const file = join(folder, DEMONSTRATION_MARK);
  if (!existsSync(file)) return undefined;
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), markSchema), await readFile(file, 'utf8'));
  return read.success ? read.output : { isWhole: false };
}

async function putMark(folder: string, isWhole: boolean): Promise<void> {
  const part = join(folder, `${DEMONSTRATION_MARK}.part`);
  await writeFile(part, `${JSON.stringify({ isWhole })}\n`, { mode: 0o600 });
  await putInPlace(part, join(folder, DEMONSTRATION_MARK));
}

/** Writes the organiser's texts next to the results, as phones load them, of each survey that has none. */
export async function writeTexts(dataDir: string, surveys: Surveys, folder: SurveyFolder, on: string): Promise<void> {
  const isWithout = (id: string) =>
    ![...folder.keys()].some((path) => path.startsWith(`${id}/`) && /^[^/]+\/(?!profiles\/).*\.md$/.test(path));
  const invented = [...surveys]
    .filter(([id]) => isWithout(id))
    .map(([id, { current }]) => [
      id,
      Object.fromEntries(current.languages.map((language) => [language, inventTexts(current, language, on)])),
    ]);
  await writeFile(join(dataDir, TEXTS_FILE), JSON.stringify(Object.fromEntries(invented)), { mode: 0o600 });
}

/** The id of the next wave of a survey. */
export function nextWaveOf(survey: string): string {
  return `${survey}-2`;
}

/** Copies the folder of surveys, and adds a next wave of its first one, where there is a name for it: the copy that the desk would make. */
export async function writeWaves(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  const index = join(to, 'index.json');
  const { surveys } = JSON.parse(await readFile(index, 'utf8'));
  const [id = '', ...others]: readonly string[] = surveys.map((one: { readonly id: string }) => one.id);
  const next = nextWaveOf(id);
  if (others.includes(next) || !isSurveyId(next)) return;
  const { files } = await readUploadFolder(join(to, id));
  for (const [path, bytes] of copiedFiles(files, next, 'survey') ?? []) {
    const file = join(to, next, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  await writeFile(index, JSON.stringify({ surveys: surveys.toSpliced(1, 0, { id: next, revision: 1 }) }));
}
