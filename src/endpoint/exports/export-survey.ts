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
import { COMMENTS, FORMATS, isTaken, TABLES, WORKBOOK } from './export-formats.ts';
import { type Asking, type ExportOrder, lookOf } from './export-order.ts';
import { EXPORT_WORDS } from './export-words.ts';
import type { ExportCounts } from './serve-export.ts';
import { SHEET_ROWS } from './sheet-xml.ts';
import { type Entry, zip } from './table/zip.ts';

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
  { sheetRows = SHEET_ROWS, ...parts }: ExportParts,
): Promise<Response> {
  const { surveys, storage, counting, now, note, startExport, scopes, isDemonstration = false } = parts;
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
  const { reader } = lookOf(asking, published);
  const words = [id, isDemonstration && 'demonstration', today, reader && EXPORT_WORDS[reader].sheet.file];
  const name = words.filter(Boolean).join('-');
  const sent = bodyHeaders(format.type, `${name}${extension}`);
  if (request.method === 'HEAD') return new Response(null, { headers: sent });
  const revisions = await storage.publishedRevisions(id);
  const isPublic = isWhole || extension === TABLES;
  const results = isPublic ? await publicBody(published, { storage, isDemonstration }) : undefined;
  const publication = results && { results, revisions };
  const order = { published, extension, name, asking, scopes, now: moment, ...(publication && { publication }) };
  let counts: ExportCounts = { responses: 0, comments: 0 };
  let isTold = false;
  const end = (whole: 'yes' | 'no') => {
    if (isTold) return;
    isTold = true;
    const { comments, responses } = counts;
    note({ ...(extension === COMMENTS ? { comments } : isWhole || comments > 0 ? counts : { responses }), whole });
  };
  const count = (so: ExportCounts, isAll: boolean) => {
    const { comments, responses } = counts;
    counts = { responses: Math.max(responses, so.responses), comments: Math.max(comments, so.comments) };
    // A body that is sent with the reply is logged on the reply's line.
    if (isAll && !isWhole) end('yes');
  };
  const write = (left: AbortSignal) =>
    isWhole
      ? wholeArchive(order, { storage, startExport, count }, left)
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
  readonly count: (counts: ExportCounts, isAll: boolean) => void;
}

/** Writes one archive of a survey: its files, its responses, their texts, and what everybody may read. */
function wholeArchive(
  order: Omit<ExportOrder, 'extension'>,
  { storage, startExport, count }: WholeParts,
  left: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const survey = order.published.current.id;
  const { scopes } = order;
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
