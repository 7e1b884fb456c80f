import { inThread, type Start, startCalls } from '../storage/worker-calls.ts';
import type { ExportChunk, ExportCounts, ExportJob } from './serve-export.ts';

/** Starts what writes an export, in a thread where it is built. */
export type StartExport = Start<ExportJob>;

/** A format holds up to 128 MB, for comments, and as much again may not be collected yet: more ends this export, and nothing else. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

export const exportInThread: StartExport = inThread('./export-thread.js', MEMORY);

/**
 * Yields the chunks of an export; the worker writes one chunk while the one before it is sent, and no further. `count` is called
 * before each chunk, with whether it is the only one. Throws `StorageUnavailable` when the storage cannot be read, and throws when
 * the client disconnects (`left` aborts).
 */
export async function* exported(
  start: StartExport,
  parts: ExportJob,
  left: AbortSignal,
  count: (counts: ExportCounts, isAll: boolean) => void,
): AsyncGenerator<Uint8Array> {
  left.throwIfAborted();
  const calls = startCalls<'next', ExportJob>(start, parts);
  left.addEventListener('abort', () => calls.fail(left.reason), { once: true });
  const ask = () => {
    const next = calls.ask<ExportChunk>('next');
    // It may fail while the chunk before it is sent, which nothing awaits then.
    next.catch(() => {});
    return next;
  };
  try {
    let coming = ask();
    for (let isFirst = true; ; isFirst = false) {
      const { chunk, isLast, counts } = await coming;
      count(counts, isFirst && isLast);
      if (!isLast) coming = ask();
      if (chunk) yield chunk;
      if (isLast) return;
    }
  } finally {
    await calls.stop();
  }
}
