import { MessageChannel, type MessagePort, type ResourceLimits, Worker } from 'node:worker_threads';
import { oneAtATime } from '../process/background.ts';
import { StorageUnavailable } from './storage.ts';

// Calls to the workers of the endpoint: each has an id and gets one result. When a worker dies, its unanswered calls reject.

/** A bug is sent as the error that it threw, a `StorageUnavailable` as its message and code: its class would be lost. */
export type CallResult =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'unavailable'; readonly message: string; readonly code: string | undefined }
  | { readonly kind: 'bug'; readonly error: unknown };

/** Starts what answers at the other end of the port, and returns what stops it. `died` is called when it ends by itself. */
export type Start<Parts> = (port: MessagePort, parts: Parts, died: (error: unknown) => void) => () => Promise<void>;

/** Starts a thread of the code at a URL, in this folder of the build. What counts and writes needs the 48 MB that V8 gives to new objects. */
export function inThread<Parts>(code: string | URL, resourceLimits: ResourceLimits = {}): Start<Parts> {
  return (port, parts, died) => {
    const thread = new Worker(new URL(code, import.meta.url), {
      workerData: { port, parts },
      transferList: [port],
      resourceLimits,
    });
    thread.on('error', died);
    // A thread may end without an error: its callers would wait for ever.
    const ended = () => died(new Error('the thread has ended'));
    thread.on('exit', ended);
    return async () => {
      thread.off('exit', ended);
      await thread.terminate();
    };
  };
}

/** A call by the name of its method, with the arguments. */
export type MethodCall<Methods extends Callable<Methods>, Name extends keyof Methods = keyof Methods> = {
  readonly [N in Name]: { readonly name: N; readonly args: Parameters<Methods[N]> };
}[Name];

type Callable<Methods> = { readonly [N in keyof Methods]: (...args: never) => unknown };

export function perform<Methods extends Callable<Methods>, Name extends keyof Methods = keyof Methods>(
  methods: { readonly [N in Name]: (...args: Parameters<Methods[N]>) => unknown },
  { name, args }: MethodCall<Methods, Name>,
): unknown {
  return methods[name](...args);
}

interface Calls<Call> {
  /** Rejects with `StorageUnavailable`, or with the error of a bug. */
  readonly ask: <Value>(call: Call) => Promise<Value>;
  /** Rejects the calls that have no answer yet. */
  readonly fail: (error: unknown) => void;
  readonly stop: () => Promise<void>;
}

interface Caller {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

export function startCalls<Call, Parts>(
  start: Start<Parts>,
  parts: Parts,
  died: (error: unknown) => void = () => {},
): Calls<Call> {
  const { port1: port, port2 } = new MessageChannel();
  const callers = new Map<number, Caller>();
  let next = 0;

  function fail(error: unknown): void {
    const unanswered = [...callers.values()];
    callers.clear();
    for (const { reject } of unanswered) reject(error);
  }

  port.on('message', ({ id, result }: { readonly id: number; readonly result: CallResult }) => {
    const caller = callers.get(id);
    callers.delete(id);
    if (caller) settle(caller, result);
  });
  const stop = start(port2, parts, (error) => {
    died(error);
    fail(error);
  });

  return {
    ask: (call) =>
      new Promise((resolve, reject) => {
        callers.set(next, { resolve, reject });
        port.postMessage({ id: next++, call });
      }),
    fail,
    async stop() {
      port.close();
      await stop();
    },
  };
}

/** A thread ended before it answered: by an error, or at the limit of its memory or of its time. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

interface ThreadOptions {
  /** How long a call may take, in milliseconds from its turn on: the thread ends, and the next call starts another. */
  readonly patience?: number;
  /** The thread ends after so many milliseconds without a call. */
  readonly idle?: number;
  /** Called when the thread ends by itself. */
  readonly died?: (error: unknown) => void;
}

/** A thread that the first call starts, and the first call after its end starts again. `parts` is called at each start. */
export function backgroundThread<Call, Parts>(
  start: Start<Parts>,
  parts: () => Parts,
  { patience, idle, died = () => {} }: ThreadOptions = {},
) {
  const inTurn = oneAtATime();
  let running: Calls<Call> | undefined;
  let underWay = 0;
  let resting: NodeJS.Timeout | undefined;

  function started(): Calls<Call> {
    if (running) return running;
    const calls = startCalls<Call, Parts>(start, parts(), (error) => {
      // One that was ended has no calls left.
      if (running !== calls) return;
      died(error);
      void end(error);
    });
    running = calls;
    return calls;
  }

  async function end(reason: unknown = new Error('the thread was ended')): Promise<void> {
    clearTimeout(resting);
    const ending = running;
    running = undefined;
    ending?.fail(reason);
    await ending?.stop();
  }

  async function askNow<Value>(call: Call): Promise<Value> {
    const calls = started();
    const late = patience && setTimeout(() => void end(new Error('the thread took too long')), patience);
    try {
      return await calls.ask<Value>(call);
    } catch (error) {
      if (running === calls) throw error;
      throw new ThreadEnded(error instanceof Error ? error.message : String(error), { cause: error });
    } finally {
      clearTimeout(late);
    }
  }

  return {
    /** Rejects with `ThreadEnded`, with `StorageUnavailable`, or with the error of a bug. */
    async ask<Value>(call: Call): Promise<Value> {
      clearTimeout(resting);
      underWay++;
      try {
        // Where time is limited it begins with the turn of the call; else the thread itself takes one call after the other.
        return await (patience === undefined ? askNow<Value>(call) : inTurn(() => askNow<Value>(call)));
      } finally {
        underWay--;
        if (idle !== undefined && underWay === 0) resting = setTimeout(() => void end(), idle).unref();
      }
    },
    isRunning: () => running !== undefined,
    end,
  };
}

/** Answers calls one after the other, until the port is closed; `closed` is called after the last. */
export function serveCalls<Call>(port: MessagePort, answer: (call: Call) => unknown, closed = () => {}): void {
  const inTurn = oneAtATime();
  port.on('message', ({ id, call }: { readonly id: number; readonly call: Call }) => {
    void inTurn(async () => {
      const result = await resultOf(() => answer(call));
      // The caller is given what the answer names so, instead of a copy.
      port.postMessage({ id, result }, Object(Object(result).value).moved ?? []);
    });
  });
  port.on('close', () => void inTurn(async () => closed()));
}

async function resultOf(work: () => unknown): Promise<CallResult> {
  try {
    return { kind: 'done', value: await work() };
  } catch (error) {
    return toFailure(error);
  }
}

export function toFailure(error: unknown): CallResult {
  if (!(error instanceof StorageUnavailable)) return { kind: 'bug', error };
  const { message, cause } = error;
  return {
    kind: 'unavailable',
    message,
    code: cause instanceof Error && 'code' in cause ? String(cause.code) : undefined,
  };
}

export function settle({ resolve, reject }: Caller, result: CallResult): void {
  if (result.kind === 'done') resolve(result.value as never);
  else if (result.kind === 'bug') reject(result.error);
  else {
    const { message, code } = result;
    reject(
      new StorageUnavailable(message, code === undefined ? {} : { cause: Object.assign(new Error(code), { code }) }),
    );
  }
}
