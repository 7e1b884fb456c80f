import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { SIMULATED } from '../remedies.ts';
import { buildSimulation } from './build-simulation.mjs';

// A seed goes stale where its world has changed; `node test/without-remedies.mjs --simulator` finds another.
test.each(SIMULATED)('the simulator finds by its plan or seed that %s', { timeout: 120_000 }, async (_, remedy) => {
  const command = await buildSimulation('test-output/simulation-without', remedy);
  const world = remedy.plan === undefined ? ['--seed', String(remedy.seed)] : ['--found', remedy.plan];
  const words = JSON.stringify([...world, '--whole']);
  const script = `import(${JSON.stringify(command)}).then(({ command }) => command(${words}))`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^Seed \d+: /);
  expect(status).toBe(1);
});
