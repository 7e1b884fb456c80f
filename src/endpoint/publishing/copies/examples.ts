import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ifMissing } from '../../../authoring/if-missing.ts';
import type { ExampleSurvey } from '../../../wire/organiser/survey-reply.ts';
import { keptFresh } from '../../process/kept-fresh.ts';
import { newestOf, type SurveyFiles } from '../upload/kept-files.ts';
import { headingOf } from '../upload/survey-heading.ts';
import { readUploadFolder } from '../upload/upload-folder.ts';

export type Examples = ReturnType<typeof examplesIn>;

/** Reads the surveys that come with the program; none where its folder is not there. */
export function examplesIn(folder: string) {
  const ids = async () => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(ifMissing([]));
    return entries.filter((one) => one.isDirectory() && !['lists', 'maps'].includes(one.name)).map(({ name }) => name);
  };
  const filesOf = async (id: string): Promise<SurveyFiles | undefined> => {
    if (!(await ids()).includes(id)) return undefined;
    const { files, faults } = await readUploadFolder(join(folder, id));
    return faults.length === 0 ? files : undefined;
  };
  /** Reads a title and no picture: those are checked by decoding them, once somebody copies the survey. */
  async function read(): Promise<readonly ExampleSurvey[]> {
    const found: ExampleSurvey[] = [];
    for (const id of await ids()) {
      const newest = newestOf(await readdir(join(folder, id)));
      const heading = headingOf(await readFile(join(folder, id, `${newest}.json`)).catch(ifMissing(undefined)));
      if (heading?.title) found.push({ id, title: heading.title, questions: heading.questions });
    }
    return found;
  }
  return { filesOf, list: keptFresh(read, Number.POSITIVE_INFINITY).get };
}
