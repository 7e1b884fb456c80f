// `npm run test:fast`: what a change is tried with while it is written. Of the tests that Node runs, those whose file starts no process,
// no database server, no browser and no build; `npm test` runs them all.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const STARTS_SOMETHING =
  /postgres|bundleEndpoint|startEndpoint|startProcess|buildApp|spawn|execFile|from 'vite'|dist\/app|playwright/;
const FOLDERS = ['authoring', 'core', 'desk', 'docs', 'endpoint', 'late', 'sealing', 'ui', 'wire'];
const files = FOLDERS.flatMap((folder) =>
  readdirSync(join('test', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => (folder === 'ui' ? name.endsWith('.node.test.ts') : name.endsWith('.test.ts')))
    .map((name) => join('test', folder, name)),
).filter((file) => !STARTS_SOMETHING.test(readFileSync(file, 'utf8')));
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project=node', ...files], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
