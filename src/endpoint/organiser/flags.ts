import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { Storage } from '../storage/storage.ts';
import { markedAside } from '../stored/set-aside.ts';
import { burstBounds } from './flags-burst.ts';
import { DURATION, type GroupsOf, groupsIn, IDENTICAL, identicalName } from './flags-groups.ts';

/** What the organiser knows and we do not: how many are too many. */
export interface Bounds {
  /** Complete responses of one stratum in one day; without it the survey's own history decides. */
  readonly burst?: number;
  /** Complete responses of one stratum in one territory, by stratum; without it none are too many. */
  readonly volumes: ReadonlyMap<string, number>;
}

/** Responses to look at together. A flag decides nothing: an event fills a day, a town hall answers alike. */
export interface Flag {
  /** Names it in a request to set aside: `burst/<stratum>/<day>`, `identical/<digest>`, `volume/<stratum>/<territory>`, `duration`. */
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

/** Looks at every complete response twice: to count, then to name those that count too many. */
export async function flagsOf(published: PublishedSurvey, storage: Storage, bounds: Bounds): Promise<readonly Flag[]> {
  const id = published.current.id;
  const groupsOf = groupsIn(published);
  const { exceeded, isAlike } = await countGroups(groupsOf, storage, id, bounds);
  const found = new Map<string, { responses: number; setAside: number; readonly ids: string[] }>();
  for await (const { response, isAside } of markedAside(storage, id)) {
    const { names, digest } = groupsOf(response);
    const flags = names.filter((name) => exceeded.has(name));
    if (digest !== undefined && isAlike(digest)) flags.push(identicalName(digest));
    for (const flag of flags) {
      const kept = found.get(flag) ?? { responses: 0, setAside: 0, ids: [] };
      kept.responses++;
      if (isAside) kept.setAside++;
      if (kept.ids.length < MOST_IDS) kept.ids.push(response.id);
      found.set(flag, kept);
    }
  }
  return [...found]
    .filter(([flag, { responses }]) => !flag.startsWith(IDENTICAL) || responses >= ALIKE)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([flag, kept]) => ({ flag, bound: exceeded.get(flag) ?? null, ...kept }));
}

/** The ids of a flag, raised or not. */
export async function* flaggedIds(published: PublishedSurvey, storage: Storage, flag: string): AsyncGenerator<string> {
  const groupsOf = groupsIn(published);
  for await (const response of storage.all(published.current.id)) {
    const { names, digest } = groupsOf(response);
    if (names.includes(flag) || (digest !== undefined && identicalName(digest) === flag)) yield response.id;
  }
}

async function countGroups(groupsOf: GroupsOf, storage: Storage, survey: string, bounds: Bounds) {
  const groups = new Map<string, number>();
  const alike = new Uint8Array(CELLS);
  for await (const response of storage.all(survey)) {
    const { names, digest } = groupsOf(response);
    for (const name of names) groups.set(name, (groups.get(name) ?? 0) + 1);
    if (digest === undefined) continue;
    const seen = alike[digest % CELLS] ?? 0;
    if (seen < ALIKE) alike[digest % CELLS] = seen + 1;
  }
  return { exceeded: exceededOf(groups, bounds), isAlike: (digest: number) => (alike[digest % CELLS] ?? 0) >= ALIKE };
}

/** The groups that hold too many, with the bound they exceed. */
function exceededOf(groups: ReadonlyMap<string, number>, bounds: Bounds): ReadonlyMap<string, number | null> {
  const burst = burstBounds(groups, bounds.burst);
  const exceeded = new Map<string, number | null>();
  for (const [group, count] of groups) {
    const [kind, stratum = ''] = group.split('/');
    const bound = kind === 'burst' ? burst(group) : kind === 'volume' ? bounds.volumes.get(stratum) : 0;
    if (bound !== undefined && count > bound) exceeded.set(group, group === DURATION ? null : bound);
  }
  return exceeded;
}
