// `npm run simulate`: a minute of simulated worlds. `-- --hours 1` for longer, `-- --seed 14` to replay one with its log (shrunk when it
// fails; `--whole` as it is), `-- --twice 1000` to see that each seed gives the same log twice; `--from` says at which seed to begin.
// `--without "part of a name"` does it without a remedy of `test/remedies.ts`.
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
await (await import(pathToFileURL(command).href)).command(words);

async function remedy(part) {
  const { REMEDIES } = (await runnerImport('/test/remedies.ts', { root: process.cwd(), configFile: false })).module;
  const named = Object.entries(REMEDIES).filter(([name]) => name.includes(part));
  const found = named.find(([name]) => name === part) ?? named[0];
  if (!found) throw new Error(`no remedy has this in its name: ${part}`);
  console.log(`Without its remedy: ${found[0]}`);
  return found[1];
}
