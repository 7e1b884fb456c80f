import { addAbortSignal, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

type Content = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** One file of an archive, written when its turn comes. */
export interface Entry {
  readonly path: string;
  readonly content: () => Content;
}

/** The text of an entry goes to the compressor in pieces of this many characters. */
const PIECE = 64 * 1024;
/** Option ids repeat so much that more effort saves little. */
const compressionLevel = 3;

/**
 * Writes a zip, one entry after another, so that an entry may contain counts made while those before it were written. Nothing is
 * read ahead of the consumer. When an entry fails, the archive fails before its directory, which would make it look complete. A
 * client that disconnects does not wait for the next bytes.
 */
export async function* zip(
  entries: AsyncIterable<Entry>,
  modified: Date,
  left?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const archive = new ZipFile();
  const output = archive.outputStream;
  if (!(output instanceof Readable)) throw new Error('yazl gives a stream of Node');
  if (left) addAbortSignal(left, output);
  let reading: Readable | undefined;

  const fill = async () => {
    for await (const { path, content } of entries) {
      if (output.destroyed) return;
      const text = Readable.from(pieces(content()), { objectMode: false, highWaterMark: PIECE });
      reading = text;
      const read = finished(text);
      archive.addReadStreamLazy(path, { mtime: modified, compressionLevel }, (give) => give(null, text));
      await read;
    }
    archive.end();
  };

  fill().catch((error: Error) => output.destroy(error));
  try {
    for await (const chunk of output) yield chunk;
  } finally {
    output.destroy();
    reading?.destroy();
  }
}

/** Yields what was read before an archive began, then the rest. */
export async function* fromFirst<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value;
}

async function* pieces(content: Content): AsyncGenerator<Uint8Array> {
  let piece = '';
  for await (const part of content) {
    if (typeof part !== 'string') {
      yield part;
      continue;
    }
    piece += part;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}
