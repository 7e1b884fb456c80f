import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withPseudoLanguages } from '../support/pseudo-texts.ts';

/** Writes the surveys that ship, in the pseudo-languages too, and returns where they are. */
export async function pseudoSurveys(folder: string): Promise<string> {
  const surveys = join(folder, 'surveys');
  await cp('public/surveys', surveys, { recursive: true });
  for (const name of await readdir(surveys, { recursive: true })) {
    if (!/\/[\w-]+\.json$/.test(name) || /^(lists|maps)\//.test(name)) continue;
    const file = join(surveys, name);
    await writeFile(file, JSON.stringify(withPseudoLanguages(JSON.parse(await readFile(file, 'utf8')))));
  }
  return surveys;
}
