import { refuse } from './answer.ts';
import { commentsExport, csvExport } from './export-csv.ts';
import { ndjsonExport } from './export-ndjson.ts';
import { API_HEADERS } from './security-headers.ts';
import type { Storage } from './storage.ts';
import type { PublishedSurvey, Surveys } from './surveys.ts';

const FORMATS = {
  '.comments.csv': 'text/csv; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.ndjson': 'application/x-ndjson',
} as const;
type Format = keyof typeof FORMATS;

/** `GET /api/export/<survey><format>`, for the organiser. Streamed: a million responses take no more memory than one page of them. */
export function exportSurvey(file: string, language: string | undefined, surveys: Surveys, storage: Storage): Response {
  const [, id = '', format] = /^([a-z0-9-]+)(\.comments\.csv|\.csv|\.ndjson)$/.exec(file) ?? [];
  const published = surveys.get(id);
  if (!published || !isFormat(format)) return refuse('not-found');
  if (language !== undefined && !published.current.languages.includes(language)) return refuse('not-found');
  return new Response(toStream(linesOf(format, published, language, storage)), {
    headers: {
      ...API_HEADERS,
      'Content-Type': FORMATS[format],
      'Content-Disposition': `attachment; filename="${file}"`,
      'Cache-Control': 'no-store',
    },
  });
}

function isFormat(format: string | undefined): format is Format {
  return format !== undefined && Object.hasOwn(FORMATS, format);
}

function linesOf(format: Format, published: PublishedSurvey, language: string | undefined, storage: Storage) {
  const responses = storage.all(published.current.id);
  switch (format) {
    case '.csv':
      return csvExport(published, responses, language);
    case '.comments.csv':
      return commentsExport(published, responses);
    case '.ndjson':
      return ndjsonExport(published, responses);
  }
}

const CHUNK = 64 * 1024;
const encoder = new TextEncoder();

/** Lines are gathered into chunks, and asked for only as the reader takes them. */
function toStream(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      let text = '';
      while (text.length < CHUNK) {
        const next = await lines.next();
        if (next.done) {
          if (text !== '') controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += next.value;
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
