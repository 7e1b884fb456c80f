import { on } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import type { ExportMessage, ExportReply } from './serve-export.ts';
import type { ExportCounts, ExportOrder } from './write-export.ts';

/** Starts what writes an export at the other end of the port, and gives what stops it; `died` is told of an end that nobody asked for. */
export type StartExport = (
  port: MessagePort,
  order: ExportOrder,
  storage: Pick<Storage, 'source'>,
  died: (error: unknown) => void,
) => () => Promise<void>;

/** Where the build puts it. */
const THREAD = new URL('./export-thread.js', import.meta.url);

/** What a format may hold, up to 128 MB for comments, and as much again for what was not collected yet: more ends an export, and nothing else. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

/** In a thread of its own, whose code is at the URL: whoever answers waits for none of its rows. */
export function exportInThread(code: URL = THREAD): StartExport {
  return (port, order, { source }, died) => {
    const thread = new Worker(code, {
      workerData: { port, order, source },
      transferList: [port],
      resourceLimits: MEMORY,
    });
    thread.on('error', died);
    // Without an error, too: whoever reads would wait for ever.
    thread.on('exit', () => died(new Error('the thread of an export has ended')));
    return async () => void (await thread.terminate());
  };
}

/**
 * The chunks of an export: one is written while the one before it is on its way, and no more than that. `count` is told of each before it
 * passes, and whether it is all of a short one. Throws `StorageUnavailable` when the storage cannot be read, and stops by failing when
 * whoever asked has `left`.
 */
export async function* exported(
  start: (port: MessagePort, died: (error: unknown) => void) => () => Promise<void>,
  left: AbortSignal,
  count: (counts: ExportCounts, isAll: boolean) => void,
): AsyncGenerator<Uint8Array> {
  const { port1: port, port2 } = new MessageChannel();
  const death = new AbortController();
  const stop = start(port2, (error) => death.abort(error));
  let isFirst = true;
  const ask = () => port.postMessage('next' satisfies ExportMessage);
  try {
    const replies = on(port, 'message', { signal: AbortSignal.any([left, death.signal]) });
    ask();
    for await (const [reply] of replies as AsyncIterable<readonly [ExportReply]>) {
      if (reply.kind === 'unavailable') throw unavailable(reply);
      if (reply.kind === 'bug') throw reply.error;
      const { chunk, isLast, counts } = reply;
      count(counts, isFirst && isLast);
      isFirst = false;
      if (!isLast) ask();
      if (chunk) yield chunk;
      if (isLast) return;
    }
  } catch (error) {
    throw death.signal.aborted ? death.signal.reason : error;
  } finally {
    port.close();
    await stop();
  }
}

/** As it was thrown in the thread: of an error only its message is sent. */
function unavailable({ message, code }: Extract<ExportReply, { kind: 'unavailable' }>): StorageUnavailable {
  return new StorageUnavailable(message, code === undefined ? {} : { cause: Object.assign(new Error(), { code }) });
}
