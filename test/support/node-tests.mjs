import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const STARTS_OR_WAITS =
  /postgres|bundleEndpoint|startEndpoint|startProcess|buildApp|spawn|execFile|from 'vite'|dist\/app|playwright|node:(net|http|timers)/;

/** Houses whose code runs in a page too, so that it cannot load the SQLite driver. */
const SHARED = /^test\/(core|desk|edition|lazy|pages|sealing|ui|wire)\//;

/** Takes half a minute of a core, which would hold up the others that only compute. */
const SIMULATING = 'test/simulation/simulation.test.ts';

/**
 * The paths of the tests that Node runs. The files of `shared` and `computing` start no process, no database server, no browser and no
 * build, and neither listen nor sleep; those of `shared` need no SQLite driver either. `simulating` has the test that lives through
 * thousands of interviews, and `waiting` has the rest.
 */
export function nodeTests() {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => name.endsWith('.test.ts') && !name.endsWith('.long.test.ts') && !/^(device|journeys)\//.test(name),
    )
    .map((name) => join('test', name))
    .sort();
  const waits = (file) => STARTS_OR_WAITS.test(readFileSync(file, 'utf8'));
  const others = files.filter((file) => file !== SIMULATING);
  const computing = others.filter((file) => !waits(file));
  return {
    shared: computing.filter((file) => SHARED.test(file)),
    computing: computing.filter((file) => !SHARED.test(file)),
    simulating: files.filter((file) => file === SIMULATING),
    waiting: others.filter(waits),
  };
}
