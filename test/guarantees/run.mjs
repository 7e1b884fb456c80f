// `npm run guarantees`: prints what an attacker who knows everybody else learns of one answer, computed by the code that publishes.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode, installIfNeeded } from '../../src/build/prepare.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'));
checkNode();
installIfNeeded();
const { runnerImport } = await import('vite');
const { module } = await runnerImport('/test/guarantees/table.ts', { root: process.cwd(), configFile: false });
process.stdout.write(module.printed());
