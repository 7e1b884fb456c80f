import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ifMissing } from '../../../authoring/if-missing.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { ExampleSurvey } from '../../../wire/organiser/survey-reply.ts';
import { revisionsOf, type SurveyFiles } from '../upload/kept-files.ts';
import { readUploadFolder } from '../upload/upload-folder.ts';
import { objectIn } from './copied-files.ts';

export interface Examples {
  readonly list: () => Promise<readonly ExampleSurvey[]>;
  readonly filesOf: (id: string) => Promise<SurveyFiles | undefined>;
}

/** Reads the surveys that come with the program; none where its folder is not there. */
export function examplesIn(folder: string): Examples {
  const ids = async () => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(ifMissing([]));
    return entries.filter((one) => one.isDirectory() && !['lists', 'maps'].includes(one.name)).map(({ name }) => name);
  };
  const filesOf = async (id: string) => {
    if (!(await ids()).includes(id)) return undefined;
    const { files, faults } = await readUploadFolder(join(folder, id));
    return faults.length === 0 ? files : undefined;
  };
  return {
    filesOf,
    async list() {
      const found: ExampleSurvey[] = [];
      for (const id of await ids()) {
        const files = await filesOf(id);
        const heading = files && headingIn(files);
        if (heading?.title) found.push({ id, title: heading.title, questions: heading.questions });
      }
      return found;
    },
  };
}

/** A survey as lists show it, read from its files without checking them. */
export interface SurveyHeading {
  readonly revision: number;
  readonly title: LocalText | null;
  readonly languages: readonly string[];
  readonly questions: number;
  readonly opensOn: string | null;
  readonly closedFrom: string | null;
}

/** Nothing where there is no revision, or none that is JSON. */
export function headingIn(files: SurveyFiles): SurveyHeading | undefined {
  const revision = Math.max(...revisionsOf(files.keys()));
  const read = objectIn(files.get(`${revision}.json`));
  if (!read) return undefined;
  const { title, languages, sections, opensOn, closedFrom } = read;
  const lists = Array.isArray(sections) ? sections.map((one) => one?.questions) : [];
  return {
    revision,
    title: isLocalText(title) ? title : null,
    languages: Array.isArray(languages) ? languages.filter((one): one is string => typeof one === 'string') : [],
    questions: lists.reduce((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0),
    opensOn: typeof opensOn === 'string' ? opensOn : null,
    closedFrom: typeof closedFrom === 'string' ? closedFrom : null,
  };
}

function isLocalText(text: unknown): text is LocalText {
  return typeof text === 'object' && text !== null && Object.values(text).every((one) => typeof one === 'string');
}
