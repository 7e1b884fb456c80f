import { existsSync } from 'node:fs';
import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { assertClock, CannotStart } from '../../endpoint/process/cannot-start.ts';
import { makeDataFolder } from '../../endpoint/process/create-once.ts';
import { type FolderSurveys, readSurveys } from '../../endpoint/process/read-surveys.ts';
import { databaseFile, type Settings } from '../../endpoint/process/settings.ts';
import { faultLines } from '../../endpoint/publishing/upload/fault-lines.ts';
import { hasPublished, readPublished, readUploadHere } from '../../endpoint/publishing/upload/kept-files.ts';
import { openStorage, orTryAgain, type StorageOptions } from '../../endpoint/storage/open-storage.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import { textSecretIn, textsApart } from '../../endpoint/stored/texts-apart.ts';
import type { CommandRecord } from './command-record.ts';

export interface CommandResult {
  readonly says: string;
  /** Absent if nothing was changed or exported. */
  readonly record?: CommandRecord;
  /** If present, the program goes on and serves with these settings. */
  readonly serve?: Settings;
}

/** Throws `CannotStart` if there is no database, or if it cannot be used now. */
export async function withStorage<T>(
  settings: Settings,
  work: (storage: Storage) => Promise<T>,
  options: StorageOptions = {},
): Promise<T> {
  requireDatabase(settings);
  return await workOn(await openStorage(settings, options), work);
}

/** The same, but creates the database if there is none. */
export async function withNewStorage<T>(settings: Settings, work: (storage: Storage) => Promise<T>): Promise<T> {
  await makeDataFolder(settings.dataDir);
  return await workOn(await openStorage(settings), work);
}

/** Throws `CannotStart` if no endpoint has created the database yet: with a wrong DATA_DIR the command would create another one. */
export function requireDatabase(settings: Settings): void {
  if (!hasDatabase(settings)) throw new CannotStart(`no database at ${databaseFile(settings)}`);
}

export function hasDatabase(settings: Settings): boolean {
  return settings.databaseUrl !== undefined || existsSync(databaseFile(settings));
}

interface Intake extends Pick<FolderSurveys, 'surveys' | 'folder'> {
  readonly storage: Storage;
}

/** Opens the storage as the endpoint does, so that responses can be received; creates the database if there is none. */
export async function withIntake<T>(settings: Settings, work: (intake: Intake) => Promise<T>): Promise<T> {
  assertClock();
  const { surveys: held, folder } = await readSurveys(settings);
  const secret = await textSecretIn(settings.dataDir, settings.disclosureKey);
  const surveys = new Map(held);
  return await workOn(await openStorage(settings, { texts: textsApart(surveys, secret) }), async (storage) => {
    for (const [id, published] of await publishedIn(storage)) if (!surveys.has(id)) surveys.set(id, published);
    return await work({ storage, surveys, folder });
  });
}

/** Reads every survey, those of the folder and those of the storage. */
export async function everySurvey(settings: Settings, storage: Storage): Promise<Pick<Intake, 'surveys'>> {
  const { surveys } = await readSurveys(settings);
  return { surveys: new Map([...(await publishedIn(storage)), ...surveys]) };
}

async function publishedIn(storage: Storage): Promise<Surveys> {
  const found = new Map<string, PublishedSurvey>();
  for (const kept of await storage.keptSurveys()) {
    if (!hasPublished(kept)) continue;
    const read = await readPublished(storage, readUploadHere, kept);
    if (read.kind === 'faulty') throw new CannotStart(faultLines(read.faults).join('\n'));
    found.set(kept.survey, read.survey.published);
  }
  return found;
}

/** Works on the storage and closes it. Throws `CannotStart` if it cannot be used now. */
async function workOn<T>(storage: Storage, work: (storage: Storage) => Promise<T>): Promise<T> {
  try {
    return await work(storage);
  } catch (error) {
    throw orTryAgain(error);
  } finally {
    await storage.close();
  }
}
