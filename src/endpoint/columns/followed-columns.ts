import { createBackground } from '../process/background.ts';
import type { CountingReader } from '../storage/storage.ts';
import { type ColumnFiles, countedDigest, type SurveyColumns } from './column-files.ts';
import { type ColumnStore, columnStore, type StoredColumns } from './column-store.ts';
import type { CountedSurveys } from './counted-response.ts';

/** Says what may have changed since the columns were read. */
export interface Change {
  /** Responses that were stored. */
  readonly ids?: readonly string[];
  /** Others were erased, excluded or reinstated: days are summed up again. */
  readonly isOther?: boolean;
}

/** How often others' writing is looked for, in milliseconds. */
const LOOK = 60_000;
const NEVER = Number.NEGATIVE_INFINITY;
/** Ids asked for at a time. */
const TOGETHER = 500;

type ColumnsReader = Omit<CountingReader, 'texts' | 'close'>;

interface ColumnsState extends SurveyColumns {
  lookedAt: number;
  /** The changes that the file has; nothing where none was begun, or an erasure has removed it. */
  kept?: number | undefined;
}

/** Loads the columns of a survey when they are first asked for, from its file where there is one, and from then on reads what has changed. */
export function followColumns(
  reader: ColumnsReader,
  surveys: CountedSurveys,
  clock: () => number = () => performance.now(),
  files?: ColumnFiles,
) {
  const background = createBackground();
  const held = new Map<string, ColumnsState>();
  const waiting = new Map<string, { readonly ids: Set<string>; isOther: boolean }>();

  async function load(survey: string): Promise<ColumnsState> {
    const published = surveys.get(survey);
    if (!published) throw new Error(`no survey ${survey}`);
    waiting.set(survey, { ids: new Set(), isOther: false });
    const lookedAt = clock();
    const sums = await reader.daySums(survey);
    const expected = sums.reduce((total, { responses }) => total + responses, 0);
    const revisions = [...(await reader.publishedRevisions(survey)), published.current.revision];
    const digest = countedDigest(published, revisions);
    const ofFile = { store: columnStore(published, revisions, expected), digest, lookedAt: NEVER, kept: 0 };
    if (await files?.read(survey, ofFile)) return ofFile;
    const store = columnStore(published, revisions, expected);
    for await (const response of reader.all(survey)) store.put(response);
    await readAside(reader, survey, store);
    return { store, digest, lookedAt };
  }

  function change(survey: string, { ids = [], isOther = false }: Change): void {
    // What is not loaded yet will be loaded as it is then.
    const one = waiting.get(survey);
    if (!one) return;
    for (const id of ids) one.ids.add(id);
    one.isOther ||= isOther;
  }

  async function catchUp(survey: string, one: ColumnsState, isExact: boolean) {
    const { ids, isOther } = waiting.get(survey) ?? { ids: new Set<string>(), isOther: false };
    waiting.set(survey, { ids: new Set(), isOther: false });
    const { removals } = one.store.counts;
    try {
      await readIds(reader, survey, one.store, [...ids]);
      if (!isOther && !isExact && clock() - one.lookedAt < LOOK) return;
      const lookedAt = clock();
      await readDays(reader, survey, one.store);
      one.lookedAt = lookedAt;
    } catch (error) {
      // Looked for again the next time.
      change(survey, { ids: [...ids], isOther });
      throw error;
    } finally {
      const isErased = one.store.counts.removals > removals;
      if (isErased) await files?.drop(survey);
      // An erasure of this endpoint has removed the files of all surveys.
      if (isErased || isOther) one.kept = undefined;
    }
  }

  async function of(survey: string, isExact = false): Promise<StoredColumns> {
    const known = held.get(survey);
    const one = known ?? (await load(survey));
    held.set(survey, one);
    await catchUp(survey, one, isExact && known !== undefined);
    return one.store.columns();
  }

  return {
    /** Remembered until the columns are next asked for. */
    change,
    /** The survey is another one: what was read of it no longer counts. */
    forget(survey: string): void {
      held.delete(survey);
      waiting.delete(survey);
    },
    /** Returns them as the storage holds them now, but for what others may have written in the last minute; `isExact` looks for that, too. One call at a time. */
    of,
    /** Looks for what others have written, and rewrites a file that is missing; also one that lacks changes, where `isLate`. Resolves when the writing has begun. */
    async keep(survey: string, isLate: boolean): Promise<void> {
      await of(survey, true);
      const one = held.get(survey);
      if (!files || !one || (one.kept !== undefined && (one.kept === one.store.counts.changes || !isLate))) return;
      await new Promise<void>((begun) => {
        const refresh = async () => {
          one.kept = one.store.counts.changes;
          await of(survey, true).finally(begun);
          return one;
        };
        void background('counting', () => files.write(survey, refresh)).then(begun);
      });
    },
  };
}

async function readAside(reader: ColumnsReader, survey: string, store: ColumnStore) {
  const aside: string[] = [];
  for await (const { id } of reader.aside(survey)) aside.push(id);
  store.setAside(aside, await reader.excludedTwice(survey));
}

async function readIds(reader: ColumnsReader, survey: string, store: ColumnStore, ids: readonly string[]) {
  for (let at = 0; at < ids.length; at += TOGETHER) {
    const some = ids.slice(at, at + TOGETHER);
    const responses = await reader.responses(survey, some);
    const found = new Set(responses.map(({ id }) => id));
    for (const response of responses) store.put(response);
    for (const id of some) if (!found.has(id)) store.remove(id);
  }
}

/** Finds the days whose number of responses or sum of stamps differs, and reads what has changed in them. */
async function readDays(reader: ColumnsReader, survey: string, store: ColumnStore) {
  const now = new Map((await reader.daySums(survey)).map((sum) => [sum.receivedOn, sum]));
  const before = store.daySums();
  const isSame = (day: string) =>
    now.get(day)?.responses === before.get(day)?.responses && now.get(day)?.stamps === before.get(day)?.stamps;
  const changed = new Set([...now.keys(), ...before.keys()].filter((day) => !isSame(day)));
  if (changed.size > 0) {
    const gone = new Set(store.idsOf(changed));
    const other: string[] = [];
    for (const day of changed)
      for (const { id, stamp } of await reader.stamps(survey, day)) {
        gone.delete(id);
        if (store.stampOf(id) !== stamp) other.push(id);
      }
    await readIds(reader, survey, store, [...other, ...gone]);
  }
  await readAside(reader, survey, store);
}
