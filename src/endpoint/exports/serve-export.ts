import type { MessagePort } from 'node:worker_threads';
import { type NextChunk, nextChunk } from '../http/export-stream.ts';
import type { StorageReader, StorageSource } from '../storage/storage.ts';
import { serveCalls } from '../storage/worker-calls.ts';
import type { ExportOrder } from './export-order.ts';
import { type ExportCounts, writeExport } from './write-export.ts';

/** The order of an export: plain data, which can be posted to a thread. */
export interface ExportJob {
  readonly order: ExportOrder;
  readonly source: StorageSource;
}

export interface ExportChunk extends NextChunk {
  readonly counts: ExportCounts;
}

/** Writes one export, a chunk for each call, and closes the reader with the port. */
export function serveExport(port: MessagePort, order: ExportOrder, reader: StorageReader): void {
  const leaving = new AbortController();
  const { parts, counts } = writeExport(order, reader, leaving.signal);
  port.on('close', () => leaving.abort());
  const answer = async (_: 'next'): Promise<ExportChunk> => ({
    ...(await nextChunk(parts, leaving.signal)),
    counts: counts(),
  });
  serveCalls(port, answer, () => void parts.return(undefined).then(() => reader.close()));
}
