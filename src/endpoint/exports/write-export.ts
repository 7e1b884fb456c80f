import { dayOf } from '../../wire/day.ts';
import type { StorageReader } from '../storage/storage.ts';
import { markedAside } from '../stored/set-aside.ts';
import { FORMATS } from './export-formats.ts';
import { type ExportOrder, lookOf } from './export-order.ts';

/** How many were read so far, however often. */
export interface ExportCounts {
  readonly responses: number;
  readonly comments: number;
}

type ExportReader = Omit<StorageReader, 'close'>;

/** Exports what was received before today, unless today's is asked for. `left` is aborted when the client disconnects. */
export function writeExport(order: ExportOrder, reader: ExportReader, left: AbortSignal) {
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

/** Counts what is read of each kind, however often. */
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
