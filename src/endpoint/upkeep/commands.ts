import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { isCalendarDate } from '../../wire/envelope.ts';
import { readReceiptCode } from '../../wire/receipt-code.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { databaseFile, type Settings } from '../process/settings.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import { backUp, countSound, saying } from './backup.ts';
import { copyToPostgres } from './copy.ts';
import { openStorage } from './open-storage.ts';
import { restore } from './restore.ts';

/** The command line cannot be understood. */
export class WrongCommand extends CannotStart {}

const USAGE = {
  backup: 'backup FILE',
  restore: 'restore FILE',
  purge: 'purge --before YYYY-MM-DD',
  erase: 'erase CODE',
  integrity: 'integrity',
  copy: 'copy',
} as const;

/** What the program does besides serving, all of it safe while an endpoint serves the same data. Gives the line to print. */
export async function runCommand(words: readonly string[], settings: Settings): Promise<string> {
  const [command, first, second, ...rest] = words;
  const wrong = (usage = `one of: ${Object.values(USAGE).join(' | ')}`) => new WrongCommand(`usage: ${usage}`);
  if (rest.length > 0) throw wrong();
  switch (command) {
    case 'backup':
      if (!first || second !== undefined) throw wrong(USAGE.backup);
      return `backed up ${await backUp(sqliteOf(settings), first)} responses to ${first}`;
    case 'restore':
      if (!first || second !== undefined) throw wrong(USAGE.restore);
      return `restored ${await restore(first, sqliteOf(settings))} responses`;
    case 'integrity':
      if (first !== undefined) throw wrong(USAGE.integrity);
      return await checkIntegrity(sqliteOf(settings));
    case 'purge':
      if (first !== '--before' || second === undefined || !isCalendarDate(second)) throw wrong(USAGE.purge);
      return `erased ${await withStorage(settings, (storage) => storage.eraseBefore(second))} responses received before ${second}`;
    case 'erase':
      if (!first || second !== undefined) throw wrong(USAGE.erase);
      return await eraseByCode(settings, first);
    case 'copy': {
      if (first !== undefined) throw wrong(USAGE.copy);
      if (settings.databaseUrl === undefined) throw new CannotStart('DATABASE_URL: where should the copy go?');
      const { response } = await copyToPostgres(databaseFile(settings), settings.databaseUrl);
      return `copied ${response} responses`;
    }
    default:
      throw wrong();
  }
}

function sqliteOf(settings: Settings): string {
  if (settings.databaseUrl === undefined) return databaseFile(settings);
  throw new CannotStart(
    'this command is for SQLite; with DATABASE_URL use the tools of PostgreSQL: pg_dump, pg_restore',
  );
}

async function withStorage<T>(settings: Settings, work: (storage: Storage) => Promise<T>): Promise<T> {
  if (settings.databaseUrl === undefined && !existsSync(databaseFile(settings)))
    throw new CannotStart(`no database at ${databaseFile(settings)}`);
  const storage = await openStorage(settings);
  try {
    return await work(storage);
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error;
    throw new CannotStart(`${error.message}: try again`, { cause: error });
  } finally {
    await storage.close();
  }
}

async function eraseByCode(settings: Settings, code: string): Promise<string> {
  const secret = readReceiptCode(code);
  if (!secret) throw new CannotStart('this is no receipt code, or it is mistyped');
  const hash = createHash('sha256').update(secret).digest('hex');
  if (!(await withStorage(settings, (storage) => storage.erase(hash))))
    throw new CannotStart('no response has this receipt code');
  return 'erased';
}

async function checkIntegrity(file: string): Promise<string> {
  if (!existsSync(file)) throw new CannotStart(`no database at ${file}`);
  return await saying(`cannot read ${file}`, async () => {
    const database = new SQLite(file, { readonly: true });
    try {
      return `ok: ${countSound(database, file)} responses`;
    } finally {
      database.close();
    }
  });
}
