import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { dayOf } from '../../wire/day.ts';
import type { StorageReader, StoredResponse } from '../storage/storage.ts';
import { markedAside } from '../stored/set-aside.ts';
import { type Asking, FORMATS } from './export-formats.ts';
import type { PublishedTables } from './package/tables-package.ts';

/** An export that was checked and may be written: plain data, so that it can be posted to a thread. */
export interface ExportOrder {
  readonly published: PublishedSurvey;
  /** The ending of the file, which names the format. */
  readonly extension: string;
  /** The file without it. */
  readonly name: string;
  readonly asking: Asking;
  readonly now: Date;
  /** If the export is of the public results. */
  readonly publication?: PublishedTables;
}

/** How many were read so far, however often. */
export interface ExportCounts {
  readonly responses: number;
  readonly comments: number;
}

interface ExportOutput {
  readonly parts: AsyncGenerator<string | Uint8Array>;
  readonly counts: () => ExportCounts;
}

type ExportReader = Omit<StorageReader, 'close'>;

/** Exports what was received before today, unless today's is asked for. `left` is aborted when the client disconnects. */
export function writeExport(
  { published, extension, name, asking, now, publication }: ExportOrder,
  reader: ExportReader,
  left: AbortSignal,
): ExportOutput {
  const format = FORMATS.get(extension);
  if (!format) throw new Error(`no format ${extension}`);
  const { labels, headers, choices, after, withToday } = asking;
  const id = published.current.id;
  const today = dayOf(now);
  const read = counted(
    { ...reader, texts: (survey) => reader.texts(survey, withToday ? undefined : today) },
    ({ receivedOn }) => withToday || receivedOn < today,
  );
  const parts = format.write({
    published,
    readAll: () => markedAside(read, id, after),
    readTexts: () => read.texts(id),
    look: { labels, headers, hasChoiceColumns: choices !== undefined },
    isContinued: after !== undefined,
    publication,
    name,
    now,
    left,
  });
  return { parts, counts: read.counts };
}

/** Counts the responses that are read, however often, and the texts. */
function counted(reader: ExportReader, isShown: (response: StoredResponse) => boolean) {
  let responses = 0;
  let comments = 0;
  async function* all(survey: string, after?: string) {
    let read = 0;
    for await (const response of reader.all(survey, after)) {
      if (!isShown(response)) continue;
      responses = Math.max(responses, ++read);
      yield response;
    }
  }
  async function* texts(survey: string) {
    for await (const text of reader.texts(survey)) {
      comments++;
      yield text;
    }
  }
  return { aside: reader.aside, all, texts, counts: (): ExportCounts => ({ responses, comments }) };
}
