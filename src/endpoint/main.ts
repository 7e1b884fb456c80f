import { copyToPostgres } from './copy.ts';
import { log } from './log.ts';
import { databaseFile, type Settings, settingsFrom } from './settings.ts';
import { startEndpoint } from './start.ts';
import { CannotStart } from './storage.ts';

// Everything in the data folder is for this user alone.
process.umask(0o077);

try {
  const settings = settingsFrom(process.env);
  if (process.argv[2] === 'copy') await copy(settings);
  else await serve(settings);
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** From the data folder to the database of DATABASE_URL, with the endpoint stopped. */
async function copy(settings: Settings) {
  if (settings.databaseUrl === undefined) throw new CannotStart('DATABASE_URL: where should the copy go?');
  log('copied', await copyToPostgres(databaseFile(settings), settings.databaseUrl));
}

async function serve(settings: Settings) {
  const endpoint = await startEndpoint(settings);
  if (endpoint.newToken)
    process.stdout.write(`Organiser token, shown only now and kept in the data folder: ${endpoint.newToken}\n`);
  log('listening', { url: endpoint.url });
  const stop = async (signal: string) => {
    log('stopping', { signal });
    await endpoint.close();
    log('stopped');
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
