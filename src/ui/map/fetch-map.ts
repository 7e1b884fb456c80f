import type { AreaMap } from '../../core/results/area-map.ts';
import { fetchSurveyFile } from '../address/survey-files.ts';

/** `undefined` without network, or for a list of areas that has no map: the list of the places says the same. */
export async function fetchMap(survey: string, list: string): Promise<AreaMap | undefined> {
  const map = await fetchSurveyFile(survey, `maps/${list}.json`);
  return isMap(map) ? map : undefined;
}

/** It was checked when the survey was read; here it only has to be that file, and not a portal's answer. */
function isMap(map: unknown): map is AreaMap {
  return (
    typeof map === 'object' &&
    map !== null &&
    'groups' in map &&
    Array.isArray(map.groups) &&
    'frames' in map &&
    Array.isArray(map.frames)
  );
}
