import { type Entry, zip } from '../../exports/table/zip.ts';
import { type Storage, StorageUnavailable } from '../../storage/storage.ts';
import type { FileSet } from '../../storage/survey-storage.ts';

/** The time stamp of every entry, so that the same files give the same archive. */
const NO_TIME = new Date(2000, 0, 1);

/** Writes the files into one archive as they were uploaded; pictures as they were re-encoded. */
export function surveyArchive(
  storage: Pick<Storage, 'file'>,
  { files }: FileSet,
  left: AbortSignal,
): AsyncGenerator<Uint8Array> {
  async function* entries(): AsyncGenerator<Entry> {
    for (const { path, digest } of files) {
      const bytes = await storage.file(digest);
      if (!bytes) throw new StorageUnavailable('a file of a survey cannot be read');
      yield { path, content: () => [bytes] };
    }
  }
  return zip(entries(), NO_TIME, left);
}
