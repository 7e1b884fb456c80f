// `npm run test:fast`: what a change is tried with while it is written: the tests that only compute, without the simulator and without
// those of the build; `npm test` runs them all.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { groupTests } from './groups.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const FOLDERS = /^test\/(authoring|core|demonstration|desk|docs|endpoint|host|late|sealing|ui|wire)\//;
const { shared, computing } = groupTests();
const files = [...shared, ...computing].filter((file) => FOLDERS.test(file));
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project=node', ...files], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
