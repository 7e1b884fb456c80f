import { log } from './log.ts';
import { settingsFrom } from './settings.ts';
import { startEndpoint } from './start.ts';
import { CannotStart } from './storage.ts';

// Everything in the data folder is for this user alone.
process.umask(0o077);

try {
  const endpoint = await startEndpoint(settingsFrom(process.env));
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
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
