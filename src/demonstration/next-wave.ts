import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copiedFiles } from '../endpoint/publishing/upload/copied-files.ts';
import { readUploadFolder } from '../endpoint/publishing/upload/upload-folder.ts';
import { isSurveyId } from '../endpoint/publishing/upload/upload-names.ts';

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
