import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '../endpoint/storage/postgres-server.ts';
import { TOKEN } from '../support/ask.ts';
import { startEndpoint } from '../support/endpoint.ts';
import { limit } from './million/lines.ts';
import { SURVEY, seed } from './million/seed.ts';
import { run } from './million/steps.ts';
import { FREELY, timedPosts } from './publishing.ts';
import { benchFolder, type Line, ms, printTable, quantile, times } from './table.ts';

/** Milliseconds from a start during which posts are timed. */
const WATCHED = 8_000;
const READY = 10_000;
const ROUNDS = 3;

/** `npm run bench -- columns [RESPONSES]`: how soon after a start the columns are ready, without and with their file, and what posts wait meanwhile. */
export async function bench([responses = '100000']: readonly string[]): Promise<void> {
  const dataDir = benchFolder();
  const server = await startPostgres();
  try {
    await seed(dataDir, Number(responses));
    const url = await server.newDatabase();
    await run('copy', dataDir, { ...FREELY, DATABASE_URL: url });
    printTable(`${responses} responses on SQLite, after a start`, await measured(dataDir, FREELY));
    printTable(
      `${responses} responses on PostgreSQL, after a start`,
      await measured(dataDir, { ...FREELY, DATABASE_URL: url }),
    );
  } finally {
    await server.remove();
  }
}

async function measured(dataDir: string, env: Readonly<Record<string, string>>): Promise<readonly Line[]> {
  const ready: number[] = [];
  const fromFile: number[] = [];
  const waited: Record<'building' | 'built', number[]> = { building: [], built: [] };
  for (let round = 0; round < ROUNDS; round++) {
    await rm(join(dataDir, 'columns'), { recursive: true, force: true });
    const { url, stop } = await startEndpoint({ dataDir, env });
    const started = performance.now();
    // Answered after the columns are built.
    const asked = participation(url).then(() => ready.push(performance.now() - started));
    waited.building.push(...(await timedPosts(url, WATCHED)));
    await asked;
    waited.built.push(...(await timedPosts(url, WATCHED)));
    await stop();
    const again = await startEndpoint({ dataDir, env });
    const restarted = performance.now();
    await participation(again.url);
    fromFile.push(performance.now() - restarted);
    await again.stop();
  }
  const slowest = Math.max(...ready);
  const [building, built] = [quantile(waited.building, 0.99), quantile(waited.built, 0.99)];
  return [
    { what: 'columns ready, slowest', measured: ms(slowest), budget: ms(READY), within: slowest <= READY },
    limit('the same, with their file', Math.max(...fromFile), 1_000),
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
