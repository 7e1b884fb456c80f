import { type ReadSurveys, readSurveyFiles } from '../../authoring/read-survey-files.ts';
import { CannotStart } from './cannot-start.ts';
import type { Settings } from './settings.ts';

/** Reads and checks the survey files. Throws `CannotStart` with a line for each fault. */
export async function readSurveys({ surveysDir }: Pick<Settings, 'surveysDir'>): Promise<Sound> {
  const read = await readSurveyFiles(surveysDir);
  if (read.kind === 'faulty') throw new CannotStart(read.lines.join('\n'));
  return read;
}

type Sound = Extract<ReadSurveys, { readonly kind: 'surveys' }>;
