import type { Run } from '../sql/dialect.ts';
import type { Observe } from '../storage.ts';
import { type CallResult, inThread, type Start, settle, startCalls } from '../worker-calls.ts';
import type { Writes } from './sqlite-write-statements.ts';
import type { BareCall, Message, Reply, WriteCall } from './sqlite-writer-server.ts';

/** Starts the writer of a file, in a thread where it is built. */
export type StartWriter = Start<string>;

/** Asks the writer. Every call rejects with `StorageUnavailable` when the disk fails or another writer holds on. */
export type Writer = ReturnType<typeof writerOf>;

interface QueuedCall {
  readonly call: WriteCall | BareCall;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** The most calls in one transaction: one fsync serves them all, and none waits long for the others. */
const MOST_CALLS = 200;

/** A second message of so many calls is sent while the first is committed: then neither thread waits for the other. */
const ENOUGH = 16;

/** Calls that come during a commit share the next one. A writer that dies ends the endpoint. */
export function writerOf(file: string, start: StartWriter = inThread('./sqlite-writer-thread.js'), observe?: Observe) {
  const calls = startCalls<Message, string>(start, file, (error) => {
    throw error;
  });
  const waiting: QueuedCall[] = [];
  let underWay = 0;
  let closed: Promise<void> | undefined;

  function send() {
    const [first] = waiting;
    if (!first || underWay > (waiting.length < ENOUGH ? 0 : 1)) return;
    const writes: WriteCall[] = [];
    for (const { call } of waiting.slice(0, MOST_CALLS)) {
      if (!('args' in call)) break;
      writes.push(call);
    }
    void commit('args' in first.call ? writes : first.call, waiting.splice(0, Math.max(1, writes.length)));
  }

  async function commit(message: Message, asked: readonly QueuedCall[]) {
    underWay++;
    const { results, seconds } = await calls.ask<Reply>(message);
    underWay--;
    send();
    if (seconds !== undefined) observe?.(results.length, seconds);
    for (const [index, one] of asked.entries()) settle(one, results[index] as CallResult);
  }

  function ask<T>(call: QueuedCall['call']): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push({ call, resolve, reject });
      // Calls of one turn of the event loop share a message.
      if (waiting.length === 1 || waiting.length === ENOUGH) setImmediate(send);
    });
  }

  return {
    write: <Call extends WriteCall>(call: Call) => ask<Awaited<ReturnType<Writes[Call['name']]>>>(call),
    /** Resolves with whether the log is empty, so that it holds nothing erased. A reader can prevent that. */
    emptyLog: () => ask<boolean>({ name: 'emptyLog' }),
    /** Rewrites the file. Other writes wait for it. */
    tidy: () => ask<void>({ name: 'tidy' }),
    /** Resolves when every call before it has been committed or has failed, and the file is closed. */
    close() {
      closed ??= ask<void>({ name: 'close' }).finally(calls.stop);
      return closed;
    },
  };
}

/** Runs single statements through the writer. */
export function runBy(writer: Writer): Run {
  return async (statement, values = []) =>
    (await writer.write({ name: 'run', args: [statement, values] })) as readonly never[];
}
