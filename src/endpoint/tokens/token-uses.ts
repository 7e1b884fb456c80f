import { logError } from '../process/log.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import { FIRST_NAME } from './keyring.ts';

/** Notes that a token was used today. Nothing waits for it. */
export type NoteUse = (name: string, day: string) => void;

/** Writes the day of the last use of each named token, once a day at most. */
export function tokenUses(storage: Pick<Storage, 'noteTokenUse'>): NoteUse {
  const noted = new Map<string, string>();
  return (name, day) => {
    if (name === FIRST_NAME || noted.get(name) === day) return;
    noted.set(name, day);
    storage.noteTokenUse(name, day).catch((error: unknown) => {
      // It is noted at the next use.
      noted.delete(name);
      if (!(error instanceof StorageUnavailable)) logError('bug', error);
    });
  };
}
