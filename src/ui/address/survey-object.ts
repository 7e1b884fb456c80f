import { fetchSurveyFile } from './survey-files.ts';

/**
 * Returns whether what was fetched is an object with these keys. The endpoint made and checked it: here it only has to be that file, and
 * not a captive portal's reply.
 */
export function hasKeys<Shape extends object>(
  found: unknown,
  ...keys: readonly (keyof Shape & string)[]
): found is Shape {
  return typeof found === 'object' && found !== null && keys.every((key) => key in found);
}

/** Fetches a file of a survey that is an object with these keys. `undefined` without network, or for a survey without that file. */
export async function fetchSurveyObject<Shape extends object>(
  survey: string,
  path: string,
  ...keys: readonly (keyof Shape & string)[]
): Promise<Shape | undefined> {
  const found = await fetchSurveyFile(survey, path);
  return hasKeys<Shape>(found, ...keys) ? found : undefined;
}
