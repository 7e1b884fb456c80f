// `npm test`: installs what the tests need, checks types and style, builds, runs every test, and ends with one line of counts.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, checkNode, installIfNeeded } from '../src/build/prepare.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
checkNode();
installIfNeeded();
const { runnerImport } = await import('vite');
const missing = await missingPrograms();
if (missing.length > 0) installPrograms(missing);
const stillMissing = await missingPrograms();
for (const { name, hint } of stillMissing) console.error(`The tests need ${name}: ${hint}.`);
if (stillMissing.length > 0) process.exit(1);

const node = (script, ...args) => [process.execPath, [script, ...args]];
const succeeds = (script, ...args) => spawnSync(...node(script, ...args), { stdio: 'inherit' }).status === 0;
const checks = [
  ['types', () => succeeds('node_modules/typescript/bin/tsc', '-b')],
  ['style', () => succeeds('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings')],
  ['build', build],
];
const failedChecks = checks.filter(([name, check]) => {
  console.log(`\n# ${name}`);
  return !check();
});

const tests = runTests();
const passed = tests.passed + checks.length - failedChecks.length;
const failed = tests.failed + failedChecks.length;
for (const [name] of failedChecks) console.log(`Failed: ${name}`);
if (tests.skipped > 0) console.log('A skipped test is a failed run: what it needs is missing on this machine.');
console.log(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`);
process.exitCode = failed > 0 || tests.passed === 0 || tests.skipped > 0 ? 1 : 0;

function runTests() {
  const report = 'test-output/vitest.json';
  rmSync(report, { force: true });
  console.log('\n# tests');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(...node('node_modules/vitest/vitest.mjs', 'run', ...reporters), { stdio: 'inherit' });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  // A file that could not be loaded has no tests to count, yet it failed; so did an error outside of any test.
  const unloaded = counts.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failed = counts.numFailedTests + unloaded.length;
  return {
    passed: counts.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: counts.numPendingTests + counts.numTodoTests,
  };
}

async function missingPrograms() {
  const { module } = await runnerImport('/test/support/programs.ts', { root: process.cwd(), configFile: false });
  return module.missingPrograms();
}

/** Where there is apt and root; elsewhere the hints say what to install. */
function installPrograms(programs) {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return;
  const names = programs.map(({ debian }) => debian);
  console.log(`Installing ${names.join(', ')}…`);
  // The run level of maintenance: what is installed for its program does not start as a service.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const options = { stdio: 'inherit', env };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-qy', '--no-install-recommends', ...names], options);
}
