import { fork, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { LONG } from '../support/long.ts';
import { buildSimulation, NODE_OPTIONS } from './build-simulation.mjs';
import type { Options } from './command.ts';

/** The same worlds each time: what fails is a change's doing. `npm run simulate` lives through others. */
const WORLDS = LONG ? 1000 : 60;

/** Built, it runs twice as fast as what Vitest transforms. */
const command = await buildSimulation('test-output/simulation-tested');

/** Resolves with what it has printed. */
function simulate(options: Options): Promise<string> {
  const given = [command, JSON.stringify(options)];
  const run = fork('test/simulation/run-built.mjs', given, { execArgv: [...NODE_OPTIONS], silent: true });
  let printed = '';
  for (const stream of [run.stdout, run.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  return new Promise((ended) => run.on('close', () => ended(printed)));
}

test('whatever befalls devices, network and endpoint, what was promised is kept', { timeout: 3_600_000 }, async () => {
  const printed = await simulate({ from: 1, worlds: WORLDS, minutes: 59, failures: 1 });
  console.log(printed);
  const [tally = '', worlds, interviews, stored] =
    /^(\d+) worlds, (\d+) interviews .*?(\d+) rows stored.*$/m.exec(printed) ?? [];
  expect(tally).toContain('nothing broken');
  expect(Number(worlds)).toBe(WORLDS);
  // A world in which nothing happens breaks nothing either.
  expect(Number(interviews)).toBeGreaterThan(WORLDS * 32);
  expect(Number(stored) / Number(interviews)).toBeGreaterThan(0.3);
});

test('a seed gives the same log twice', { timeout: 3_600_000 }, async () => {
  expect(await simulate({ from: 1, twice: 3 })).toBe('3 seeds lived through twice: 0 differ\n');
});

test('unknown options end the command before anything is built', () => {
  const run = (words: string) =>
    spawnSync(process.execPath, ['test/simulation/simulate.mjs', ...words.split(' ')], { encoding: 'utf8' });
  expect(run('--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('  --seed NUMBER') });
  for (const words of ['--hour 1', '14', '--seed', '--hours two', '--found nothing'])
    expect(run(words)).toMatchObject({ status: 2, stdout: '' });
});
