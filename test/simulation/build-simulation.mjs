import { resolve } from 'node:path';
import { build } from 'vite';

/**
 * What Node takes to run it. By default V8 optimizes soon, which is a quarter of the processor time of the first minute, has so little room
 * for new objects that it clears it often, and does that in several threads, which together take longer.
 */
export const NODE_OPTIONS = ['--interrupt-budget=1000000', '--max-semi-space-size=64', '--single-threaded-gc'];

/**
 * Builds the simulator, since the device fetches its later code while a world lasts, and since it runs twice as fast. `without` names
 * a remedy of `test/remedies.json` that this build leaves out. Returns the URL of its command.
 */
export async function buildSimulation(outDir, without) {
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: without ? [withoutRemedy(without)] : [],
    build: { ssr: 'test/simulation/command.ts', outDir, target: 'node20', minify: false, copyPublicDir: false },
  });
  return resolve(outDir, 'command.js');
}

function withoutRemedy({ file, taken, left = '' }) {
  return {
    name: 'without-remedy',
    enforce: 'pre',
    transform(code, id) {
      if (id !== resolve(file)) return undefined;
      if (code.split(taken).length !== 2) throw new Error(`${file} does not hold once: ${taken}`);
      return code.replace(taken, () => left);
    },
  };
}
