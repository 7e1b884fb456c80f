// `npm run simulate`: a minute of simulated worlds. `-- --help` says what else it does. Its options are read before anything is built, and
// without the packages.
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkNode, installIfNeeded } from '../../src/build/prepare.mjs';

/** What each takes after it, and what it is for. */
const OPTIONS = {
  minutes: ['NUMBER', 'how long it runs: one minute if nothing else is said'],
  hours: ['NUMBER', 'how long it runs, in one process for each processor'],
  worlds: ['NUMBER', 'how many worlds it lives through at most'],
  failures: ['NUMBER', 'after how many failures it stops: 5 if nothing else is said'],
  from: ['NUMBER', 'the first seed; without it, one that depends on the time'],
  seed: ['NUMBER', 'replays this seed, and prints its events as JSON, or its failure, shrunk'],
  found: ['NAME', 'replays a plan of test/simulation/found in the same way'],
  near: ['', 'lives through worlds near the plans of test/simulation/found, instead of those of the seeds alone'],
  whole: ['', 'does not shrink a failure'],
  plan: ['', 'with --seed or --found: prints the shrunk plan as JSON, as test/simulation/found keeps it'],
  twice: ['NUMBER', 'lives through so many seeds twice, and says which logs differ'],
  without: ['NAME', 'takes a remedy of test/remedies.json away, of which this is a part of the name'],
  help: ['', 'prints this'],
};

const HELP = [
  'npm run simulate -- [options]',
  '',
  'Runs the code of the device and of the endpoint in simulated worlds. A seed is a world, which always ends the same way.',
  'A failure is shrunk to the events that it needs, and printed with its seed and a log.',
  '',
  ...Object.entries(OPTIONS).map(([name, [value, use]]) => `  ${`--${name} ${value}`.padEnd(19)}${use}`),
].join('\n');

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'));
const options = optionsOrExit();
checkNode();
installIfNeeded();
const { buildSimulation, NODE_OPTIONS } = await import('./build-simulation.mjs');
const command = await buildSimulation(
  'test-output/simulation',
  options.without === undefined ? undefined : remedy(options.without),
);
if (options.hours !== undefined) await onEachProcessor();
else await livedThrough(options);

function optionsOrExit() {
  try {
    const { help, ...read } = readOptions(process.argv.slice(2));
    if (help) {
      console.log(HELP);
      process.exit(0);
    }
    if (read.found !== undefined && !existsSync(`test/simulation/found/${read.found}.json`))
      misread(`There is no plan ${read.found} in test/simulation/found.`);
    return read;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    misread(`${error.message}\n\n${HELP}`);
  }
}

/** The options by their names; throws a `TypeError` for what is none. */
function readOptions(args) {
  const kinds = Object.entries(OPTIONS).map(([name, [value]]) => [name, { type: value === '' ? 'boolean' : 'string' }]);
  const { values } = parseArgs({ args, options: Object.fromEntries(kinds) });
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (OPTIONS[name][0] !== 'NUMBER') return [name, value];
      if (!(Number(value) >= 0)) throw new TypeError(`--${name} needs a number, not ${value}.`);
      return [name, Number(value)];
    }),
  );
}

function misread(says) {
  console.error(says);
  process.exit(2);
}

/** One process a processor, each from a seed that no other reaches. */
async function onEachProcessor() {
  const first = options.from ?? Date.now() % 1_000_000_000;
  const interviews = await Promise.all(
    Array.from({ length: availableParallelism() }, (_, place) =>
      livedThrough({ ...options, from: first + place * 10_000_000, process: place + 1 }),
    ),
  );
  console.log(`${interviews.reduce((sum, some) => sum + some, 0)} interviews in all`);
}

/** Resolves with how many interviews there were; any failure is that of this process too. */
function livedThrough(given) {
  const run = fork('test/simulation/run-built.mjs', [command, JSON.stringify(given)], { execArgv: NODE_OPTIONS });
  let interviews = 0;
  run.on('message', (count) => {
    interviews = count;
  });
  return new Promise((resolve) =>
    run.on('close', (code) => {
      if (code !== 0) process.exitCode = 1;
      resolve(interviews);
    }),
  );
}

function remedy(part) {
  const named = Object.entries(JSON.parse(readFileSync('test/remedies.json', 'utf8'))).filter(([name]) =>
    name.includes(part),
  );
  const found = named.find(([name]) => name === part) ?? named[0];
  if (!found) misread(`No remedy of test/remedies.json has this in its name: ${part}.`);
  console.log(`Without its remedy: ${found[0]}`);
  return found[1];
}
