import { existsSync } from 'node:fs';
import { CannotStart } from '../../process/cannot-start.ts';
import { databaseFile, type Settings } from '../../process/settings.ts';
import { type Storage, StorageUnavailable } from '../../storage/storage.ts';
import { openStorage, type StorageOptions } from '../open-storage.ts';
import type { Deed } from './command-log.ts';

/** The command line cannot be understood. */
export class WrongCommand extends CannotStart {}

/** Runs with the words after the command's name; nothing when they are not as the usage says. */
export type Command = readonly [
  usage: string,
  run: (words: readonly string[], settings: Settings) => Promise<Done> | undefined,
];

export interface Done {
  readonly says: string;
  /** Absent where nothing was changed and nothing taken. */
  readonly deed?: Deed;
}

/** Throws `CannotStart` where there is no database, or where it cannot be used now. */
export async function withStorage<T>(
  settings: Settings,
  work: (storage: Storage) => Promise<T>,
  options: StorageOptions = {},
): Promise<T> {
  if (settings.databaseUrl === undefined && !existsSync(databaseFile(settings)))
    throw new CannotStart(`no database at ${databaseFile(settings)}`);
  const storage = await openStorage(settings, options);
  try {
    return await work(storage);
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error;
    throw new CannotStart(`${error.message}: try again`, { cause: error });
  } finally {
    await storage.close();
  }
}
