import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type Background, createBackground } from '../process/background.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import type { Asks } from './column-queries.ts';
import type { Change } from './followed-columns.ts';
import type { Ask, ColumnsMessage, ColumnsParts, ColumnsReply } from './serve-columns.ts';

/** Counts in the columns of the surveys, which are loaded when they are first asked for and dropped after an idle hour. */
export interface Counting {
  /** Rejects with `StorageUnavailable` when the columns cannot be read. */
  readonly ask: <Name extends keyof Asks>(
    survey: string,
    name: Name,
    ...args: Parameters<Asks[Name]>
  ) => Promise<ReturnType<Asks[Name]>>;
  readonly changed: (survey: string, change: Change) => void;
  readonly close: () => Promise<void>;
}

/** Starts what answers at the other end of the port, and gives what stops it; `died` is told of an end that nobody asked for. */
export type StartColumns = (
  port: MessagePort,
  parts: ColumnsParts,
  died: (error: unknown) => void,
) => () => Promise<void>;

export interface CountingOptions {
  readonly start?: StartColumns;
  /** Milliseconds without an ask after which the columns are dropped. */
  readonly idle?: number;
  readonly background?: Background;
}

/** Where the build puts it. */
const THREAD = new URL('./columns-thread.js', import.meta.url);
const HOUR = 3_600_000;
/** What changes within so many milliseconds is told at once: to wake a thread for each response costs more than to tell it. */
const TELL_AFTER = 500;

/** In a thread of its own, whose code is at the URL. */
export function columnsInThread(code: URL): StartColumns {
  return (port, parts, died) => {
    const thread = new Worker(code, { workerData: { port, parts }, transferList: [port] });
    thread.on('error', died);
    // A thread may end without an error: what was asked of it would wait for ever.
    const ended = () => died(new Error('the thread that counts has ended'));
    thread.on('exit', ended);
    return async () => {
      thread.off('exit', ended);
      await thread.terminate();
    };
  };
}

interface Asked {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

export function createCounting(
  { source, surveys, secret }: ColumnsParts,
  { start = columnsInThread(THREAD), idle = HOUR, background = createBackground() }: CountingOptions = {},
): Counting {
  const parts: ColumnsParts = {
    source,
    secret: { digest: secret.digest, forKeys: secret.forKeys },
    // Without the files, of which nothing is counted.
    surveys: new Map(
      [...surveys].map(([id, { current, revisions, results }]) => [id, { current, revisions, results }]),
    ),
  };
  const asked = new Map<number, Asked>();
  const changes = new Map<string, { readonly ids: string[]; isOther: boolean }>();
  let next = 0;
  let running: { readonly port: MessagePort; readonly stop: () => Promise<void> } | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    clearTimeout(timer);
    const ending = running;
    running = undefined;
    ending?.port.close();
    await ending?.stop();
  }

  /** What is asked next starts another thread. */
  function died(port: MessagePort, error: unknown): void {
    // One that was stopped already has answered everything.
    if (running?.port !== port) return;
    const unanswered = [...asked.values()];
    asked.clear();
    void background('counting', () => Promise.reject(error));
    void background('counting', end);
    for (const one of unanswered) one.reject(error);
  }

  function portOf(): MessagePort {
    if (running) return running.port;
    const { port1: port, port2 } = new MessageChannel();
    running = { port, stop: start(port2, parts, (error) => died(port, error)) };
    port.on('message', (reply: ColumnsReply) => {
      const one = asked.get(reply.id);
      asked.delete(reply.id);
      if (reply.kind === 'done') one?.resolve(reply.value as never);
      else one?.reject(reply.kind === 'bug' ? reply.error : new StorageUnavailable(reply.message));
      if (asked.size === 0) timer = setTimeout(() => void background('counting', end), idle).unref();
    });
    return port;
  }

  function send(message: ColumnsMessage): void {
    portOf().postMessage(message);
  }

  /** What no ask may overtake. */
  function tellChanges(): void {
    // What nobody has loaded is not out of date.
    if (running) for (const [survey, change] of changes) send({ kind: 'changed', survey, change });
    changes.clear();
  }

  return {
    ask(survey, name, ...args) {
      clearTimeout(timer);
      tellChanges();
      return new Promise((resolve, reject) => {
        const id = next++;
        asked.set(id, { resolve, reject });
        // Its name and its arguments belong together, as the signature says.
        send({ kind: 'asked', id, survey, ask: { name, args } as Ask });
      });
    },
    changed(survey, { ids = [], isOther = false }) {
      if (changes.size === 0) setTimeout(tellChanges, TELL_AFTER).unref();
      const one = changes.get(survey) ?? { ids: [], isOther: false };
      one.ids.push(...ids);
      one.isOther ||= isOther;
      changes.set(survey, one);
    },
    close: end,
  };
}

/** The same storage, whose changes the columns are told of. */
export function following(
  storage: Storage,
  surveys: Iterable<string>,
  { changed }: Pick<Counting, 'changed'>,
): Storage {
  const all = [...surveys];
  const other = (some: readonly string[]) => {
    for (const survey of some) changed(survey, { isOther: true });
  };
  async function telling<T>(some: readonly string[], work: Promise<T>): Promise<T> {
    try {
      return await work;
    } finally {
      // Also of what failed: a connection that breaks does not say how far it came.
      other(some);
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
    setAside: (survey, ...rest) => telling([survey], storage.setAside(survey, ...rest)),
    takeBack: (survey, ids) => telling([survey], storage.takeBack(survey, ids)),
    erase: (receiptHash, day) => telling(all, storage.erase(receiptHash, day)),
    eraseBefore: (day) => telling(all, storage.eraseBefore(day)),
  };
}
