import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const WORDS = ['--near', '--from', '1', '--worlds', '2000', '--minutes', '60', '--failures', '1'];

test('plans near those that once broke keep every invariant', () => {
  const { stdout } = spawnSync(process.execPath, ['test/simulation/simulate.mjs', ...WORDS], { encoding: 'utf8' });
  console.log(stdout);
  expect(stdout).toMatch(/^2000 worlds, .* nothing broken$/m);
});
