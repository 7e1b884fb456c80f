import { MessageChannel, type MessagePort, type ResourceLimits, Worker } from 'node:worker_threads';
import { StorageUnavailable } from './storage.ts';

// Calls to the workers of the endpoint: each has an id and gets one result. When a worker dies, its unanswered calls reject.

/** A bug is sent as the error that it threw, a `StorageUnavailable` as its message and code: its class would be lost. */
export type CallResult =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'unavailable'; readonly message: string; readonly code: string | undefined }
  | { readonly kind: 'bug'; readonly error: unknown };

/** Starts what answers at the other end of the port, and returns what stops it. `died` is called when it ends by itself. */
export type Start<Parts> = (port: MessagePort, parts: Parts, died: (error: unknown) => void) => () => Promise<void>;

/** Starts a thread, whose code is at the URL. */
export function inThread<Parts>(code: URL, resourceLimits: ResourceLimits = {}): Start<Parts> {
  return (port, parts, died) => {
    const thread = new Worker(code, { workerData: { port, parts }, transferList: [port], resourceLimits });
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

export interface Calls<Call> {
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

/** Answers calls one after the other, until the port is closed; `closed` is called after the last. */
export function serveCalls<Call>(port: MessagePort, answer: (call: Call) => unknown, closed = () => {}): void {
  let underWay: Promise<unknown> = Promise.resolve();
  port.on('message', ({ id, call }: { readonly id: number; readonly call: Call }) => {
    underWay = underWay.then(async () => port.postMessage({ id, result: await resultOf(() => answer(call)) }));
  });
  port.on('close', () => void underWay.then(closed));
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
