import { NO_SURVEYS, readSurveyFiles, type SurveyFilesResult } from '../../authoring/read-survey-files.ts';
import type { OrganiserTexts } from '../../core/survey/organiser-texts.ts';
import { editionOf, type SurveyEdition } from '../../edition/edition-of.ts';
import { editionPicture } from '../../edition/edition-picture.ts';
import { CannotStart } from './cannot-start.ts';
import type { Settings } from './settings.ts';

export type FolderSurveys = Extract<SurveyFilesResult, { readonly kind: 'surveys' }>;

/** Reads and checks the survey files, if there is a folder of them. Throws `CannotStart` with a line for each fault. */
export async function readSurveys({ surveysDir }: Pick<Settings, 'surveysDir'>): Promise<FolderSurveys> {
  if (surveysDir === undefined) return NO_SURVEYS;
  const read = await readSurveyFiles(surveysDir);
  if (read.kind === 'faulty') throw new CannotStart(read.lines.join('\n'));
  return read;
}

export type TextsBySurvey = Readonly<Record<string, Readonly<Record<string, OrganiserTexts>>>>;

/** Makes the edition of each survey, by its id; `invented` texts take the place of the organiser's. Throws `CannotStart` with a line for each fault. */
export function editionsOf(
  { surveys, folder, pictures }: FolderSurveys,
  invented: TextsBySurvey = {},
): ReadonlyMap<string, SurveyEdition> {
  const lines: string[] = [];
  const editions = new Map<string, SurveyEdition>();
  for (const [id, published] of surveys) {
    const ours = [...pictures].flatMap(([path, bytes]) =>
      path.startsWith(`${id}/`) ? [[path.slice(id.length + 1), editionPicture(bytes)] as const] : [],
    );
    const texts = invented[id] && { texts: new Map(Object.entries(invented[id])) };
    const read = editionOf({ published, folder, pictures: new Map(ours), ...texts });
    if (read.kind === 'faulty') lines.push(...read.lines);
    else editions.set(id, read.edition);
  }
  if (lines.length > 0) throw new CannotStart(lines.join('\n'));
  return editions;
}
