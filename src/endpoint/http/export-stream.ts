import { logError } from '../process/log.ts';

/** Characters that go to the network together. */
export const CHUNK = 64 * 1024;
/** How long a chunk waits for its reader, in milliseconds: whoever forgets an export holds up those who wait for their turn. */
const UNREAD = 60_000;
const CUT = 'an export was cut';
const encoder = new TextEncoder();

/**
 * Text is gathered into chunks, and asked for only as the reader takes them. The first chunk is made before anything is answered:
 * a storage that cannot be read says so with a status. Later it cuts the connection, so that what was received looks unfinished.
 * `gone` is the request's: whoever leaves before there is anything to send is heard too.
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
          // The server prints what it is given: a message of ours, since others may quote what was sent.
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
  /** Nothing at the end, and for whoever has left. */
  readonly chunk: Uint8Array | undefined;
  /** It is known that nothing follows. */
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
      // An archive makes chunks of its own, and never text.
      if (typeof next.value !== 'string') return { chunk: next.value, isLast };
      text += next.value;
    }
  } catch (error) {
    // What is made stops by failing.
    if (left.aborted) return { chunk: undefined, isLast: true };
    throw error;
  }
  return { chunk: text === '' ? undefined : encoder.encode(text), isLast };
}

/** Joins a line for each of them into chunks, after a first text. */
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
