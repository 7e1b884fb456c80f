import type { MessagePort } from 'node:worker_threads';
import { nextChunk } from '../http/export-stream.ts';
import { type StorageReader, StorageUnavailable } from '../storage/storage.ts';
import { type ExportCounts, type ExportOrder, writeExport } from './write-export.ts';

/** Asks for the next chunk. */
export type ExportMessage = 'next';

/** One for each that was asked for. A bug comes back as the error that it threw. */
export type ExportReply =
  | {
      readonly kind: 'chunk';
      /** Nothing at the end of what has passed already, or of nothing. */
      readonly chunk: Uint8Array | undefined;
      readonly isLast: boolean;
      readonly counts: ExportCounts;
    }
  /** With the code that the database or the disk gave, where there is one. */
  | { readonly kind: 'unavailable'; readonly message: string; readonly code: string | undefined }
  | { readonly kind: 'bug'; readonly error: unknown };

/** Writes one export a chunk at a time, as they are asked for; what it reads from is closed with the port. */
export function serveExport(port: MessagePort, order: ExportOrder, reader: StorageReader): void {
  const leaving = new AbortController();
  const { parts, counts } = writeExport(order, reader, leaving.signal);
  let underWay: Promise<unknown> = Promise.resolve();

  async function reply(): Promise<ExportReply> {
    try {
      return { kind: 'chunk', ...(await nextChunk(parts, leaving.signal)), counts: counts() };
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) return { kind: 'bug', error };
      const { message, cause } = error;
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
      return { kind: 'unavailable', message, code };
    }
  }

  port.on('message', (_: ExportMessage) => {
    underWay = underWay.then(async () => port.postMessage(await reply()));
  });
  port.on('close', () => {
    leaving.abort();
    void underWay.then(() => parts.return(undefined)).then(() => reader.close());
  });
}
