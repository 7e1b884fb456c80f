import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type RunningEndpoint, TOKEN } from '../../support/endpoint.ts';
import { study } from '../../support/surveys.ts';
import type { Line } from '../table.ts';
import { around, line } from './lines.ts';
import { SURVEY } from './seed.ts';
import { download, eraseByReceipt, type Watched, watch } from './watch.ts';

/** An endpoint with its million responses. */
export interface Filled {
  readonly endpoint: RunningEndpoint;
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
}

type Step = (filled: Filled) => Promise<readonly Line[]>;

/** Posts a second while something else goes on, where not said otherwise. */
const FEW = 20;
const MANY = 200;
/** Bytes a second of the CSV. */
const SPEED = 20e6;

/** What can be measured, by the word that names it on the command line. */
export const STEPS: Readonly<Record<string, Step>> = {
  csv: async (filled) => [...(await exported('csv', filled, FEW)), ...(await exported('csv', filled, MANY))],
  ndjson: (filled) => exported('ndjson', filled),
  xlsx: (filled) => exported('xlsx', filled),
  zip: (filled) => exported('zip', filled),
  comments: (filled) => exported('comments.csv', filled),
  participation: (filled) => asked('participation', filled),
  flags: (filled) => asked('flags', filled),
  results: async ({ endpoint: { url } }) =>
    around('results of today', await few(url, () => download(url, `/api/results/${SURVEY}`))),
  erase: async ({ endpoint: { url } }) =>
    around('erasing 100 by receipt', await few(url, () => eraseByReceipt(url, 100))),
  backup: async ({ endpoint: { url }, dataDir, env }) => {
    if (env.DATABASE_URL) return [];
    const file = join(dataDir, 'backup-of-the-bench');
    const watched = await few(url, () => run('backup', dataDir, env, file));
    await rm(file);
    return around('backup, each response checked', watched);
  },
  purge: async ({ endpoint: { url }, dataDir, env }) => {
    const { receivedOn } = await firstDay(url);
    const nothing = await few(url, () => run('purge', dataDir, env, '--before', receivedOn));
    const day = await few(url, () => run('purge', dataDir, env, '--before', dayAfter(receivedOn)));
    return [...around('purge of nothing', nothing), ...around('purge of the first day', day)];
  },
};

/** Runs a command of the built program. */
export async function run(command: string, dataDir: string, env: Filled['env'], ...words: readonly string[]) {
  await promisify(execFile)(process.execPath, ['dist/endpoint/main.js', command, ...words], {
    env: { ...process.env, ...env, DATA_DIR: dataDir },
  });
}

function few(url: string, work: () => Promise<unknown>): Promise<Watched> {
  return watch(url, study.survey, FEW, work);
}

async function exported(format: string, { endpoint: { url } }: Filled, rate = FEW): Promise<readonly Line[]> {
  let bytes = 0;
  const watched = await watch(url, study.survey, rate, async () => {
    bytes = await download(url, `/api/export/${SURVEY}.${format}?today=1`);
  });
  const speed = bytes / watched.seconds;
  const measured = `${(speed / 1e6).toFixed(1)} MB/s of ${(bytes / 1e6).toFixed(0)} MB`;
  const what = `${format} at ${rate} posts a second`;
  const budget =
    format === 'csv' ? line(what, measured, `${SPEED / 1e6} MB/s`, speed >= SPEED) : line(what, measured, '');
  return [budget, ...around(`  ${format}`, watched)];
}

async function asked(what: string, { endpoint: { url } }: Filled): Promise<readonly Line[]> {
  return around(what, await few(url, () => download(url, `/api/organiser/${what}/${SURVEY}`)));
}

async function firstDay(url: string): Promise<{ readonly receivedOn: string }> {
  const response = await fetch(`${url}/api/organiser/participation/${SURVEY}`, {
    headers: { Authorization: `Bearer ${TOKEN}` },
  });
  return (await response.json()).days[0];
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 3_600_000).toISOString().slice(0, 10);
}
