import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../endpoint/harness.ts';

test('npx barometre runs in any folder of a clone without a network, and takes files and folders from there', async () => {
  const npm_config_cache = await temporaryFolder();
  const env = { ...process.env, DATA_DIR: 'apart', npm_config_registry: 'http://127.0.0.1:9', npm_config_cache };
  const typed = (...words: string[]) =>
    spawnSync('npx', ['barometre', ...words], { cwd: 'docs', env, encoding: 'utf8' });
  expect(typed('survey', 'check', 'example-quiz.xlsx')).toMatchObject({ status: 0 });
  expect(typed('integrity').stderr).toContain(`no database at ${resolve('docs/apart/responses.sqlite')}`);
  expect(typed('backup', '--help').stdout).toContain('usage: npx barometre backup FILE\n');
}, 300_000);
