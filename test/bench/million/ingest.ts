import { join } from 'node:path';
import { canonicalForm } from '../../../src/wire/canonical.ts';
import { startPostgres } from '../../endpoint/storage/postgres-server.ts';
import { startEndpoint } from '../../support/endpoint.ts';
import { study } from '../../support/surveys.ts';
import { generate, type Load, WARM_UP } from '../ingest.ts';
import { FREELY } from '../publishing.ts';
import { benchFolder, type Line, line, ms } from '../table.ts';
import { randomResponse } from './responses.ts';

/** One endpoint on SQLite, one and two on one PostgreSQL, on the same machine in the same run. */
export async function ingestLines(): Promise<readonly Line[]> {
  const { envelope } = randomResponse(study.survey, '2026-11-24');
  const template = canonicalForm({ ...envelope, status: 'complete', id: '{id}', receiptHash: '{receipt}' });
  const body = `{"envelopes":[${template}]}`;
  const sqlite = await together(body, {}, 1);
  const server = await startPostgres();
  const one = await together(body, { DATABASE_URL: await server.newDatabase() }, 1);
  const two = await together(body, { DATABASE_URL: await server.newDatabase(), DISCLOSURE_KEY: '5'.repeat(64) }, 2);
  await server.remove();
  return [
    toLine('one endpoint on SQLite', sqlite, sqlite),
    toLine('one endpoint on PostgreSQL', one, sqlite),
    toLine('two endpoints on one PostgreSQL, together', two, sqlite),
  ];
}

export function toLine(what: string, { perSecond, p50, p99, wrong }: Load, beside: Load): Line {
  const share = Math.round((perSecond / beside.perSecond) * 100);
  const measured = `${perSecond.toFixed(0)} /s = ${share} %, p50 ${ms(p50)}, p99 ${ms(p99)}, ${wrong} not stored`;
  return line(what, measured, '');
}

/** So many endpoints loaded at once; each takes its share of the connections' processors. */
async function together(body: string, env: Readonly<Record<string, string>>, endpoints: number): Promise<Load> {
  const dataDir = benchFolder();
  const running = await Promise.all(
    Array.from({ length: endpoints }, (_, turn) =>
      startEndpoint({ dataDir: join(dataDir, String(turn)), env: { ...FREELY, ...env } }),
    ),
  );
  await Promise.all(running.map(({ url }) => generate(url, body, WARM_UP)));
  const loads = await Promise.all(running.map(({ url }) => generate(url, body)));
  for (const endpoint of running) await endpoint.stop();
  const sum = (of: (load: Load) => number) => loads.reduce((total, load) => total + of(load), 0);
  return {
    perSecond: sum((load) => load.perSecond),
    p50: Math.max(...loads.map((load) => load.p50)),
    p99: Math.max(...loads.map((load) => load.p99)),
    wrong: sum((load) => load.wrong),
  };
}
