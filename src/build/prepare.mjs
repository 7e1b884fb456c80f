// Plain JavaScript without dependencies: it runs on a fresh clone, before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SBOM, sbomOf, shippedPackages } from './packing/sbom.mjs';

const OLDEST_NODE = [20, 19];
/** The oldest major version of Node that still receives security updates. */
const OLDEST_MAINTAINED = 22;
/** The only dependency that is compiled. */
const DRIVER = 'better-sqlite3';

/** Everything the build reads. */
const INPUTS = ['index.html', 'vite.config.ts', 'package.json', 'package-lock.json', 'src', 'sw', 'public'];
const COMPILED = join('src', 'words', 'compiled');
const STAMP = 'dist/inputs.sha256';

/** Goes to the folder of the clone, where it installs what is missing; returns that folder. */
export function installHere() {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
  process.chdir(root);
  checkNode();
  installIfNeeded();
  return root;
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < OLDEST_MAINTAINED)
    console.warn(`Node ${process.versions.node} no longer receives security updates: Node 24 is recommended.`);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(`Baromètre needs Node ${OLDEST_NODE.join('.')} or later; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/**
 * Installs what the lock names, unless it is there already; compiles the SQLite driver again for another Node. Without `compiles`
 * the driver is left to another call.
 */
export function installIfNeeded({ compiles = true } = {}) {
  const words = isInstalled()
    ? compiles && !driverLoads() && ['rebuild', DRIVER]
    : ['ci', '--include=dev', ...(compiles ? [] : ['--ignore-scripts'])];
  if (!words) return;
  console.log('Installing the dependencies (about a minute: the SQLite driver is compiled here)…');
  // Where NODE_ENV says production, npm leaves out what builds.
  const [command, ...rest] = npm(...words, '--no-audit', '--no-fund', '--loglevel=error');
  const headers = headersOfThisNode();
  const env = { ...process.env, ...(headers && { npm_config_nodedir: headers }) };
  const { status, error } = spawnSync(command, rest, { stdio: 'inherit', env });
  if (error) throw error;
  if (status === 0) return;
  console.error(wordsOfFailure(headers));
  process.exit(status ?? 1);
}

/** Builds the app, its worker and the endpoint, unless nothing changed since the last build. */
export function buildIfNeeded() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()) return;
  console.log('Building…');
  if (!build()) process.exit(1);
}

/** Builds for production, whatever NODE_ENV says: anything else is a kilobyte larger, and not what people get. Returns whether it succeeded. */
export function build() {
  const inputs = fingerprint();
  rmSync(STAMP, { force: true });
  const env = { ...process.env, NODE_ENV: 'production' };
  const words = ['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'warn'];
  if (spawnSync(process.execPath, words, { stdio: 'inherit', env }).status !== 0) return false;
  mkdirSync('dist', { recursive: true });
  writeFileSync(SBOM, sbomOf(shippedPackages()));
  writeFileSync(STAMP, inputs);
  return true;
}

/** Returns whether the driver loads: one that was compiled for another Node, or never, does not. */
function driverLoads() {
  try {
    createRequire(import.meta.url)(join(process.cwd(), 'node_modules', DRIVER, 'build/Release/better_sqlite3.node'));
    return true;
  } catch (error) {
    if (['ERR_DLOPEN_FAILED', 'MODULE_NOT_FOUND'].includes(error.code)) return false;
    throw error;
  }
}

/** Returns the folder of an installed Node whose headers match the running Node; npm would download them otherwise. */
function headersOfThisNode() {
  const folder = dirname(dirname(process.execPath));
  const header = join(folder, 'include/node/node_version.h');
  if (!existsSync(header)) return undefined;
  const text = readFileSync(header, 'utf8');
  const version = ['MAJOR', 'MINOR', 'PATCH'].map((part) => text.match(`NODE_${part}_VERSION (\\d+)`)?.[1]).join('.');
  return version === process.versions.node ? folder : undefined;
}

function wordsOfFailure(headers) {
  const missing = process.platform === 'win32' ? [] : ['python3', 'make', 'c++'].filter((name) => !onPath(name));
  return [
    'The dependencies could not be installed: what npm says is above.',
    'The SQLite driver is compiled here, from what the lock file names: no ready-made one is fetched.',
    'That takes Python 3, make and a C++ compiler (on Debian: apt-get install python3 make g++)' +
      (missing.length > 0 ? `; not found here: ${missing.join(', ')}.` : ', which are here.'),
    ...(headers
      ? []
      : [
          `It also takes the headers of Node ${process.versions.node}, which are not beside it: npm asks nodejs.org for them.`,
          'Where it cannot, put them in a folder and name it: npm_config_nodedir=/that/folder (with include/node in it).',
        ]),
  ].join('\n');
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
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

/** Changes with everything that the build reads: files, and the Node that the driver was compiled for. */
export function fingerprint() {
  const hash = createHash('sha256').update(`${process.versions.modules}\n`);
  for (const path of INPUTS) {
    for (const file of filesUnder(path)) hash.update(`${file}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Returns the commit of a clone, with `-modified` where what the build reads differs from it; `null` outside git. `BAROMETRE_COMMIT` names
 * it where the sources came without their repository, as in a container. A build notes it in a file that no phone loads, outside of the
 * endpoint's code, whose digest publications carry: elsewhere each commit would make another release. Nothing is built again for it.
 */
export function commitHere() {
  const git = (...words) => spawnSync('git', words, { encoding: 'utf8' }).stdout ?? '';
  // The first line is empty at the root of a clone: sources within another repository are not of its commits.
  const [prefix, commit] = git('rev-parse', '--show-prefix', '--short=12', 'HEAD').split('\n');
  if (prefix !== '' || !commit) return process.env.BAROMETRE_COMMIT || null;
  return git('status', '--porcelain', '--', ...INPUTS) === '' ? commit : `${commit}-modified`;
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return (
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .map((name) => join(path, name))
      // The build writes these itself.
      .filter((file) => !file.startsWith(COMPILED) && statSync(file).isFile())
      .sort()
  );
}

/** The npm that started this process, if one did: on Windows `npm` is not an executable. */
function npm(...args) {
  const script = process.env.npm_execpath;
  return script ? [process.execPath, script, ...args] : ['npm', ...args];
}
