// `npm run simulate`: a minute of simulated worlds. `-- --hours 1` for longer, on each processor; `-- --seed 14` to replay one with its
// log (shrunk when it fails; `--whole` as it is), `-- --found NAME` so with a plan of `found`, `-- --twice 1000` to see that each seed gives
// the same log twice; `--from` says at which seed to begin. `--without "part of a name"` does it without a remedy of `test/remedies.ts`.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkNode, installIfNeeded } from '../../src/build/prepare.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'));
checkNode();
installIfNeeded();
const { runnerImport } = await import('vite');
const { buildSimulation } = await import('./build-simulation.mjs');
const words = process.argv.slice(2);
const without = words.indexOf('--without');
const command = await buildSimulation(
  'test-output/simulation',
  without === -1 ? undefined : await remedy(words[without + 1]),
);
if (words.includes('--hours')) await onEachProcessor();
else await (await import(pathToFileURL(command).href)).command(words);

/** One process a processor, each from a seed that no other reaches. */
async function onEachProcessor() {
  const place = words.indexOf('--from');
  const first = place === -1 ? Math.floor(Date.now() / 1000) % 1_000_000_000 : Number(words[place + 1]);
  const interviews = await Promise.all(
    Array.from({ length: availableParallelism() }, (_, place) => livedThrough(first + place * 10_000_000)),
  );
  console.log(`${interviews.reduce((sum, some) => sum + some, 0)} interviews in all`);
}

/** Resolves with how many interviews there were; any failure is that of this process too. */
function livedThrough(from) {
  const run = spawn(process.execPath, ['test/simulation/run-built.mjs', command, '--from', String(from), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  run.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  return new Promise((resolve) =>
    run.on('close', (code) => {
      console.log(printed);
      if (code !== 0) process.exitCode = 1;
      resolve(Number(/(\d+) interviews/.exec(printed)?.[1] ?? 0));
    }),
  );
}

async function remedy(part) {
  const { REMEDIES } = (await runnerImport('/test/remedies.ts', { root: process.cwd(), configFile: false })).module;
  const named = Object.entries(REMEDIES).filter(([name]) => name.includes(part));
  const found = named.find(([name]) => name === part) ?? named[0];
  if (!found) throw new Error(`no remedy has this in its name: ${part}`);
  console.log(`Without its remedy: ${found[0]}`);
  return found[1];
}
