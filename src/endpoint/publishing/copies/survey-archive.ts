import { type Entry, zip } from '../../exports/table/zip.ts';
import { type Storage, StorageUnavailable } from '../../storage/storage.ts';
import type { FileSet } from '../../storage/survey-storage.ts';

/** The time stamp of every entry, so that the same files give the same archive. */
const NO_TIME = new Date(2000, 0, 1);

/** Writes the files into one archive as they were uploaded; pictures as they were re-encoded. */
export function surveyArchive({ pieces }: Pick<Storage, 'pieces'>, { files }: FileSet, left: AbortSignal) {
  async function* entries(): AsyncGenerator<Entry> {
    for (const { path, digest } of files) {
      if ((await pieces(digest).next()).done) throw new StorageUnavailable('a file of a survey cannot be read');
      yield { path, content: () => pieces(digest) };
    }
  }
  return zip(entries(), NO_TIME, left);
}
