// `node test/without-remedies.mjs C05 Y07` removes the remedies of these rows of the fault matrix, one at a time, and sees their tests fail;
// without a row, those of all rows. It changes the sources under it, and puts them back. `npm run test:long remedies` does so in the simulator.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from '../src/build/prepare.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const FAULT_MATRIX = read('test/fault-matrix.json');
const REMEDIES = read('test/remedies.json');
const REPORT = 'test-output/without-remedies.json';

const changed = spawnSync('git', ['status', '--porcelain', '--', 'src', 'sw'], { encoding: 'utf8' }).stdout;
if (changed !== '')
  throw new Error(`First commit what you changed: sources are changed here and put back.\n${changed}`);
let hasBuilt = false;
// A signal stops the test that runs; the file is then put back.
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    isStopped = true;
  });

await withoutInTests(process.argv.slice(2));

/** Does it without the remedy, and puts that back. */
function taking({ file, taken, left = '' }, act) {
  const source = readFileSync(file, 'utf8');
  if (source.split(taken).length !== 2) throw new Error(`${file} does not hold once: ${taken}`);
  writeFileSync(
    file,
    source.replace(taken, () => left),
  );
  try {
    return act();
  } finally {
    writeFileSync(file, source);
  }
}

async function withoutInTests(wanted) {
  const chosen = FAULT_MATRIX.filter(({ row }) => wanted.length === 0 || wanted.includes(row));
  const weak = [];
  const tests = chosen.flatMap(({ row, tests }) => tests.map((one) => ({ row, ...one })));
  for (const { row, file, claim, without } of tests.filter(({ without }) => without !== undefined)) {
    const failure = failureWithout(REMEDIES[without], file, claim);
    console.log(`${row} ${failure ? 'fails' : 'HOLDS'} when ${without}: ${file}, ${claim}\n    ${failure ?? ''}`);
    if (!failure) weak.push(row);
    // A signal is heard between two tests.
    await setImmediate();
    if (isStopped) break;
  }
  if (hasBuilt && !build()) weak.push('the build of the sources as they are');
  if (weak.length > 0) console.error(`Too weak: ${weak.join(', ')}`);
  process.exitCode = weak.length > 0 || isStopped ? 1 : 0;
}

function failureWithout(remedy, test, claim) {
  const project = projectOf(test);
  return taking(remedy, () => {
    if (project === 'journeys') {
      hasBuilt = true;
      if (!build()) throw new Error(`${remedy.file} cannot be built without: ${remedy.taken}`);
    }
    return failureOf(project, test, claim);
  });
}

/** What a test that ran and failed says first; `undefined` where none did. */
function failureOf(project, test, claim) {
  rmSync(REPORT, { force: true });
  // The contract of the storage is a file of claims, which each adapter's own runs.
  const file = test.startsWith('contracts/') ? 'test/endpoint/storage/sqlite-storage.test.ts' : join('test', test);
  const name = claim.split('%s').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const options = ['--project', project, file, '-t', name.join('.*'), '--bail=1'];
  const reporter = ['--reporter=json', `--outputFile=${REPORT}`];
  // The disk that is really full is mounted, which root alone may do. Some tests are only in `npm run test:long`.
  const env = { ...process.env, BAROMETRE_FULL_DISK: '1', BAROMETRE_LONG: '1' };
  const run = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...options, ...reporter], { env });
  if (!existsSync(REPORT)) throw new Error(`No report of ${test}: ${run.stdout}\n${run.stderr}`);
  const tests = JSON.parse(readFileSync(REPORT, 'utf8')).testResults.flatMap(
    ({ assertionResults }) => assertionResults,
  );
  const ran = tests.filter(({ status }) => status === 'passed' || status === 'failed');
  if (ran.length === 0) throw new Error(`${test} has no test that ran: ${claim}\n${run.stdout}`);
  const failed = ran.find(({ status }) => status === 'failed');
  return failed && (failed.failureMessages[0]?.split('\n', 1)[0] || 'failed');
}

function projectOf(test) {
  const [room] = test.split('/');
  if (test.endsWith('.tsx')) return 'ui';
  return ['device', 'journeys'].includes(room) ? room : 'node';
}
