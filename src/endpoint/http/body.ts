import { LIMITS } from '../../wire/envelope.ts';

export type ReadBody =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken' };

/**
 * A body a little over the limit is read to its end and thrown away, so that its sender gets the answer instead of a reset
 * connection; a device then splits its batch. Beyond this the connection is closed on whoever goes on sending.
 */
const PATIENCE_BYTES = 8 * LIMITS.bytes;

// A byte order mark is kept in the text, where JSON refuses it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What the bytes say, or nothing when they are no JSON in UTF-8. */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (error) {
    // Neither message is kept: both quote what was sent.
    if (error instanceof SyntaxError || (error instanceof TypeError && 'code' in error)) return undefined;
    throw error;
  }
}

/** How long the body says it is; in pieces, it may be as long as any. */
export function announcedBytes(request: Request): number {
  const length = request.headers.get('Content-Length');
  return length !== null ? Number(length) : request.headers.has('Transfer-Encoding') ? LIMITS.bytes : 0;
}

/** Reads what is not wanted, within our patience, so that its sender gets the reply instead of a reset connection. */
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
export async function readBody(request: Request, most: number = LIMITS.bytes): Promise<ReadBody> {
  const announced = request.headers.get('Content-Length');
  try {
    // The HTTP parser holds senders to the length they announce, so the fast way cannot be led past the limit.
    if (announced !== null && Number(announced) <= most) {
      const bytes = new Uint8Array(await request.arrayBuffer());
      return bytes.length > most ? { kind: 'too-large' } : { kind: 'bytes', bytes };
    }
    if (announced !== null && !(Number(announced) <= Math.max(PATIENCE_BYTES, most))) return { kind: 'too-large' };
    return await readCounting(request, most);
  } catch (error) {
    // The sender went away in the middle. Anything else is ours and must be seen.
    if (hasLeft(request, error)) return { kind: 'broken' };
    throw error;
  }
}

async function readCounting(request: Request, most: number): Promise<ReadBody> {
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
