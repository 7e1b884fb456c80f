// `npm run simulate`: a minute of simulated worlds. `-- --hours 1` for longer, `-- --seed 14` to replay one with its log (shrunk when it
// fails; `--whole` as it is), `-- --twice 1000` to see that each seed gives the same log twice; `--from` says at which seed to begin.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkNode, installIfNeeded } from '../../src/build/prepare.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'));
checkNode();
installIfNeeded();
const { build } = await import('vite');
// Built, since the device fetches its later code while a world lasts, and since it is lived through twice as fast.
const outDir = 'test-output/simulation';
await build({
  configFile: false,
  logLevel: 'error',
  build: { ssr: 'test/simulation/command.ts', outDir, target: 'node20', minify: false, copyPublicDir: false },
});
const { command } = await import(pathToFileURL(`${outDir}/command.js`).href);
await command(process.argv.slice(2));
