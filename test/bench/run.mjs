// `npm run bench`: prints each figure beside its budget. Times are never asserted; bytes are, in the suite.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded, checkNode, installIfNeeded } from '../../src/build/prepare.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'));
checkNode();
installIfNeeded();
buildIfNeeded();
const { runnerImport } = await import('vite');
const { module } = await runnerImport('/test/bench/bench.ts', { root: process.cwd(), configFile: false });
await module.bench();
