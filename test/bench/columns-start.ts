import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startPostgres } from '../endpoint/storage/postgres-server.ts';
import { startEndpoint, TOKEN } from '../support/endpoint.ts';
import { study } from '../support/surveys.ts';
import { randomResponse } from './million/responses.ts';
import { SURVEY, seed } from './million/seed.ts';
import { run } from './million/steps.ts';
import { type Line, ms, printTable, quantile, times } from './table.ts';

const PER_SECOND = 20;
/** Milliseconds from a start during which posts are timed. */
const WATCHED = 8_000;
const READY = 10_000;
const ROUNDS = 3;

/** `npm run bench -- columns [RESPONSES]`: how soon after a start the columns are ready, and what posts wait meanwhile. */
export async function bench([responses = '100000']: readonly string[]): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'barometre-columns-'));
  const server = await startPostgres();
  try {
    await seed(dataDir, Number(responses));
    const env = { RATE_BURST: '1000000000', RATE_PER_SECOND: '1000000000' };
    const url = await server.newDatabase();
    await run('copy', dataDir, { ...env, DATABASE_URL: url });
    printTable(`${responses} responses on SQLite, after a start`, await measured(dataDir, env));
    printTable(
      `${responses} responses on PostgreSQL, after a start`,
      await measured(dataDir, { ...env, DATABASE_URL: url }),
    );
  } finally {
    await server.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measured(dataDir: string, env: Readonly<Record<string, string>>): Promise<readonly Line[]> {
  const ready: number[] = [];
  const waited: Record<'building' | 'built', number[]> = { building: [], built: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const { url, stop } = await startEndpoint({ dataDir, env });
    const started = performance.now();
    // Answered after the columns are built.
    const asked = participation(url).then(() => ready.push(performance.now() - started));
    waited.building.push(...(await posts(url)));
    await asked;
    waited.built.push(...(await posts(url)));
    await stop();
  }
  const slowest = Math.max(...ready);
  const [building, built] = [quantile(waited.building, 0.99), quantile(waited.built, 0.99)];
  return [
    { what: 'columns ready, slowest', measured: ms(slowest), budget: ms(READY), within: slowest <= READY },
    {
      what: 'p99 of posts while they are built, and later',
      measured: `${ms(building)}, ${ms(built)} = ${times(building / built)}`,
      budget: times(1.2),
      within: building <= 1.2 * built,
    },
  ];
}

async function participation(url: string): Promise<void> {
  const headers = { Authorization: `Bearer ${TOKEN}` };
  const reply = await fetch(`${url}/api/organiser/participation/${SURVEY}?today=1`, { headers });
  if (!reply.ok) throw new Error(`participation answered ${reply.status}`);
  await reply.text();
}

async function posts(url: string): Promise<readonly number[]> {
  const taken: Promise<number>[] = [];
  for (const end = performance.now() + WATCHED; performance.now() < end; await setTimeout(1_000 / PER_SECOND))
    taken.push(post(url));
  return await Promise.all(taken);
}

async function post(url: string): Promise<number> {
  const body = JSON.stringify({ envelopes: [randomResponse(study.survey, '2026-11-24').envelope] });
  const before = performance.now();
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(`${url}/api/responses`, { method: 'POST', headers, body });
  if (!(await reply.text()).includes('"stored"')) throw new Error('a response was not stored');
  return performance.now() - before;
}
