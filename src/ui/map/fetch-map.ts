import type { AreaMap } from '../../core/results/area-map.ts';

/** `undefined` without network, or for a list of areas that has no map: the list of the places says the same. */
export async function fetchMap(list: string): Promise<AreaMap | undefined> {
  let map: unknown;
  try {
    const response = await fetch(`/surveys/maps/${list}.json`);
    if (response.status !== 200) return undefined;
    map = await response.json();
  } catch (error) {
    // No network, or a page of the Wi-Fi network in place of the file.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
  return isMap(map) ? map : undefined;
}

/** The build has checked it; here it only has to be that file, and not a portal's answer. */
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
