import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { Storage } from '../storage/storage.ts';
import { markedAside } from '../stored/set-aside.ts';
import { burstsIn } from './flags-burst.ts';
import { type Group, type GroupsOf, groupName, groupsIn } from './flags-groups.ts';

/** What the organiser knows and we do not: how many are too many. */
export interface Bounds {
  /** Complete responses of one stratum in one day; without it the survey's own history decides. */
  readonly burst?: number;
  /** Complete responses of one stratum in one territory, by stratum; without it none are too many. */
  readonly volumes: ReadonlyMap<string, number>;
}

/** Responses to look at together. A flag decides nothing: an event fills a day, a town hall answers alike. */
export interface Flag {
  /** The name of the group, by which a request to set it aside asks for it. */
  readonly flag: string;
  /** The number that was exceeded, where there is one. */
  readonly bound: number | null;
  readonly responses: number;
  /** How many of them are set aside already. */
  readonly setAside: number;
  /** The first of them. */
  readonly ids: readonly string[];
}

/** Ids shown with a flag; setting the flag aside takes them all. */
const MOST_IDS = 100;
/** As many with the very same answers are flagged. */
const ALIKE = 3;
/**
 * Answers are counted by digest in so many cells, whatever the number of responses: 16 MB. Two that meet in a cell by chance are
 * told apart when the responses are looked at again.
 */
const CELLS = 2 ** 24;

interface Counted {
  readonly kind: Group['kind'];
  readonly bound: number | null;
  responses: number;
  setAside: number;
  readonly ids: string[];
}

/** Looks at every complete response twice: to count, then to name those that count too many. Stops when whoever asked is gone. */
export async function flagsOf(
  published: PublishedSurvey,
  storage: Storage,
  bounds: Bounds,
  gone?: AbortSignal,
): Promise<readonly Flag[]> {
  const id = published.current.id;
  const groupsOf = groupsIn(published);
  const boundExceeded = await countGroups(groupsOf, storage, id, bounds, gone);
  const found = new Map<string, Counted>();
  for await (const { response, isAside } of markedAside(storage, id)) {
    if (gone?.aborted) return [];
    for (const group of groupsOf(response)) {
      const bound = boundExceeded(group);
      if (bound === undefined) continue;
      const name = groupName(group);
      const flag = found.get(name) ?? { kind: group.kind, bound, responses: 0, setAside: 0, ids: [] };
      flag.responses++;
      if (isAside) flag.setAside++;
      if (flag.ids.length < MOST_IDS) flag.ids.push(response.id);
      found.set(name, flag);
    }
  }
  return [...found]
    .filter(([, { kind, responses }]) => kind !== 'identical' || responses >= ALIKE)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([flag, { kind: _, ...counted }]) => ({ flag, ...counted }));
}

/** The ids of a flag, raised or not. */
export async function* flaggedIds(published: PublishedSurvey, storage: Storage, flag: string): AsyncGenerator<string> {
  const groupsOf = groupsIn(published);
  for await (const response of storage.all(published.current.id))
    if (groupsOf(response).some((group) => groupName(group) === flag)) yield response.id;
}

/** Gives the bound that a group exceeds, null where it has none, and nothing for a group that exceeds none. */
async function countGroups(groupsOf: GroupsOf, storage: Storage, survey: string, bounds: Bounds, gone?: AbortSignal) {
  const days = new Map<string, Map<string, number>>();
  const volumes = new Map<string, Map<string, number>>();
  const alike = new Uint8Array(CELLS);
  for await (const response of storage.all(survey)) {
    if (gone?.aborted) break;
    for (const group of groupsOf(response)) {
      if (group.kind === 'burst') countOne(days, group.stratum, group.day);
      else if (group.kind === 'volume') countOne(volumes, group.stratum, group.territory);
      else if (group.kind === 'identical') {
        const cell = group.digest % CELLS;
        alike[cell] = Math.min(ALIKE, (alike[cell] ?? 0) + 1);
      }
    }
  }
  const bursts = burstsIn(days, bounds.burst);
  return (group: Group): number | null | undefined => {
    switch (group.kind) {
      case 'burst':
        return bursts.get(group.stratum)?.get(group.day);
      case 'volume': {
        const bound = bounds.volumes.get(group.stratum) ?? Number.POSITIVE_INFINITY;
        return (volumes.get(group.stratum)?.get(group.territory) ?? 0) > bound ? bound : undefined;
      }
      case 'duration':
        return null;
      case 'identical':
        return (alike[group.digest % CELLS] ?? 0) >= ALIKE ? null : undefined;
    }
  };
}

function countOne(counts: Map<string, Map<string, number>>, stratum: string, word: string): void {
  const known = counts.get(stratum) ?? new Map<string, number>();
  known.set(word, (known.get(word) ?? 0) + 1);
  counts.set(stratum, known);
}
