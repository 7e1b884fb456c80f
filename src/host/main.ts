import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { orCannotStart } from '../endpoint/process/atomic-write.ts';
import { makeDataFolder } from '../endpoint/process/create-once.ts';
import { log } from '../endpoint/process/log.ts';
import { type Settings, settingsFrom, TYPED } from '../endpoint/process/settings.ts';
import { startEndpoint } from '../endpoint/start.ts';
import { WrongCommand } from './commands/command-line.ts';
import { USAGE } from './commands/commands.ts';
import { answered, answerWords, type ProgramEnding } from './commands/program-ending.ts';

/** How long to wait for another copy of the program that is stopping, in milliseconds. */
const PATIENCE = 1_000;

// Only this user can read the files of the data folder.
process.umask(0o077);

// The reader of the log may close its pipe; the endpoint must continue.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const words = process.argv.slice(2);
const first = await (words.length === 0
  ? answered(() => serve(settingsFrom(process.env)))
  : answerWords(words, process.env, process.getuid?.()));
writeEnding(first);
const { serve: settings } = first;
if (settings) writeEnding(await answered(() => serve(settings)));

function writeEnding({ code, out, err }: ProgramEnding): void {
  process.stdout.write(out);
  process.stderr.write(err);
  process.exitCode = code;
}

async function serve(settings: Settings): Promise<undefined> {
  const hold = await holdData(settings);
  const endpoint = await startEndpoint(settings);
  if (endpoint.newToken)
    process.stdout.write(`Organiser token, shown only now and kept in the data folder: ${endpoint.newToken}\n`);
  if (endpoint.newToken || process.stdout.isTTY)
    process.stdout.write(
      `The token opens the organiser's desk, ${settings.publicUrl ?? endpoint.url}/organisateur\nCommands, in another window: ${TYPED} help\n`,
    );
  if (endpoint.tablets)
    process.stdout.write(
      `Tablets of this network: open ${endpoint.tablets.page} on this computer, and follow it.\nWhen a tablet is ready, the desk makes its code: ${endpoint.url}/organisateur, page Invitations.\nTablets then open ${endpoint.tablets.origins.join(' or ') || 'nothing yet: this computer has no private address'}\n`,
    );
  const stop = async (signal: string) => {
    log('stopping', { signal });
    await endpoint.close();
    hold?.release();
    log('stopped');
    process.exit(0);
  };
  // On a terminal SIGHUP means that the window was closed; a service has nothing to reload, and continues.
  process.on('SIGHUP', (signal) => process.stdout.isTTY && stop(signal));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // After the handlers: a supervisor that waits for this line may stop the process at once.
  log('listening', { url: endpoint.url });
  if (settings.publicUrl === undefined && !settings.isNearby)
    log('public-url-missing', {
      setting: 'PUBLIC_URL',
      so: 'shared links have no picture, and browsers are not told to keep to https',
    });
}

/** Locks the data folder. Not for PostgreSQL, which any number of endpoints may share. */
async function holdData({ dataDir, databaseUrl }: Settings) {
  if (databaseUrl !== undefined) return undefined;
  await makeDataFolder(dataDir);
  const hold = await orCannotStart(`cannot use ${dataDir}`, () => holdAlone(dataDir));
  if (hold) return hold;
  throw new WrongCommand(`another copy of this program serves the data in ${dataDir} already. Beside it, ${USAGE}`);
}

/**
 * Locks the folder for this process until `release` or its end; `undefined` if another process holds the lock. Two processes would
 * each apply the rate limits. Keep a reference to the returned handle, or garbage collection closes the lock.
 */
function holdAlone(dataDir: string): { readonly release: () => void } | undefined {
  const lock = new SQLite(join(dataDir, 'serving'), { timeout: PATIENCE });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return { release: () => void lock.close() };
  } catch (error) {
    lock.close();
    if (error instanceof SQLite.SqliteError && error.code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}
