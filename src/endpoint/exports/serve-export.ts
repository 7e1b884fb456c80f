import type { MessagePort } from 'node:worker_threads';
import { dayOf } from '../../wire/day.ts';
import { type NextChunk, nextChunk } from '../http/export-stream.ts';
import type { StorageReader, StorageSource } from '../storage/storage.ts';
import { serveCalls } from '../storage/worker-calls.ts';
import { markedAside } from '../stored/set-aside.ts';
import { FORMATS } from './export-formats.ts';
import { type ExportOrder, lookOf } from './export-order.ts';

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

/** How many were read so far, however often. */
export interface ExportCounts {
  readonly responses: number;
  readonly comments: number;
}

type ExportReader = Omit<StorageReader, 'close'>;

/** Exports what was received before today, unless today's is asked for. `left` is aborted when the client disconnects. */
function writeExport(order: ExportOrder, reader: ExportReader, left: AbortSignal) {
  const { published, extension, asking, now } = order;
  const format = FORMATS.get(extension);
  if (!format) throw new Error(`no format ${extension}`);
  const id = published.current.id;
  const before = asking.withToday ? undefined : dayOf(now);
  const { counts, each } = counting();
  const all: ExportReader['all'] = (survey, after) =>
    each('responses', reader.all(survey, after), ({ receivedOn }) => before === undefined || receivedOn < before);
  const parts = format.write({
    ...order,
    readAll: () => markedAside({ aside: reader.aside, all }, id, asking.after),
    readTexts: () => each('comments', reader.texts(id, before)),
    look: lookOf(asking, published),
    left,
  });
  return { parts, counts: (): ExportCounts => ({ ...counts }) };
}

function counting() {
  const counts = { responses: 0, comments: 0 };
  async function* each<T>(kind: keyof ExportCounts, all: AsyncIterable<T>, isShown = (_: T) => true) {
    let read = 0;
    for await (const one of all) {
      if (!isShown(one)) continue;
      counts[kind] = Math.max(counts[kind], ++read);
      yield one;
    }
  }
  return { counts, each };
}
