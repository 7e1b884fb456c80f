import type { Storage, StoredResponse } from '../storage/storage.ts';

/** Ids per request to the storage. */
const TOGETHER = 500;

export interface MarkedResponse {
  readonly response: StoredResponse;
  /** Excluded from the results by the organiser. */
  readonly isAside: boolean;
}

/** Yields every response of a survey, or those after an id. A merge join of two lists in id order, so that neither is held in memory. */
export async function* markedAside(
  storage: Pick<Storage, 'all' | 'aside'>,
  survey: string,
  after?: string,
): AsyncGenerator<MarkedResponse> {
  const aside = storage.aside(survey)[Symbol.asyncIterator]();
  try {
    let next = await aside.next();
    for await (const response of storage.all(survey, after)) {
      while (!next.done && next.value.id < response.id) next = await aside.next();
      yield { response, isAside: !next.done && next.value.id === response.id };
    }
  } finally {
    await aside.return?.();
  }
}

/** Applies a change to the storage a few hundred ids at a time; returns how many it changed. */
export async function changeAll(
  ids: AsyncIterable<string> | Iterable<string>,
  change: (ids: readonly string[]) => Promise<number>,
): Promise<number> {
  let changed = 0;
  let waiting: string[] = [];
  for await (const id of ids) {
    if (waiting.push(id) < TOGETHER) continue;
    changed += await change(waiting);
    waiting = [];
  }
  return waiting.length > 0 ? changed + (await change(waiting)) : changed;
}
