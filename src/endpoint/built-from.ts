import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { differingFiles, MADE_FROM, madeFrom, readMadeFrom } from '../authoring/made-from.ts';
import type { SurveyFolder } from '../authoring/survey-folder.ts';
import { CannotStart } from './process/cannot-start.ts';
import type { Settings } from './process/settings.ts';

/**
 * The app shows one questionnaire and the endpoint checks answers by another: every response would be refused. Throws
 * `CannotStart` when the app was built from other surveys, or for another address. An endpoint may run without the app.
 */
export async function assertBuiltFrom(
  { assetsDir, surveysDir, publicUrl }: Pick<Settings, 'assetsDir' | 'surveysDir' | 'publicUrl'>,
  folder: SurveyFolder,
) {
  if (!existsSync(join(assetsDir, 'index.html'))) return;
  const note = join(assetsDir, MADE_FROM);
  if (!existsSync(note))
    throw new CannotStart(`the app in ${assetsDir} does not say what it was built from: build it again, npm run build`);
  const built = readMadeFrom(await readFile(note, 'utf8'));
  const here = madeFrom(folder, publicUrl);
  const [first, ...more] = differingFiles(built, here);
  if (first !== undefined)
    throw new CannotStart(
      `the app in ${assetsDir} was not built from the surveys in ${surveysDir}, but from others: ${first}${
        more.length > 0 ? ` and ${more.length} more` : ''
      } ${more.length > 0 ? 'differ' : 'differs'}. Build it again: SURVEYS_DIR=${surveysDir} npm run build`,
    );
  if (built.publicUrl !== here.publicUrl)
    throw new CannotStart(
      `the app in ${assetsDir} was built for ${built.publicUrl ?? 'no address'}, and PUBLIC_URL is ${
        publicUrl ?? 'not set'
      }. Build it again with the same PUBLIC_URL: npm run build`,
    );
}
