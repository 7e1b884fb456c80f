import { fetchJson } from '../../late/fetch-json.ts';
import { pageEntry } from './page-entry.ts';

/** The address of a file of a survey, in the edition that the page goes on with; that of another survey is in its current one. */
export function surveyFile(survey: string, path: string): string {
  const entry = pageEntry();
  return entry?.id === survey ? `/surveys/${survey}/${entry.edition}/${path}` : stable(survey, path);
}

/** As `fetchJson`. Where the edition is kept no longer, the file comes from the current one. */
export async function fetchSurveyFile(survey: string, path: string, send?: typeof fetch): Promise<unknown> {
  const address = surveyFile(survey, path);
  const found = await fetchJson(address, {}, send);
  return found === null && address !== stable(survey, path) ? fetchJson(stable(survey, path)) : found;
}

function stable(survey: string, path: string): string {
  return `/surveys/${survey}/${path}`;
}
