import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startPostgres } from '../endpoint/storage/postgres-server.ts';
import { startEndpoint } from '../support/endpoint.ts';
import { processorOf, untilCounted } from './ingest.ts';
import { COUNTED, READ } from './million/columns.ts';
import { SURVEY, seed } from './million/seed.ts';
import { run } from './million/steps.ts';
import { metrics } from './million/watch.ts';
import { FREELY, timedPosts } from './publishing.ts';
import { benchFolder, type Line, limit, line, ms, printTable, quantile, times } from './table.ts';

/** Milliseconds from a start during which posts are timed. */
const WATCHED = 8_000;
const ROUNDS = 3;

/** `npm run bench -- columns [RESPONSES]`: what counting the columns takes after a start, and reading their file, and what posts wait meanwhile. */
export async function bench([responses = '100000']: readonly string[]): Promise<void> {
  const dataDir = benchFolder();
  const server = await startPostgres();
  try {
    await seed(dataDir, Number(responses));
    const url = await server.newDatabase();
    await run('copy', dataDir, { ...FREELY, DATABASE_URL: url });
    const found = (env: Readonly<Record<string, string>>) => measured(dataDir, env, Number(responses));
    printTable(`${responses} responses on SQLite, after a start`, await found(FREELY));
    printTable(`${responses} responses on PostgreSQL, after a start`, await found({ ...FREELY, DATABASE_URL: url }));
  } finally {
    await server.remove();
  }
}

async function measured(
  dataDir: string,
  env: Readonly<Record<string, string>>,
  responses: number,
): Promise<readonly Line[]> {
  const folder = join(dataDir, 'columns');
  const [counted, read, memory]: [number[], number[], number[]] = [[], [], []];
  const waited: Record<'building' | 'built', number[]> = { building: [], built: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(folder, { recursive: true, force: true });
    const first = await startEndpoint({ dataDir, env });
    // Answered after the columns are built.
    const asked = untilCounted(first.url).then(() => counted.push(processorOf(first.pid) / 1_000));
    waited.building.push(...(await timedPosts(first.url, WATCHED)));
    await asked;
    waited.built.push(...(await timedPosts(first.url, WATCHED)));
    while (!existsSync(join(folder, SURVEY))) await setTimeout(500);
    await first.stop();
    const next = await startEndpoint({ dataDir, env });
    const started = performance.now();
    await untilCounted(next.url);
    read.push(performance.now() - started);
    memory.push((await metrics(next.url)).memory);
    await next.stop();
  }
  const [longest, latest] = [Math.max(...counted), Math.max(...read)];
  const [building, built] = [quantile(waited.building, 0.99), quantile(waited.built, 0.99)];
  return [
    limit('without a file: processor until they are counted, most', longest, (COUNTED * responses) / 1_000),
    limit('from a file: columns ready, slowest', latest, (READ * responses) / 1_000),
    line('  memory then', `${(Math.max(...memory) / 1e6).toFixed(0)} MB`, ''),
    line(
      'p99 of posts while they are built, and later',
      `${ms(building)}, ${ms(built)} = ${times(building / built)}`,
      times(1.2),
      building <= 1.2 * built,
    ),
  ];
}
