import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { dayOf } from '../../wire/day.ts';
import { type ResponseReading, shownResponses } from '../demonstration/shown.ts';
import { streamOf } from '../http/export-stream.ts';
import { refuse } from '../http/reply.ts';
import { API_HEADERS } from '../http/security-headers.ts';
import { type Note, tellingEnd } from '../keys/audit.ts';
import type { Storage, StoredResponse } from '../storage/storage.ts';
import { type MarkedResponse, markedAside } from '../stored/set-aside.ts';
import { commentsExport } from './comments.ts';
import { csvExport } from './csv.ts';
import { ndjsonExport } from './ndjson.ts';
import { packageExport } from './package/package.ts';
import { spsExport } from './spss/syntax.ts';
import { xlsxExport } from './workbook/xlsx.ts';

interface Wanted {
  readonly published: PublishedSurvey;
  /** Reads every response from the first on. */
  readonly readAll: () => AsyncIterable<StoredResponse>;
  readonly readMarked: () => AsyncIterable<MarkedResponse>;
  /** Labels in this language in place of option ids. */
  readonly language: string | undefined;
  /** Nobody gave them. */
  readonly isDemonstration: boolean;
  /** Of the table, without its ending. */
  readonly name: string;
  readonly now: Date;
  /** Aborted when whoever asked does not wait any longer. */
  readonly left: AbortSignal;
}

type Format = readonly [type: string, write: (wanted: Wanted) => AsyncGenerator<string | Uint8Array>];

/** In the name of the file and of the sheet, beside what stands in the rows themselves. */
const DEMONSTRATION = 'demonstration';

const CSV = 'text/csv; charset=utf-8';
const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['.csv', [CSV, ({ published, readAll, language }) => csvExport(published, readAll(), language)]],
  ['.comments.csv', [CSV, ({ published, readAll, left }) => commentsExport(published, readAll, left)]],
  ['.ndjson', ['application/x-ndjson', ({ published, readAll }) => ndjsonExport(published, readAll())]],
  [
    '.sps',
    [
      'application/x-spss-syntax; charset=utf-8',
      ({ published, language, name }) => spsExport(published, language, `${name}.csv`),
    ],
  ],
  [
    '.zip',
    [
      'application/zip',
      ({ published, readMarked, now, left, isDemonstration }) =>
        packageExport(published, readMarked(), { now, isDemonstration }, left),
    ],
  ],
  [
    '.xlsx',
    [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ({ published, readAll, language, now, left, isDemonstration }) =>
        xlsxExport(published, readAll(), { language, now, sheet: isDemonstration ? DEMONSTRATION : 'responses' }, left),
    ],
  ],
]);

export interface ExportParts {
  readonly surveys: Surveys;
  readonly storage: Storage;
  readonly now: () => Date;
  /** For the audit: what was asked for, and at the end of how many responses. */
  readonly note: Note;
}

/** What is asked of an export beside its name. */
export interface Asking {
  /** Labels in this language in place of option ids. */
  readonly language?: string | undefined;
  /** Whoever asks every minute would otherwise see each response come. */
  readonly withToday: boolean;
}

/** `GET /api/export/<survey><format>`, for the organiser: what was received before today. Streamed: a million responses take no more memory than one page of them. */
export async function exportSurvey(
  request: Request,
  file: string,
  { language, withToday }: Asking,
  { surveys, storage, now, note }: ExportParts,
): Promise<Response> {
  const [, id = '', extension = ''] = /^([a-z0-9-]+)(\.[a-z.]+)$/.exec(file) ?? [];
  const published = surveys.get(id);
  const format = FORMATS.get(extension);
  if (!published || !format) return refuse('not-found');
  if (language !== undefined && !published.current.languages.includes(language)) return refuse('not-found');
  const { reading, demonstration } = await shownResponses(storage, published);
  const isDemonstration = demonstration !== undefined;
  note({
    survey: id,
    format: extension,
    ...(withToday && { today: 'yes' }),
    ...(isDemonstration && { demonstration: 'yes' }),
  });
  const [type, write] = format;
  const name = [id, ...(isDemonstration ? [DEMONSTRATION] : []), dayOf(now())].join('-');
  const headers = {
    ...API_HEADERS,
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}${extension}"`,
    'Cache-Control': 'no-store',
  };
  if (request.method === 'HEAD') return new Response(null, { headers });
  const today = dayOf(now());
  const read = counted(reading, ({ receivedOn }) => withToday || receivedOn < today);
  const readAll = () => read.all(id);
  const readMarked = () => markedAside(read, id);
  const asked = { published, readAll, readMarked, language, isDemonstration, name, now: now() };
  const end = (whole: 'yes' | 'no') => note({ responses: read.responses(), whole });
  return new Response(await streamOf(request.signal, (left) => tellingEnd(write({ ...asked, left }), left, end)), {
    headers,
  });
}

/** What may be shown, with how many responses were read of it, however often. */
function counted(storage: ResponseReading, isShown: (response: StoredResponse) => boolean) {
  let most = 0;
  async function* all(survey: string) {
    let read = 0;
    for await (const response of storage.all(survey)) {
      if (!isShown(response)) continue;
      most = Math.max(most, ++read);
      yield response;
    }
  }
  return { aside: storage.aside, all, responses: () => most };
}
