import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const STARTS_OR_WAITS =
  /postgres|bundleEndpoint|startEndpoint|startProcess|buildApp|spawn|execFile|from 'vite'|dist\/app|playwright|node:(net|http|timers)/;

/** Houses whose code runs in a page too, so that it cannot load the SQLite driver. */
const SHARED = /^test\/(core|desk|edition|lazy|pages|sealing|ui|wire)\//;

/** Takes half a minute of a core, which would hold up the others that only compute. */
const SIMULATING = 'test/simulation/simulation.test.ts';

const IN_BROWSER = /^test\/device\/|\.tsx$/;

/**
 * Returns the paths of the tests of `npm test`. Those of `browser` run in Chromium and those of `journeys` drive one; Node runs the others.
 * The files of `shared` and `computing` start no process, no database server, no browser and no build, and neither listen nor sleep;
 * those of `shared` need no SQLite driver either. `simulating` has the test that lives through thousands of interviews, and `waiting`
 * has the rest.
 */
export function groupTests() {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.long)\.test\.tsx?$/.test(name))
    .map((name) => join('test', name))
    .sort();
  const groups = { browser: [], journeys: [], shared: [], computing: [], simulating: [], waiting: [] };
  for (const file of files) groups[groupOf(file)].push(file);
  return groups;
}

function groupOf(file) {
  if (IN_BROWSER.test(file)) return 'browser';
  if (file.startsWith('test/journeys/')) return 'journeys';
  if (file === SIMULATING) return 'simulating';
  if (STARTS_OR_WAITS.test(readFileSync(file, 'utf8'))) return 'waiting';
  return SHARED.test(file) ? 'shared' : 'computing';
}

/** Returns which of the files need a program: those that run in Chromium, and those of which a module uses it. */
export function filesThatNeed({ name, used }, files) {
  const needsIt = (file) =>
    (name === 'Chromium' && IN_BROWSER.test(file)) || [...textsOf(file).values()].some((text) => used.test(text));
  return files.filter(needsIt);
}

/** Returns the texts of a test and of the modules of `test` that it imports. */
function textsOf(file, texts = new Map()) {
  const text = readFileSync(file, 'utf8');
  texts.set(file, text);
  for (const [, path] of text.matchAll(/^(?:import|export)(?! type)[^;]* from '(\.[^']+\.ts)'/gm)) {
    const imported = join(dirname(file), path);
    if (imported.startsWith('test/') && !texts.has(imported)) textsOf(imported, texts);
  }
  return texts;
}
