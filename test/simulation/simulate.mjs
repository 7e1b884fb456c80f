// `npm run simulate`: a minute of simulated worlds. `-- --help` says what else it does.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode, installIfNeeded } from '../../src/build/prepare.mjs';
import { HELP, readOptions } from './options.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'));
const words = process.argv.slice(2);
const options = optionsOrExit();
checkNode();
installIfNeeded();
const { runnerImport } = await import('vite');
const { buildSimulation, NODE_OPTIONS } = await import('./build-simulation.mjs');
const command = await buildSimulation(
  'test-output/simulation',
  options.without === undefined ? undefined : await remedy(options.without),
);
if (options.hours !== undefined) await onEachProcessor();
else await livedThrough(words);

function optionsOrExit() {
  try {
    const { help, ...read } = readOptions(words);
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

function misread(says) {
  console.error(says);
  process.exit(2);
}

/** One process a processor, each from a seed that no other reaches. */
async function onEachProcessor() {
  const first = options.from ?? Date.now() % 1_000_000_000;
  const interviews = await Promise.all(
    Array.from({ length: availableParallelism() }, (_, place) =>
      livedThrough([...words, '--from', String(first + place * 10_000_000)], { SIMULATION_PROCESS: String(place + 1) }),
    ),
  );
  console.log(`${interviews.reduce((sum, some) => sum + some, 0)} interviews in all`);
}

/** Resolves with how many interviews there were; any failure is that of this process too. */
function livedThrough(words, env = {}) {
  const run = spawn(process.execPath, [...NODE_OPTIONS, 'test/simulation/run-built.mjs', command, ...words], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
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

async function remedy(part) {
  const { REMEDIES } = (await runnerImport('/test/remedies.ts', { root: process.cwd(), configFile: false })).module;
  const named = Object.entries(REMEDIES).filter(([name]) => name.includes(part));
  const found = named.find(([name]) => name === part) ?? named[0];
  if (!found) misread(`No remedy of test/remedies.ts has this in its name: ${part}.`);
  console.log(`Without its remedy: ${found[0]}`);
  return found[1];
}
