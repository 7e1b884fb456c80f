// `npm run test:long`: the tests that are too long for every change, one file after the other, and the time of each. Words after
// it choose files by their path.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded, installHere } from '../src/build/prepare.mjs';

installHere();
buildIfNeeded();
const words = process.argv.slice(2);
const reads = (file, words) => readFileSync(file, 'utf8').includes(words);
// The modules that do more here.
const modules = [
  'long.ts',
  ...readdirSync('test/support').filter((name) => reads(join('test/support', name), "'./long.ts'")),
];
const asksLong = (file) => modules.some((name) => reads(file, `support/${name}'`));
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test', name))
  .filter((file) => file.endsWith('.long.test.ts') || asksLong(file))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
if (files.length === 0) throw new Error(`No long test has one of these words in its path: ${words.join(', ')}`);
process.env.BAROMETRE_LONG = '1';
const results = files.map((file) => {
  const project = file.includes('/journeys/') ? 'journeys' : 'node';
  const start = Date.now();
  const args = ['node_modules/vitest/vitest.mjs', 'run', `--project=${project}`, file];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  return { file, result: status === 0 ? 'passed' : 'failed', seconds: Math.round((Date.now() - start) / 1000) };
});
console.table(results);
process.exitCode = results.every(({ result }) => result === 'passed') ? 0 : 1;
