import type { Surveys } from '../../authoring/published-surveys.ts';
import { dayOf } from '../../wire/day.ts';
import type { Counting } from '../columns/counting.ts';
import { streamOf } from '../http/export-stream.ts';
import { refuse } from '../http/reply.ts';
import { bodyHeaders } from '../http/security-headers.ts';
import { publicBody } from '../results/public-body.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import type { Scope } from '../tokens/scopes.ts';
import { type Note, tellingEnd } from '../tokens/token-audit.ts';
import { exported, type StartExport } from './export-client.ts';
import { type Asking, COMMENTS, FORMATS, isTaken, TABLES, WORKBOOK } from './export-formats.ts';
import { SHEET_ROWS } from './sheet-xml.ts';
import { type Entry, zip } from './table/zip.ts';
import type { ExportCounts, ExportOrder } from './write-export.ts';

interface ExportParts {
  readonly surveys: Surveys;
  readonly storage: Storage;
  readonly counting: Pick<Counting, 'ask'>;
  readonly now: () => Date;
  /** For the audit: what was asked for, and at the end of how many responses. */
  readonly note: Note;
  readonly startExport: StartExport;
  /** The scopes of the token. */
  readonly scopes: readonly Scope[];
  /** The responses are made up: the name of the file says so. */
  readonly isDemonstration?: boolean;
  /** The number of rows that Excel opens in a sheet. */
  readonly sheetRows?: number;
}

/** Everything that is kept of a survey, but for the addresses of contacts. */
const WHOLE = '.archive.zip';

/** `GET /api/export/<survey><format>`, for the organiser: what was received before today. Streamed: a million responses take no more memory than one page of them. */
export async function exportSurvey(
  request: Request,
  file: string,
  asking: Asking,
  {
    surveys,
    storage,
    counting,
    now,
    note,
    startExport,
    scopes,
    isDemonstration = false,
    sheetRows = SHEET_ROWS,
  }: ExportParts,
): Promise<Response> {
  const [, id = '', extension = ''] = /^([a-z0-9-]+)(\.[a-z.]+)$/.exec(file) ?? [];
  const published = surveys.get(id);
  const isWhole = extension === WHOLE;
  const format = FORMATS.get(isWhole ? TABLES : extension);
  if (!published || !format || !isTaken(asking, format, published)) return refuse('not-found');
  const moment = now();
  const today = dayOf(moment);
  if (extension === WORKBOOK) {
    const before = asking.withToday ? undefined : today;
    // The first row of the sheet is its header.
    if ((await rowsBefore(before, counting, id)) >= sheetRows) {
      note({ survey: id, format: extension, refused: 'export.too-many-rows' });
      return refuse('export.too-many-rows');
    }
  }
  note({ survey: id, format: extension, ...(asking.withToday && { today: 'yes' }) });
  const name = [id, ...(isDemonstration ? ['demonstration'] : []), today].join('-');
  const sent = bodyHeaders(format.type, `${name}${extension}`);
  if (request.method === 'HEAD') return new Response(null, { headers: sent });
  const revisions = await storage.publishedRevisions(id);
  const isPublic = isWhole || extension === TABLES;
  const results = isPublic ? await publicBody(published, { storage, isDemonstration }) : undefined;
  const publication = results && { results, revisions };
  const order = { published, extension, name, asking, now: moment, ...(publication && { publication }) };
  let counts: ExportCounts = { responses: 0, comments: 0 };
  let isTold = false;
  const end = (whole: 'yes' | 'no') => {
    if (isTold) return;
    isTold = true;
    const { comments, responses } = counts;
    note({ ...(extension === COMMENTS ? { comments } : isWhole ? counts : { responses }), whole });
  };
  const countWhole = (so: ExportCounts) => {
    counts = {
      responses: Math.max(counts.responses, so.responses),
      comments: Math.max(counts.comments, so.comments),
    };
  };
  const count = (so: ExportCounts, isAll: boolean) => {
    counts = so;
    // A body that is sent with the reply is logged on the reply's line.
    if (isAll) end('yes');
  };
  const write = (left: AbortSignal) =>
    isWhole
      ? wholeArchive(order, { storage, startExport, scopes, count: countWhole }, left)
      : exported(startExport, { order, source: storage.source }, left, count);
  return new Response(await streamOf(request.signal, (left) => tellingEnd(write(left), left, end)), { headers: sent });
}

async function rowsBefore(day: string | undefined, counting: ExportParts['counting'], survey: string): Promise<number> {
  const { days } = await counting.ask(survey, 'participation');
  return days
    .filter(({ receivedOn }) => day === undefined || receivedOn < day)
    .reduce((rows, { complete, partial }) => rows + complete + partial, 0);
}

interface WholeParts {
  readonly storage: Pick<Storage, 'source' | 'keptSurvey' | 'file'>;
  readonly startExport: StartExport;
  /** What the token allows: comments and the files of the survey are left out where it does not allow them. */
  readonly scopes: readonly Scope[];
  readonly count: (counts: ExportCounts) => void;
}

/** Writes one archive of a survey: its files, its responses, their texts, and what everybody may read. */
function wholeArchive(
  order: Omit<ExportOrder, 'extension'>,
  { storage, startExport, scopes, count }: WholeParts,
  left: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const survey = order.published.current.id;
  const written = (path: string, extension: string): Entry => ({
    path,
    content: () => exported(startExport, { order: { ...order, extension }, source: storage.source }, left, count),
  });
  async function* entries(): AsyncGenerator<Entry> {
    yield written('responses.csv', '.csv');
    yield written('responses.ndjson', '.ndjson');
    if (scopes.includes('comments')) yield written('comments.csv', '.comments.csv');
    if (order.publication) yield written('publication.zip', '.zip');
    if (!scopes.includes('author')) return;
    for (const { path, digest } of (await storage.keptSurvey(survey))?.published?.files ?? []) {
      const bytes = await storage.file(digest);
      if (!bytes) throw new StorageUnavailable('a file of a survey cannot be read');
      yield { path: `survey/${path}`, content: () => [bytes] };
    }
  }
  return zip(entries(), new Date(`${dayOf(order.now)}T12:00`), left);
}
