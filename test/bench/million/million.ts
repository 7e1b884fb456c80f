import { join } from 'node:path';
import { startPostgres } from '../../endpoint/storage/postgres-server.ts';
import { startEndpoint } from '../../support/endpoint.ts';
import { benchFolder, limit, printTable } from '../table.ts';
import { columnsLines } from './columns.ts';
import { ingestLines } from './ingest.ts';
import { memory } from './lines.ts';
import { seed } from './seed.ts';
import { type Filled, run, STEPS } from './steps.ts';
import { download, metrics } from './watch.ts';

/** As behind a proxy: posts of many phones come from one address here, which may have 200 connections. */
const FREELY = { RATE_BURST: '1000000000', RATE_PER_SECOND: '1000000000', TRUST_PROXY: '1' };

/**
 * `npm run bench:million`, or with the names of some steps after `--`, `columns` among them, `postgres` before them for PostgreSQL, or `ingest` for the
 * comparison of ingest. `MILLION_DIR` names a folder that keeps the responses for the next run, `MILLION_RESPONSES` says how many.
 */
export async function bench(words: readonly string[]): Promise<void> {
  if (words.length === 0 || words.includes('ingest')) printTable('responses on 64 connections', await ingestLines());
  if (words.length > 0 && words.every((word) => word === 'ingest')) return;
  const responses = Number(process.env.MILLION_RESPONSES ?? 1_000_000);
  const kept = process.env.MILLION_DIR;
  const dataDir = kept ?? benchFolder();
  const steps = Object.keys(STEPS).filter((step) => words.length === 0 || words.includes(step));
  await seed(dataDir, responses);
  const isColumns = words.length === 0 || words.includes('columns');
  if (!words.includes('postgres')) {
    if (isColumns)
      printTable(
        `${responses} responses on SQLite, in columns`,
        await columnsLines({ kind: 'sqlite', file: join(dataDir, 'responses.sqlite') }, responses),
      );
    await measure(`${responses} responses on SQLite`, steps, { dataDir, env: FREELY });
  }
  if (words.length === 0 || words.includes('postgres')) {
    const server = await startPostgres();
    const url = await server.newDatabase();
    const env = { ...FREELY, DATABASE_URL: url };
    const before = performance.now();
    await run('copy', dataDir, env);
    const copied = performance.now() - before;
    if (isColumns)
      printTable(
        `${responses} responses on PostgreSQL, in columns`,
        await columnsLines({ kind: 'postgres', url }, responses),
      );
    await measure(`${responses} responses on PostgreSQL, copied in ${Math.round(copied / 1000)} s`, steps, {
      dataDir,
      env,
    });
    await server.remove();
  }
}

async function measure(title: string, steps: readonly string[], where: Pick<Filled, 'dataDir' | 'env'>): Promise<void> {
  if (steps.length === 0) return;
  const before = performance.now();
  const endpoint = await startEndpoint(where);
  await download(endpoint.url, '/api/health');
  const healthy = performance.now() - before;
  const lines = [
    limit('start to healthy', healthy, 10_000),
    memory('memory once healthy', (await metrics(endpoint.url)).memory),
  ];
  for (const step of steps) lines.push(...((await STEPS[step]?.({ ...where, endpoint })) ?? []));
  await endpoint.stop();
  printTable(title, lines);
}
