import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CannotStart } from '../process/cannot-start.ts';
import { putInPlace, saying, sealCopy } from './backup.ts';

/** What may be in the folder before: it says nothing of any response. */
const HARMLESS = /^organiser-token$/;

/** Puts a backup where the endpoint will look for its database. Never over another one. Returns how many responses it holds. */
export async function restore(backup: string, file: string): Promise<number> {
  if (!existsSync(backup)) throw new CannotStart(`no backup at ${backup}`);
  return await saying('cannot restore', async () => {
    const folder = dirname(file);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const others = (await readdir(folder)).filter((name) => !HARMLESS.test(name));
    if (others.length > 0)
      throw new CannotStart(`${folder} is not empty: a restored database never replaces what is there`);
    if (await wantsItsLog(backup))
      throw new CannotStart(
        `${basename(backup)} is a copy of a running database, which may lack its last responses: use a file made by the backup command`,
      );
    const part = `${file}.part`;
    try {
      await copyFile(backup, part, constants.COPYFILE_EXCL);
      const responses = sealCopy(part, basename(backup));
      await putInPlace(part, file);
      return responses;
    } finally {
      await rm(part, { force: true });
    }
  });
}

/** The file format keeps the journal mode at byte 18: 2 for a database whose newest pages are in a log beside it. */
async function wantsItsLog(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  const { buffer } = await handle.read(Buffer.alloc(20), 0, 20, 0).finally(() => handle.close());
  return buffer.toString('latin1', 0, 15) === 'SQLite format 3' && buffer[18] === 2;
}
