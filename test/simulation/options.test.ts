import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { HELP, Misread, OPTIONS, readOptions } from './options.mjs';

test('the options of the simulator are read with what each takes', () => {
  expect(readOptions(['--seed', '14', '--whole'])).toEqual({ seed: 14, whole: true });
  expect(readOptions(['--without', 'part of a name', '--hours', '0.5'])).toEqual({
    without: 'part of a name',
    hours: 0.5,
  });
  expect(readOptions(['-h'])).toEqual({ help: true });
});

test.each([
  ['--seeds 14', 'There is no option --seeds.'],
  ['14', 'There is no option 14.'],
  ['--seed', '--seed needs a number after it.'],
  ['--seed --whole', '--seed needs a number after it.'],
  ['--hours two', '--hours needs a number, not two.'],
  ['--found', '--found needs a name after it.'],
])('the simulator does not run with %s', (words, says) => {
  expect(() => readOptions(words.split(' '))).toThrow(new Misread(says));
});

test('--help explains each option, and a word that is none ends the command before anything is built', () => {
  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, ['test/simulation/simulate.mjs', ...words], { encoding: 'utf8' });
  const help = run('--help');
  expect([help.status, help.stdout.trimEnd(), help.stderr]).toEqual([0, HELP, '']);
  for (const name of Object.keys(OPTIONS)) expect(HELP).toContain(`  --${name}`);
  const unknown = run('--hour', '1');
  expect([unknown.status, unknown.stdout]).toEqual([2, '']);
  expect(unknown.stderr).toContain('There is no option --hour.');
});
