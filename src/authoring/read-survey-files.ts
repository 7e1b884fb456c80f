import { join } from 'node:path';
import { surveysInFolder } from './check-survey-folder.ts';
import type { Surveys } from './published-surveys.ts';
import { type FileFault, readSurveyFolder, type SurveyFolder, type SurveyPictures } from './survey-folder.ts';

export type SurveyFilesResult =
  | {
      readonly kind: 'surveys';
      readonly surveys: Surveys;
      readonly folder: SurveyFolder;
      readonly pictures: SurveyPictures;
    }
  /** `file: path: reason`, one line each. */
  | { readonly kind: 'faulty'; readonly lines: readonly string[] };

/** The result for an installation without survey files. */
export const NO_SURVEYS = {
  kind: 'surveys',
  surveys: new Map(),
  folder: new Map(),
  pictures: new Map(),
} as const satisfies SurveyFilesResult;

/** Reads and checks every survey of the folder, every revision and list included. For the build and the endpoint's start. */
export async function readSurveyFiles(path: string): Promise<SurveyFilesResult> {
  const { folder, pictures, faults: encodingFaults } = await readSurveyFolder(path);
  // A file that cannot be decoded is missing from the folder, which would be reported as a second, misleading fault.
  if (encodingFaults.length > 0) return { kind: 'faulty', lines: linesOf(path, encodingFaults) };
  const read = surveysInFolder(folder);
  return read.kind === 'faulty' ? { kind: 'faulty', lines: linesOf(path, read.faults) } : { ...read, folder, pictures };
}

/** Removes duplicate lines: a notice is checked once for each revision. */
function linesOf(path: string, faults: readonly FileFault[]): readonly string[] {
  return [...new Set(faults.map((fault) => `${join(path, fault.file)}: ${fault.path}: ${fault.reason}`))];
}
