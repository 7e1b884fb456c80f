import { dayOf } from '../../wire/day.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import type { Scope } from '../tokens/scopes.ts';
import { exported, type StartExport } from './export-client.ts';
import { type Entry, zip } from './table/zip.ts';
import type { ExportCounts, ExportOrder } from './write-export.ts';

/** Everything that is kept of a survey, but for the addresses of contacts. */
export const WHOLE = '.archive.zip';

interface WholeParts {
  readonly storage: Pick<Storage, 'source' | 'keptSurvey' | 'file'>;
  readonly startExport: StartExport;
  /** What the token allows: comments and the files of the survey are left out where it does not allow them. */
  readonly scopes: readonly Scope[];
  readonly count: (counts: ExportCounts) => void;
}

/** Writes one archive of a survey: its files, its responses, their texts, and what everybody may read. */
export function wholeArchive(
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
