import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { HELP, readOptions } from './options.mjs';

test('the options of the simulator are read with what each takes', () => {
  const words = ['--seed', '14', '--whole', '--without', 'part of a name', '--hours', '0.5'];
  expect(readOptions(words)).toEqual({ seed: 14, whole: true, without: 'part of a name', hours: 0.5 });
});

test.each(['--seeds 14', '14', '--seed', '--seed --whole', '--hours two'])(
  'the simulator does not run with %s',
  (words) => {
    expect(() => readOptions(words.split(' '))).toThrow(TypeError);
  },
);

test('--help explains the options, and a word that is none ends the command before anything is built', () => {
  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, ['test/simulation/simulate.mjs', ...words], { encoding: 'utf8' });
  const help = run('--help');
  expect([help.status, help.stdout.trimEnd(), help.stderr]).toEqual([0, HELP, '']);
  const unknown = run('--hour', '1');
  expect([unknown.status, unknown.stdout]).toEqual([2, '']);
  expect(unknown.stderr).toContain("'--hour'");
});
