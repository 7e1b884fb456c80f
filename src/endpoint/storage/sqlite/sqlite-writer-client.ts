import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type Observe, StorageUnavailable } from '../storage.ts';
import type { Writes } from './sqlite-write-statements.ts';
import type { BareCall, Message, Reply, Result, WriteCall } from './sqlite-writer-server.ts';

/** Starts the writer of a file at the other end of the port. */
export type StartWriter = (port: MessagePort, file: string) => void;

/** In a thread of its own, whose code is at the URL. A writer that dies takes the endpoint with it. */
export function inThread(code: URL): StartWriter {
  return (port, file) => {
    const thread = new Worker(code, { workerData: { port, file }, transferList: [port] });
    thread.on('error', (error) => {
      throw error;
    });
  };
}

/** Asks the writer. Every call rejects with `StorageUnavailable` when the disk fails or another writer holds on. */
export interface Writer {
  readonly write: <Call extends WriteCall>(call: Call) => Promise<ReturnType<Writes[Call['name']]>>;
  /** Whether nothing of what was erased is left in the log. A reader keeps it from being emptied. */
  readonly emptyLog: () => Promise<boolean>;
  /** Rewrites the file. Whoever writes waits for it. */
  readonly tidy: () => Promise<void>;
  /** Resolves when all that was asked has been committed or has failed, and the file is closed. */
  readonly close: () => Promise<void>;
}

interface Asked {
  readonly call: WriteCall | BareCall;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls in one transaction: one fsync then serves them all, and none waits long behind the others. */
const MOST_CALLS = 200;

/** A second message lies ready behind the one that is committed, once it holds so many: neither thread then waits for the other. */
const ENOUGH = 16;

/** Whatever is asked for while a commit is made shares the next. */
export function writerOf(file: string, start: StartWriter, observe?: Observe): Writer {
  const { port1: port, port2 } = new MessageChannel();
  start(port2, file);
  const waiting: Asked[] = [];
  const underWay: (readonly Asked[])[] = [];
  let closed: Promise<void> | undefined;

  port.on('message', ({ results, seconds }: Reply) => {
    const answered = underWay.shift() ?? [];
    send();
    if (seconds !== undefined) observe?.(results.length, seconds);
    for (const [index, asked] of answered.entries()) settle(asked, results[index] as Result);
  });

  function send() {
    const [first] = waiting;
    if (!first || underWay.length > (waiting.length < ENOUGH ? 0 : 1)) return;
    const writes: WriteCall[] = [];
    for (const { call } of waiting.slice(0, MOST_CALLS)) {
      if (!('args' in call)) break;
      writes.push(call);
    }
    underWay.push(waiting.splice(0, Math.max(1, writes.length)));
    const message: Message = 'args' in first.call ? writes : first.call;
    port.postMessage(message);
  }

  function ask<T>(call: Asked['call']): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push({ call, resolve, reject });
      // What one turn of the event loop asks for travels together.
      if (waiting.length === 1 || waiting.length === ENOUGH) setImmediate(send);
    });
  }

  return {
    write: ask,
    emptyLog: () => ask({ name: 'emptyLog' }),
    tidy: () => ask({ name: 'tidy' }),
    close() {
      closed ??= ask<void>({ name: 'close' }).finally(() => port.close());
      return closed;
    },
  };
}

function settle({ resolve, reject }: Asked, result: Result) {
  if (result.kind === 'done') resolve(result.value as never);
  else if (result.kind === 'bug') reject(result.error);
  else reject(unavailable(result.code));
}

function unavailable(code: string): StorageUnavailable {
  return new StorageUnavailable('the storage cannot write', { cause: Object.assign(new Error(code), { code }) });
}
