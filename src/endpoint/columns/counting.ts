import { type Background, createBackground } from '../process/background.ts';
import type { Storage } from '../storage/storage.ts';
import { backgroundThread, inThread, type Start, ThreadEnded } from '../storage/worker-calls.ts';
import { dropColumnFiles } from './column-files.ts';
import type { Asks } from './column-queries.ts';
import type { CountedSurvey } from './counted-response.ts';
import type { Change } from './followed-columns.ts';
import type { Ask, ColumnsCall, ColumnsParts } from './serve-columns.ts';

/** Counts in the columns of the surveys, which a thread builds from the stored responses at the start and as others arrive. */
export type Counting = ReturnType<typeof createCounting>;

/** Starts what counts, in a thread where it is built. */
export type StartColumns = Start<ColumnsParts>;

interface CountingOptions {
  readonly start?: StartColumns;
  readonly background?: Background;
}

/** Changes are sent once none has come for so many milliseconds: while responses come, the processor is theirs. */
const QUIET = 500;
/** They are sent when this many responses wait, or the first has waited this long: who asks then waits for a third of a second at most. */
const [MOST_WAITING, LONGEST_WAIT] = [5_000, 5_000];

export function createCounting(
  { source, surveys, files }: ColumnsParts,
  { start = inThread('./columns-thread.js'), background = createBackground() }: CountingOptions = {},
) {
  const counted = new Map([...surveys].map(([id, published]) => [id, withoutFiles(published)]));
  const changes = new Map<string, { readonly ids: string[]; isOther: boolean }>();
  const quiet = setTimeout(sendChanges, QUIET).unref();
  let [waiting, since] = [0, 0];
  const { ask, isRunning, end } = backgroundThread<ColumnsCall, ColumnsParts>(
    start,
    // Surveys may have come since the thread before.
    () => ({ source, surveys: new Map(counted), files }),
    { died: (error) => void background('counting', () => Promise.reject(error)) },
  );

  /** Runs before each ask, which then counts the changes too. */
  function sendChanges(): void {
    // Without a thread there is nothing to send: the next one reads everything.
    if (isRunning()) for (const [survey, change] of changes) send({ kind: 'changed', survey, change });
    changes.clear();
    waiting = 0;
  }

  function send(call: ColumnsCall): void {
    void background('counting', async () => {
      try {
        await ask(call);
      } catch (error) {
        // The end of the thread is counted once.
        if (!(error instanceof ThreadEnded)) throw error;
      }
    });
  }

  send({ kind: 'load' });

  return {
    /** Looks for what others have written, and keeps the columns in files; does not wait for it, which may take minutes at a start. */
    async keep() {
      if (files) send({ kind: 'keep' });
    },
    /** Resolves when no file holds what was erased. */
    erased: async () => files && (await dropColumnFiles(files.dataDir)),
    /** Rejects with `StorageUnavailable` when the columns cannot be read. */
    async ask<Name extends keyof Asks>(survey: string, name: Name, ...args: Parameters<Asks[Name]>) {
      sendChanges();
      // The signature pairs the name with its arguments, which the compiler cannot follow.
      return await ask<ReturnType<Asks[Name]>>({ kind: 'asked', survey, ask: { name, args } as Ask });
    },
    changed(survey: string, { ids = [], isOther = false }: Change) {
      const now = performance.now();
      if (changes.size === 0) since = now;
      const one = changes.get(survey) ?? { ids: [], isOther: false };
      one.ids.push(...ids);
      one.isOther ||= isOther;
      changes.set(survey, one);
      waiting += ids.length;
      if (waiting >= MOST_WAITING || now - since >= LONGEST_WAIT) sendChanges();
      else quiet.refresh();
    },
    /** Counts a survey as it is published from now on; `undefined` for one that is not served any more. */
    published(survey: string, published: CountedSurvey | undefined) {
      if (published) counted.set(survey, withoutFiles(published));
      else counted.delete(survey);
      if (isRunning()) send({ kind: 'published', survey, published: published && withoutFiles(published) });
    },
    close: end,
  };
}

/** The files are not needed for counting. */
function withoutFiles({ current, revisions, results }: CountedSurvey): CountedSurvey {
  return { current, revisions, results };
}

/** Returns the same storage, which passes its changes on to the columns. `surveys` may change meanwhile. */
export function following(
  storage: Storage,
  surveys: Pick<ReadonlyMap<string, unknown>, 'keys'>,
  { changed, erased }: Pick<Counting, 'changed' | 'erased'>,
): Storage {
  const other = (some: readonly string[]) => {
    for (const survey of some) changed(survey, { isOther: true });
  };
  async function announcing<T>(some: readonly string[], work: Promise<T>, isErasing = false): Promise<T> {
    let done: T | undefined;
    try {
      done = await work;
      return done;
    } finally {
      // Also after a failure: a connection that breaks does not say how far it came.
      other(some);
      if (isErasing && done !== false && done !== 0) await erased();
    }
  }
  return {
    ...storage,
    async store(received, refusals, day) {
      try {
        const outcomes = await storage.store(received, refusals, day);
        const stored = received.filter((_, place) => outcomes[place] === 'stored').map(({ envelope }) => envelope);
        for (const survey of new Set(stored.map((one) => one.survey)))
          changed(survey, { ids: stored.filter((one) => one.survey === survey).map(({ id }) => id) });
        return outcomes;
      } catch (error) {
        other([...new Set(received.map(({ envelope }) => envelope.survey))]);
        throw error;
      }
    },
    setAside: (survey, ...rest) => announcing([survey], storage.setAside(survey, ...rest)),
    takeBack: (survey, ids) => announcing([survey], storage.takeBack(survey, ids)),
    erase: (receiptHash, day) => announcing([...surveys.keys()], storage.erase(receiptHash, day), true),
    eraseBefore: (day, survey, ...rest) =>
      announcing(
        survey === undefined ? [...surveys.keys()] : [survey],
        storage.eraseBefore(day, survey, ...rest),
        true,
      ),
  };
}
