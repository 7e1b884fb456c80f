import { readSurveyFiles } from '../../src/authoring/read-survey-files.ts';
import type { SurveyEdition } from '../../src/edition/edition-of.ts';
import { editionsOf, readSurveys } from '../../src/endpoint/process/read-surveys.ts';

/** The surveys that come with the sources, or those of another folder, read and checked. */
export async function shippedSurveys(folder = 'public/surveys') {
  const read = await readSurveyFiles(folder);
  if (read.kind === 'faulty') throw new Error(read.lines.join('\n'));
  return read;
}

/** Their editions, by id. */
export async function shippedEditions(folder = 'public/surveys'): Promise<ReadonlyMap<string, SurveyEdition>> {
  return editionsOf(await readSurveys({ surveysDir: folder }));
}

/** A JSON file of an edition. */
export function jsonIn({ files }: SurveyEdition, path: string) {
  return JSON.parse(new TextDecoder().decode(files.get(path)));
}
