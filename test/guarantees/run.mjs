// `npm run guarantees`: prints what an attacker who knows everybody else learns of one answer, computed by the code that publishes.
import { installHere } from '../../src/build/prepare.mjs';

installHere();
const { runnerImport } = await import('vite');
const { module } = await runnerImport('/test/guarantees/table.ts', { root: process.cwd(), configFile: false });
process.stdout.write(module.printed());
