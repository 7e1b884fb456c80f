import { type ReadSurveys, readSurveyFiles } from '../../authoring/read-survey-files.ts';
import { CannotStart } from './cannot-start.ts';
import type { Settings } from './settings.ts';

/** Reads and checks the survey files. Throws `CannotStart` with a line for each fault. */
export async function readSurveys({ surveysDir }: Pick<Settings, 'surveysDir'>): Promise<ReadFiles> {
  const read = await readSurveyFiles(surveysDir);
  if (read.kind === 'faulty') throw new CannotStart(read.lines.join('\n'));
  return read;
}

export type ReadFiles = Extract<ReadSurveys, { readonly kind: 'surveys' }>;
