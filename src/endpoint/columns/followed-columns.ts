import type { CountingReader } from '../storage/storage.ts';
import { type ColumnStore, columnStore, type StoredColumns } from './column-store.ts';
import type { CountedSurvey, CountedSurveys } from './counted-response.ts';

/** Says what may have changed since the columns were read. */
export interface Change {
  /** Responses that were stored. */
  readonly ids?: readonly string[];
  /** Others were erased, excluded or reinstated: days are summed up again. */
  readonly isOther?: boolean;
}

/** How often others' writing is looked for, in milliseconds. */
const LOOK = 60_000;
/** Ids asked for at a time. */
const TOGETHER = 500;

type ColumnsReader = Omit<CountingReader, 'texts' | 'close'>;

interface ColumnsState {
  readonly store: ColumnStore;
  lookedAt: number;
}

interface PendingChange {
  readonly ids: Set<string>;
  isOther: boolean;
}

/** Loads the columns of a survey when they are first asked for, and from then on reads what has changed. */
export function followColumns(
  reader: ColumnsReader,
  surveys: CountedSurveys,
  clock: () => number = () => performance.now(),
) {
  const held = new Map<string, ColumnsState>();
  const waiting = new Map<string, PendingChange>();

  async function load(survey: string): Promise<ColumnsState> {
    const published = surveys.get(survey);
    if (!published) throw new Error(`no survey ${survey}`);
    waiting.set(survey, { ids: new Set(), isOther: false });
    const lookedAt = clock();
    return { store: await readAll(reader, survey, published), lookedAt };
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
    }
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
    async of(survey: string, isExact = false): Promise<StoredColumns> {
      const known = held.get(survey);
      const one = known ?? (await load(survey));
      held.set(survey, one);
      await catchUp(survey, one, isExact && known !== undefined);
      return one.store.columns();
    },
  };
}

async function readAll(reader: ColumnsReader, survey: string, published: CountedSurvey): Promise<ColumnStore> {
  const sums = await reader.daySums(survey);
  const store = columnStore(
    published,
    [...(await reader.publishedRevisions(survey)), published.current.revision],
    sums.reduce((total, { responses }) => total + responses, 0),
  );
  for await (const response of reader.all(survey)) store.put(response);
  await readAside(reader, survey, store);
  return store;
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
