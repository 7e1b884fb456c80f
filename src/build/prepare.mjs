// Plain JavaScript without dependencies: it runs on a fresh clone, before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST_NODE = [20, 19];

/** Everything the build reads. */
const INPUTS = ['index.html', 'vite.config.ts', 'package.json', 'package-lock.json', 'src', 'sw', 'public'];
const STAMP = 'dist/inputs.sha256';

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(`Baromètre needs Node ${OLDEST_NODE.join('.')} or later; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Installs what the lock names, unless it is there already. */
export function installIfNeeded() {
  if (isInstalled()) return;
  console.log('Installing the dependencies (about a minute: the SQLite driver is compiled here)…');
  // Where NODE_ENV says production, npm leaves out what builds.
  run(...npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'));
}

/** Builds the app, its worker and the endpoint, unless nothing changed since the last build. */
export function buildIfNeeded() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()) return;
  console.log('Building…');
  if (!build()) process.exit(1);
}

/** For production, whatever NODE_ENV says: anything else is a kilobyte larger, and not what people get. Whether it succeeded. */
export function build() {
  const inputs = fingerprint();
  rmSync(STAMP, { force: true });
  const env = { ...process.env, NODE_ENV: 'production' };
  const words = ['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'warn'];
  if (spawnSync(process.execPath, words, { stdio: 'inherit', env }).status !== 0) return false;
  mkdirSync('dist', { recursive: true });
  writeFileSync(STAMP, inputs);
  return true;
}

function isInstalled() {
  // npm writes this file when an installation has succeeded, not before.
  if (!existsSync('node_modules/.package-lock.json')) return false;
  const installed = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')).packages;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/** Changes with whatever the build reads: files, address, and the Node that the driver was compiled for. */
export function fingerprint() {
  const hash = createHash('sha256').update(`${process.versions.modules}\n${process.env.PUBLIC_URL ?? ''}\n`);
  const surveys = process.env.SURVEYS_DIR;
  for (const path of [...INPUTS, ...(surveys ? [surveys] : [])]) {
    for (const file of filesUnder(path)) hash.update(`${file}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** The npm that started us, where one did: on Windows `npm` is no program. */
function npm(...args) {
  const script = process.env.npm_execpath;
  return script ? [process.execPath, script, ...args] : ['npm', ...args];
}

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
