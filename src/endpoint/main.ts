import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { orCannotStart } from './process/atomic-write.ts';
import { makeDataFolder } from './process/create-once.ts';
import { log } from './process/log.ts';
import { type Settings, settingsFrom } from './process/settings.ts';
import { startEndpoint } from './start.ts';
import { WrongCommand } from './upkeep/commands/command-line.ts';
import { USAGE } from './upkeep/commands/commands.ts';
import { answered, answerWords, type ProgramEnding } from './upkeep/commands/program-ending.ts';

/** How long a copy that is stopping is waited for, in milliseconds. */
const PATIENCE = 1_000;

// Everything in the data folder is for this user alone.
process.umask(0o077);

// Whoever reads the log may go away; that is no reason to stop receiving.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const words = process.argv.slice(2);
const first = await (words.length === 0
  ? answered(() => serve(settingsFrom(process.env)))
  : answerWords(words, process.env, process.getuid?.()));
print(first);
const { serve: settings } = first;
if (settings) print(await answered(() => serve(settings)));

function print({ code, out, err }: ProgramEnding): void {
  process.stdout.write(out);
  process.stderr.write(err);
  process.exitCode = code;
}

async function serve(settings: Settings): Promise<undefined> {
  const hold = await holdData(settings);
  const endpoint = await startEndpoint(settings);
  if (endpoint.newToken)
    process.stdout.write(
      `Organiser token, shown only now and kept in the data folder: ${endpoint.newToken}\nIt opens the organiser's desk, ${endpoint.url}/organisateur\n`,
    );
  const stop = async (signal: string) => {
    log('stopping', { signal });
    await endpoint.close();
    hold?.release();
    log('stopped');
    process.exit(0);
  };
  // Where somebody looks on, it means that their window was closed; a service has nothing to read again, and goes on.
  process.on('SIGHUP', (signal) => process.stdout.isTTY && stop(signal));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Whoever waits for this line may stop it at once.
  log('listening', { url: endpoint.url });
  if (settings.publicUrl === undefined)
    log('public-url-missing', {
      setting: 'PUBLIC_URL',
      so: 'shared links have no picture, and browsers are not told to keep to https',
    });
}

/** PostgreSQL may have as many endpoints as needed. */
async function holdData({ dataDir, databaseUrl }: Settings) {
  if (databaseUrl !== undefined) return undefined;
  await makeDataFolder(dataDir);
  const hold = await orCannotStart(`cannot use ${dataDir}`, () => holdAlone(dataDir));
  if (hold) return hold;
  throw new WrongCommand(`another copy of this program serves the data in ${dataDir} already. Beside it, ${USAGE}`);
}

/**
 * Holds the folder for this copy alone, until `release` or the end of the process, however that ends; nothing when another copy
 * holds it. Two would keep two sets of limits each. Keep a reference to what is returned, or garbage collection closes the lock.
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
