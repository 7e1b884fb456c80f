import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { dayOf } from '../../wire/day.ts';
import { closingDays, readConduct } from '../conduct/conduct.ts';
import { type ResponseReading, shownResponses } from '../demonstration/shown-responses.ts';
import { streamOf } from '../http/export-stream.ts';
import { refuse } from '../http/reply.ts';
import { API_HEADERS } from '../http/security-headers.ts';
import type { Storage, StoredResponse } from '../storage/storage.ts';
import type { KeptText } from '../storage/text-storage.ts';
import { type MarkedResponse, markedAside } from '../stored/set-aside.ts';
import { type Note, tellingEnd } from '../tokens/token-audit.ts';
import { commentsExport } from './comments.ts';
import { csvExport } from './csv.ts';
import { ndjsonExport } from './ndjson.ts';
import { openDataExport, openItems } from './open-data.ts';
import { packageExport } from './package/package.ts';
import { spsExport } from './spss/spss-syntax.ts';
import type { ExportItem } from './table/export-items.ts';
import type { TableLook } from './table/export-table.ts';
import { xlsxExport } from './workbook/xlsx.ts';

interface Wanted {
  readonly published: PublishedSurvey;
  /** Reads every response from the first on, or after the one that is named. */
  readonly readAll: () => AsyncIterable<StoredResponse>;
  readonly readMarked: () => AsyncIterable<MarkedResponse>;
  readonly readTexts: () => AsyncIterable<KeptText>;
  readonly look: TableLook;
  readonly isContinued: boolean;
  /** Of the open data. */
  readonly items: readonly ExportItem[];
  /** Nobody gave them. */
  readonly isDemonstration: boolean;
  /** Of the table, without its ending. */
  readonly name: string;
  readonly now: Date;
  /** Aborted when whoever asked does not wait any longer. */
  readonly left: AbortSignal;
}

interface Format {
  readonly type: string;
  /** What may be asked of it, beside labels, which each takes or leaves. */
  readonly takes: readonly (keyof Asking)[];
  readonly write: (wanted: Wanted) => AsyncGenerator<string | Uint8Array>;
}

/** In the name of the file and of the sheet, beside what stands in the rows themselves. */
const DEMONSTRATION = 'demonstration';
/** For everybody, once the survey is closed. */
const OPEN = '.open.csv';
const COMMENTS = '.comments.csv';

const CSV = 'text/csv; charset=utf-8';
const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  [
    '.csv',
    {
      type: CSV,
      takes: ['headers', 'choices', 'after'],
      write: ({ published, readAll, look, isContinued }) => csvExport(published, readAll(), look, isContinued),
    },
  ],
  [COMMENTS, { type: CSV, takes: [], write: ({ readTexts }) => commentsExport(readTexts()) }],
  [
    OPEN,
    {
      type: CSV,
      takes: ['headers', 'choices', 'items'],
      write: ({ published, readMarked, items, look }) => openDataExport(published, readMarked(), items, look),
    },
  ],
  [
    '.ndjson',
    {
      type: 'application/x-ndjson',
      takes: ['after'],
      write: ({ published, readAll }) => ndjsonExport(published, readAll()),
    },
  ],
  [
    '.sps',
    {
      type: 'application/x-spss-syntax; charset=utf-8',
      takes: [],
      write: ({ published, look, name }) => spsExport(published, look.labels, `${name}.csv`),
    },
  ],
  [
    '.zip',
    {
      type: 'application/zip',
      takes: [],
      write: ({ published, readMarked, now, left, isDemonstration }) =>
        packageExport(published, readMarked(), { now, isDemonstration }, left),
    },
  ],
  [
    '.xlsx',
    {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      takes: ['headers', 'choices'],
      write: ({ published, readAll, look, now, left, isDemonstration }) =>
        xlsxExport(published, readAll(), { look, now, sheet: isDemonstration ? DEMONSTRATION : 'responses' }, left),
    },
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
  readonly labels?: string | undefined;
  /** Questions in this language in place of the names of their items. */
  readonly headers?: string | undefined;
  /** `columns`: one for each option of a multiple choice. */
  readonly choices?: string | undefined;
  /** The id of the last response that has come: what follows it is given. */
  readonly after?: string | undefined;
  /** Of the open data, between commas. */
  readonly items?: string | undefined;
  /** Whoever asks every minute would otherwise see each response come. */
  readonly withToday: boolean;
}

/** `GET /api/export/<survey><format>`, for the organiser: what was received before today. Streamed: a million responses take no more memory than one page of them. */
export async function exportSurvey(
  request: Request,
  file: string,
  asking: Asking,
  { surveys, storage, now, note }: ExportParts,
): Promise<Response> {
  const [, id = '', extension = ''] = /^([a-z0-9-]+)(\.[a-z.]+)$/.exec(file) ?? [];
  const published = surveys.get(id);
  const format = FORMATS.get(extension);
  if (!published || !format || !isTaken(asking, format, published)) return refuse('not-found');
  const { labels, headers, choices, after, withToday } = asking;
  const isOpenData = extension === OPEN;
  const items = isOpenData ? openItems(published, asking.items?.split(',') ?? []) : [];
  if (!items) return refuse('not-found');
  const { reading, demonstration } = await shownResponses(storage, published);
  const isDemonstration = demonstration !== undefined;
  const today = dayOf(now());
  if (isOpenData && (isDemonstration || !(await isClosed(storage, published, today)))) {
    note({ survey: id, format: extension, refused: 'survey.not-closed' });
    return refuse('survey.not-closed');
  }
  note({
    survey: id,
    format: extension,
    ...(withToday && { today: 'yes' }),
    ...(isDemonstration && { demonstration: 'yes' }),
  });
  const { type, write } = format;
  const name = [id, ...(isDemonstration ? [DEMONSTRATION] : []), today].join('-');
  const sent = {
    ...API_HEADERS,
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}${extension}"`,
    'Cache-Control': 'no-store',
  };
  if (request.method === 'HEAD') return new Response(null, { headers: sent });
  // Of what was made up there is no text.
  const texts = (survey: string) => (isDemonstration ? none() : storage.texts(survey, withToday ? undefined : today));
  const read = counted({ ...reading, texts }, ({ receivedOn }) => withToday || receivedOn < today);
  const asked = {
    published,
    readAll: () => read.all(id, after),
    readMarked: () => markedAside(read, id),
    readTexts: () => read.texts(id),
    look: { labels, headers, hasChoiceColumns: choices !== undefined },
    isContinued: after !== undefined,
    items,
    isDemonstration,
    name,
    now: now(),
  };
  const end = (whole: 'yes' | 'no') =>
    note({ ...(extension === COMMENTS ? { comments: read.comments() } : { responses: read.responses() }), whole });
  return new Response(await streamOf(request.signal, (left) => tellingEnd(write({ ...asked, left }), left, end)), {
    headers: sent,
  });
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a format does not take is refused: whoever asked would believe that it was heeded. */
function isTaken(asking: Asking, { takes }: Format, { current }: PublishedSurvey): boolean {
  const isLanguage = (language: string | undefined) => language === undefined || current.languages.includes(language);
  const { labels, headers, choices, after, items } = asking;
  return (
    isLanguage(labels) &&
    isLanguage(headers) &&
    (choices === undefined || choices === 'columns') &&
    (after === undefined || ID.test(after)) &&
    Object.entries({ headers, choices, after, items }).every(
      ([name, value]) => value === undefined || takes.some((one) => one === name),
    )
  );
}

async function isClosed(storage: Storage, { current }: PublishedSurvey, today: string): Promise<boolean> {
  const { closedFrom } = closingDays(current, (await readConduct(storage, current.id)).conduct);
  return closedFrom !== undefined && closedFrom <= today;
}

async function* none(): AsyncGenerator<never> {}

interface Reading extends ResponseReading {
  readonly texts: (survey: string) => AsyncIterable<KeptText>;
}

/** What may be shown, with how many responses were read of it, however often, and how many texts. */
function counted(storage: Reading, isShown: (response: StoredResponse) => boolean) {
  let most = 0;
  let comments = 0;
  async function* all(survey: string, after?: string) {
    let read = 0;
    for await (const response of storage.all(survey, after)) {
      if (!isShown(response)) continue;
      most = Math.max(most, ++read);
      yield response;
    }
  }
  async function* texts(survey: string) {
    for await (const text of storage.texts(survey)) {
      comments++;
      yield text;
    }
  }
  return { aside: storage.aside, all, texts, responses: () => most, comments: () => comments };
}
