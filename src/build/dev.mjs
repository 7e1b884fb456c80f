// `npm run dev`: the app from its sources, in front of the built endpoint, which starts again when a survey file changes.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildIfNeeded, installHere } from './prepare.mjs';
import { inFrontOf, writeSourceRelease } from './source-pages.mjs';

installHere();
buildIfNeeded();
const { createServer } = await import('vite');

const SURVEYS = resolve(process.env.SURVEYS_DIR || 'public/surveys');
const LISTENING = /"event":"listening","url":"([^"]+)"/;

const release = mkdtempSync(join(tmpdir(), 'barometre-dev-'));
writeSourceRelease(release);

let port = '0';
let endpoint = await startEndpoint();
// The build has printed the reason.
if (!endpoint) process.exit(1);
const server = await createServer(inFrontOf(`http://127.0.0.1:${port}`));
server.watcher.add(SURVEYS);
let changing;
server.watcher.on('all', (_, path) => {
  if (!resolve(path).startsWith(SURVEYS)) return;
  clearTimeout(changing);
  // An editor writes several files at once.
  changing = setTimeout(restart, 200);
});
await server.listen();
server.printUrls();
process.on('exit', end);
process.on('SIGTERM', () => process.exit());
process.on('SIGINT', () => process.exit());

/** Resolves once it listens, on the same port each time; `undefined` if it has printed why it cannot. */
function startEndpoint() {
  const child = spawn(process.execPath, ['dist/endpoint/main.js'], {
    env: { ...process.env, SURVEYS_DIR: SURVEYS, ASSETS_DIR: release, HOST: '127.0.0.1', PORT: port },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((done) => {
    child.once('exit', () => done(undefined));
    child.stdout.on('data', (said) => {
      process.stdout.write(said);
      const url = LISTENING.exec(said)?.[1];
      if (!url) return;
      port = new URL(url).port;
      done(child);
    });
  });
}

async function restart() {
  await new Promise((ended) => {
    if (!endpoint) return ended();
    endpoint.once('exit', ended);
    endpoint.kill();
  });
  endpoint = await startEndpoint();
  if (endpoint) server.ws.send({ type: 'full-reload' });
}

function end() {
  endpoint?.kill();
  rmSync(release, { recursive: true, force: true });
}
