import { existsSync } from 'node:fs';
import type { Surveys } from '../../../authoring/published-surveys.ts';
import type { SurveyFolder } from '../../../authoring/survey-folder.ts';
import { CannotStart } from '../../process/cannot-start.ts';
import { readSurveys } from '../../process/read-surveys.ts';
import { databaseFile, type Settings } from '../../process/settings.ts';
import { disclosureSecretIn } from '../../results/disclosure-secret.ts';
import { type Storage, StorageUnavailable } from '../../storage/storage.ts';
import { textsApart } from '../../stored/texts-apart.ts';
import { openStorage, type StorageOptions } from '../open-storage.ts';
import type { Deed } from './command-log.ts';

export interface Done {
  readonly says: string;
  /** Absent where nothing was changed and nothing taken. */
  readonly deed?: Deed;
  /** The program goes on and serves with these settings. */
  readonly serve?: Settings;
}

/** Throws `CannotStart` where there is no database, or where it cannot be used now. */
export async function withStorage<T>(
  settings: Settings,
  work: (storage: Storage) => Promise<T>,
  options: StorageOptions = {},
): Promise<T> {
  requireDatabase(settings);
  return await workOn(await openStorage(settings, options), work);
}

/** The same, and makes the database where there is none. */
export async function withNewStorage<T>(settings: Settings, work: (storage: Storage) => Promise<T>): Promise<T> {
  return await workOn(await openStorage(settings), work);
}

/** Throws `CannotStart` where no endpoint has made the database yet: a slip in DATA_DIR would make another one. */
export function requireDatabase(settings: Settings): void {
  if (settings.databaseUrl === undefined && !existsSync(databaseFile(settings)))
    throw new CannotStart(`no database at ${databaseFile(settings)}`);
}

interface Intake {
  readonly storage: Storage;
  readonly surveys: Surveys;
  readonly folder: SurveyFolder;
}

/** Opens the storage as the endpoint does, so that responses can be taken in; makes the database where there is none. */
export async function withIntake<T>(settings: Settings, work: (intake: Intake) => Promise<T>): Promise<T> {
  const { surveys, folder } = await readSurveys(settings);
  const secret = await disclosureSecretIn(settings.dataDir, settings.disclosureKey);
  const options = {
    texts: textsApart(surveys, secret),
  };
  return await workOn(await openStorage(settings, options), (storage) => work({ storage, surveys, folder }));
}

/** Works on the storage and closes it. Throws `CannotStart` where it cannot be used now. */
async function workOn<T>(storage: Storage, work: (storage: Storage) => Promise<T>): Promise<T> {
  try {
    return await work(storage);
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error;
    throw new CannotStart(`${error.message}: try again`, { cause: error });
  } finally {
    await storage.close();
  }
}
