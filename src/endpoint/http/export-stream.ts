import { logError } from '../process/log.ts';

/** Characters per chunk. */
export const CHUNK = 64 * 1024;
/** How long a chunk waits for its reader, in milliseconds: an abandoned export would keep its slot. */
const UNREAD = 60_000;
const CUT = 'an export was cut';
const encoder = new TextEncoder();

/**
 * Streams text in chunks, produced only as the reader takes them. The first chunk is made before the reply starts, so that a storage
 * failure gets an error status. A later failure cuts the connection, so that the download looks unfinished. `gone` is the request's
 * abort signal: it also covers a client that disconnects before anything was sent.
 */
export async function streamOf(
  gone: AbortSignal,
  write: (left: AbortSignal) => AsyncGenerator<string | Uint8Array>,
  unread = UNREAD,
): Promise<ReadableStream<Uint8Array>> {
  const leaving = new AbortController();
  const left = AbortSignal.any([gone, leaving.signal]);
  const parts = write(left);
  let ready: NextChunk | undefined = await nextChunk(parts, left);
  let waiting: NodeJS.Timeout | undefined;
  return new ReadableStream(
    {
      async pull(controller) {
        clearTimeout(waiting);
        try {
          const { chunk } = ready ?? (await nextChunk(parts, left));
          ready = undefined;
          if (left.aborted) return;
          if (!chunk) {
            controller.close();
            return;
          }
          controller.enqueue(chunk);
          waiting = setTimeout(() => {
            leaving.abort();
            controller.error(new Error(CUT));
            void parts.return(undefined);
          }, unread);
        } catch (error) {
          logError('export-failed', error);
          // The server prints the error: this message is ours, since others may quote what was sent.
          controller.error(new Error(CUT));
        }
      },
      async cancel() {
        clearTimeout(waiting);
        leaving.abort();
        await parts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

export interface NextChunk {
  /** `undefined` at the end, and after the client has disconnected. */
  readonly chunk: Uint8Array | undefined;
  /** True if it is the last one. */
  readonly isLast: boolean;
}

export async function nextChunk(parts: AsyncGenerator<string | Uint8Array>, left: AbortSignal): Promise<NextChunk> {
  let text = '';
  let isLast = false;
  try {
    while (text.length < CHUNK) {
      const next = left.aborted ? await parts.return(undefined) : await parts.next();
      if (next.done) {
        isLast = true;
        break;
      }
      // An archive yields bytes in chunks, never text.
      if (typeof next.value !== 'string') return { chunk: next.value, isLast };
      text += next.value;
    }
  } catch (error) {
    // The generator stops by throwing.
    if (left.aborted) return { chunk: undefined, isLast: true };
    throw error;
  }
  return { chunk: text === '' ? undefined : encoder.encode(text), isLast };
}

/** Yields a first text, then chunks of joined lines, one for each item. */
export async function* inChunks<T>(
  all: AsyncIterable<T>,
  first: string,
  toLine: (one: T) => string,
): AsyncGenerator<string> {
  let text = first;
  for await (const one of all) {
    text += toLine(one);
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield text;
}
