import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { SIMULATED } from '../remedies.ts';
import { buildSimulation } from './build-simulation.mjs';

test.each(SIMULATED)('a stored plan breaks when %s', async (_, remedy) => {
  const command = await buildSimulation('test-output/simulation-without', remedy);
  const options = JSON.stringify({ found: remedy.plan, whole: true });
  const script = `import(${JSON.stringify(command)}).then(({ command }) => command(${options}))`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^Seed \d+: /);
  expect(status).toBe(1);
});
