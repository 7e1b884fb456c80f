import { LIMITS } from '../../wire/envelope.ts';

type BodyResult =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken' };

/**
 * A body a little over the limit is read to its end and discarded, so that its sender gets the reply instead of a connection
 * reset; a device then splits its batch. Beyond this many bytes the connection is closed.
 */
const PATIENCE_BYTES = 8 * LIMITS.bytes;

// A byte order mark is kept in the text, where JSON refuses it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Parses the bytes; `undefined` if they are not JSON in UTF-8. */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (error) {
    // The errors are dropped: their messages quote what was sent.
    if (error instanceof SyntaxError || (error instanceof TypeError && 'code' in error)) return undefined;
    throw error;
  }
}

/** Returns the announced length of the body; a chunked one may be of any length. */
export function announcedBytes(request: Request): number {
  const length = request.headers.get('Content-Length');
  return length !== null ? Number(length) : request.headers.has('Transfer-Encoding') ? LIMITS.bytes : 0;
}

/** Reads and discards a body up to a limit, so that its sender gets the reply instead of a connection reset. */
export async function discardBody(request: Request): Promise<void> {
  try {
    let length = 0;
    for await (const chunk of request.body ?? []) {
      length += chunk.length;
      if (length > PATIENCE_BYTES) break;
    }
  } catch (error) {
    if (!hasLeft(request, error)) throw error;
  }
}

/** Returns the body, never keeping more than the limit. */
export async function readBody(request: Request, most: number = LIMITS.bytes): Promise<BodyResult> {
  const announced = request.headers.get('Content-Length');
  try {
    // The HTTP parser enforces the announced length, so the fast path cannot exceed the limit.
    if (announced !== null && Number(announced) <= most) {
      const bytes = new Uint8Array(await request.arrayBuffer());
      return bytes.length > most ? { kind: 'too-large' } : { kind: 'bytes', bytes };
    }
    if (announced !== null && !(Number(announced) <= Math.max(PATIENCE_BYTES, most))) return { kind: 'too-large' };
    return await readCounting(request, most);
  } catch (error) {
    // The sender disconnected. Any other error is a bug and is rethrown.
    if (hasLeft(request, error)) return { kind: 'broken' };
    throw error;
  }
}

async function readCounting(request: Request, most: number): Promise<BodyResult> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > Math.max(PATIENCE_BYTES, most)) break;
    if (length <= most) chunks.push(chunk);
  }
  return length > most ? { kind: 'too-large' } : { kind: 'bytes', bytes: Buffer.concat(chunks) };
}

function hasLeft(request: Request, error: unknown): boolean {
  return request.signal.aborted || (error instanceof Error && 'code' in error && error.code === 'ECONNRESET');
}
