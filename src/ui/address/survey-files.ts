import { fetchJson } from '../../lazy/fetch-json.ts';
import { pageEntry } from './page-entry.ts';

/** The files of a draft, which no address has: the picture of its emblems, and the others. */
interface FilesInMemory {
  readonly emblems: string;
  /** `null` for one that there is not. */
  readonly json: (path: string) => unknown;
}

let inMemory: FilesInMemory | undefined;

/** From now on all files of surveys are these. */
export function readFrom(files: FilesInMemory): void {
  inMemory = files;
}

/** The address of the picture of a survey's emblems. */
export function emblemsPicture(survey: string): string {
  return inMemory?.emblems ?? surveyFile(survey, 'emblems.svg');
}

/** The address of a file of a survey, in the edition that the page goes on with; that of another survey is in its current one. */
export function surveyFile(survey: string, path: string): string {
  const entry = pageEntry();
  return entry?.id === survey ? `/surveys/${survey}/${entry.edition}/${path}` : stable(survey, path);
}

/** As `fetchJson`. Where the edition is kept no longer, the file comes from the current one. */
export async function fetchSurveyFile(survey: string, path: string, send?: typeof fetch): Promise<unknown> {
  if (inMemory) return inMemory.json(path);
  const address = surveyFile(survey, path);
  const found = await fetchJson(address, {}, send);
  return found === null && address !== stable(survey, path) ? fetchJson(stable(survey, path)) : found;
}

function stable(survey: string, path: string): string {
  return `/surveys/${survey}/${path}`;
}
