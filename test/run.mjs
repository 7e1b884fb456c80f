// `npm test`: installs what the tests need, checks types and style, builds, runs every test, and ends with one line of counts.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, checkNode, installIfNeeded } from '../src/build/prepare.mjs';
import { filesThatNeed, groupTests } from './groups.mjs';
import { missingPrograms } from './support/programs.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
checkNode();
const installed = run('test/install-programs.mjs');
installIfNeeded({ compiles: false });
// While npm compiles the SQLite driver on one core, types and style are checked and the app is built on the other: none of them loads it.
const compiled = run('--input-type=module', '-e', `(await import('./src/build/prepare.mjs')).installIfNeeded()`);
console.log('\n# types and style');
// The types of the words are made of them.
await run('src/build/words/write-words.mjs');
process.env.WORDS_ARE_WRITTEN = '1';
// With more than one checker, each checks again what the files share; and Go collects garbage less often.
process.env.GOGC = '400';
const checks = [
  runCheck('types', 'node_modules/typescript/bin/tsc', '-b', '--checkers', '1'),
  runCheck('style', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
];
console.log('\n# build');
const built = counted('build', build() ? 0 : 1);
await installed;
const groups = groupTests();
const all = Object.values(groups).flat();
const missing = missingPrograms().map((program) => ({ ...program, files: filesThatNeed(program, all) }));
const notRun = new Set(missing.flatMap(({ files }) => files));

// Databases and profiles that are flushed to a disk make tests wait: in memory they take two thirds of the time.
const MEMORY = '/dev/shm';
if (hasRoom(MEMORY)) process.env.TMPDIR = MEMORY;

console.log('\n# tests');
/** Two thirds of the share of a core that others have, so that these end together. */
const BEHIND = 2;
// Nor do the tests of device and screens load the driver, nor those of the parts that a page shares with the endpoint.
const browser = runTests('browser', ['--project=device', '--project=ui'], groups.browser);
const shared = runTests('shared', ['--project=node'], groups.shared, BEHIND);
if ((await compiled) !== 0) await giveUp(Promise.all([browser, shared]));
// Most of their time, tests of browsers and of endpoints wait. So three lanes take from one row: the longest first, so that no lane is
// left alone at the end. With four, tests on two cores give up waiting, and all of them together take longer; what only computes goes
// beside them, where they leave a core idle.
/** A third of the share of a core that others have: with less, this is left alone on one core at the end. */
const FAR_BEHIND = 5;
const waiting = [() => browser, ...mixed(parts('journeys', 6, groups.journeys), parts('node', 3, groups.waiting))];
const computing = runTests('computing', ['--project=node'], groups.computing, BEHIND);
const simulating = runTests('simulation', ['--project=node'], groups.simulating, FAR_BEHIND);
const lanes = (await Promise.all([takeTurns(), takeTurns(), takeTurns()])).flat();
const runs = [built, ...lanes, await shared, await computing, await simulating, ...(await Promise.all(checks))];
const sum = (count) => runs.reduce((total, run) => total + run[count], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
for (const failure of runs.flatMap((run) => run.failures)) console.log(`Failed: ${failure}`);
if (skipped > 0) console.log('A skipped test is a failed run: what it needs is missing on this machine.');
for (const { name, hint, files } of missing)
  if (files.length > 0) console.log(`Without ${name} (${hint}), ${files.length} not run: ${files.join(', ')}`);
if (notRun.size > 0) console.log(`${notRun.size} not run: these files need what is missing on this machine.`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed + skipped + notRun.size > 0 ? 1 : 0;

/** Leaves nothing running. */
async function giveUp(running) {
  await running;
  process.exit(1);
}

function parts(project, most, files) {
  const count = Math.min(most, files.filter((file) => !notRun.has(file)).length);
  return Array.from({ length: count }, (_, place) => {
    const options = [`--project=${project}`, `--shard=${place + 1}/${count}`];
    return () => runTests(`${project}-${place + 1}`, options, files);
  });
}

/** One of each in turn, as long as there are any. */
function mixed(some, others) {
  const longest = some.length > others.length ? some : others;
  return longest.flatMap((_, place) => [some[place], others[place]].filter((run) => run !== undefined));
}

async function takeTurns() {
  const runs = [];
  for (let next = waiting.shift(); next; next = waiting.shift()) runs.push(await next());
  return runs;
}

/** Counts what passes or fails as one. */
function counted(name, status) {
  return status === 0
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : { passed: 0, failed: 1, skipped: 0, failures: [name] };
}

/** Resolves with how it ended. */
function run(...words) {
  const child = spawn(process.execPath, words, { stdio: 'inherit' });
  return new Promise((ended) => child.on('close', ended));
}

async function runCheck(name, ...command) {
  return counted(name, await run(...command));
}

/** Prints through a pipe, file by file: on a terminal each of two runs would draw over the other. */
async function runTests(name, options, files, niceness = 0) {
  const runnable = files.filter((file) => !notRun.has(file));
  if (runnable.length === 0) return { passed: 0, failed: 0, skipped: 0, failures: [] };
  const report = `test-output/${name}.json`;
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...options, ...reporters, ...runnable];
  const run = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  setPriority(run.pid, niceness);
  let complaint = '';
  run.stdout.on('data', (chunk) => process.stdout.write(chunk));
  run.stderr.on('data', (chunk) => {
    process.stdout.write(chunk);
    complaint = `${complaint}${chunk}`.slice(-3000);
  });
  const status = await new Promise((ended) => run.on('close', ended));
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, failures: [`${name}: no report\n${complaint}`] };
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  const failures = counts.testResults.flatMap(failuresOf);
  if (counts.numTotalTests === 0) failures.push(`${name}: no test ran`);
  // Nor did an error outside of any test pass, which no file counts.
  if (failures.length === 0 && status !== 0) failures.push(`${name}: ended with ${status}\n${complaint}`);
  return {
    passed: counts.numPassedTests,
    failed: failures.length,
    skipped: counts.numPendingTests + counts.numTodoTests,
    failures,
  };
}

/**
 * Each failed test of a file, with the first words of its reason; the whole of it is printed where it failed. A file that could
 * not be loaded has no tests, yet it failed.
 */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(process.cwd(), name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${file}: ${message}`] : [];
  return failed.map(
    ({ fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages.join('\n').slice(0, 800)}`,
  );
}

/** Whether a few gigabytes of a folder that is memory are free. */
function hasRoom(folder) {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return Math.min(bavail * bsize, process.availableMemory?.() ?? 0) > 6e9;
}
