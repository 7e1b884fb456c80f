import { setTimeout } from 'node:timers/promises';
import { openPostgres } from '../../src/endpoint/storage/postgres/postgres-storage.ts';
import type { Received, Storage } from '../../src/endpoint/storage/storage.ts';
import { textSecret, textsApart } from '../../src/endpoint/stored/texts-apart.ts';
import { ask, startPostgres } from '../endpoint/storage/postgres-server.ts';
import { shippedSurveys } from '../support/shipped.ts';
import { study } from '../support/surveys.ts';
import { randomResponse } from './million/responses.ts';
import { type Line, ms, printTable, quantile, times } from './table.ts';

/** Fills the table of responses to just under the 4 MB up to which it is rewritten each minute. */
const HELD = 6_000;
const SECONDS = 30;
const PER_SECOND = 40;
/** Far more often than each minute, so that the 99th percentile sees it. */
const OFTEN = 1_000;
const NEVER = 2 ** 30;
const DAY = '2026-11-24';

/** What a post waits for while PostgreSQL's small tables are rewritten: both in one run, in turns. */
export async function bench(): Promise<void> {
  const server = await startPostgres();
  try {
    const url = await server.newDatabase();
    const read = await shippedSurveys();
    const secret = textSecret(Buffer.alloc(32, 7));
    const options = {
      texts: textsApart(read.surveys, secret),
    };
    const filling = await openPostgres(url, { ...options, roundEvery: NEVER });
    for (let at = 0; at < HELD; at += 50) await filling.store(Array.from({ length: 50 }, response), [], DAY);
    await filling.close();
    const taken: Record<'without' | 'with', number[]> = { without: [], with: [] };
    for (const how of ['without', 'with', 'without', 'with'] as const) {
      const storage = await openPostgres(url, { ...options, roundEvery: how === 'with' ? OFTEN : NEVER });
      taken[how].push(...(await posts(storage)));
      await storage.close();
    }
    const [before, during] = [taken.without, taken.with];
    const line = (what: string, at: number): Line => {
      const [one, other] = [quantile(before, at), quantile(during, at)];
      return { what, measured: `${ms(one)} without, ${ms(other)} with`, budget: times(other / one) };
    };
    printTable(`posts while tables are compacted every second (${await sizes(url)})`, [
      line('p50', 0.5),
      line('p99', 0.99),
      line('longest', 1),
    ]);
  } finally {
    await server.remove();
  }
}

const response = (): Received => randomResponse(study.survey, DAY);

async function posts(storage: Storage): Promise<readonly number[]> {
  const taken: Promise<number>[] = [];
  for (let sent = 0; sent < (SECONDS / 2) * PER_SECOND; sent++) {
    const before = performance.now();
    taken.push(storage.store([response()], [], DAY).then(() => performance.now() - before));
    await setTimeout(1_000 / PER_SECOND);
  }
  return await Promise.all(taken);
}

async function sizes(url: string): Promise<string> {
  const asked = `SELECT relname || ' ' || pg_size_pretty(pg_table_size(oid)) AS said FROM pg_class
    WHERE relname IN ('response', 'comment', 'passage') ORDER BY relname`;
  return (await ask(url, asked)).map(({ said }) => said).join(', ');
}
