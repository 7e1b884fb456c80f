import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TOKEN } from '../../support/ask.ts';
import type { RunningEndpoint } from '../../support/endpoint.ts';
import { study } from '../../support/surveys.ts';
import { generateReaders, type Load } from '../ingest.ts';
import { type Line, limit, line, ms, quantile } from '../table.ts';
import { around, memory } from './lines.ts';
import { SURVEY } from './seed.ts';
import { download, eraseByReceipt, metrics, type Watched, watch } from './watch.ts';

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
/** Milliseconds until an export begins. */
const START = 1_000;
/** Readers a second of what is published. */
const READERS = 2_000;
/** Crossings asked for over the network, and the milliseconds of nineteen in twenty. */
const CROSSINGS = 200;
const CROSSING = 100;

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
  readers: ({ endpoint: { url } }) => readers(url),
  crossings: ({ endpoint: { url } }) => crossings(url),
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
  let started = 0;
  const watched = await watch(url, study.survey, rate, async () => {
    ({ bytes, started } = await download(url, `/api/export/${SURVEY}.${format}?today=1`));
  });
  const speed = bytes / watched.seconds;
  const measured = `${(speed / 1e6).toFixed(1)} MB/s of ${(bytes / 1e6).toFixed(0)} MB`;
  const what = `${format} at ${rate} posts a second`;
  const budget =
    format === 'csv' ? line(what, measured, `${SPEED / 1e6} MB/s`, speed >= SPEED) : line(what, measured, '');
  return [budget, limit('  begins after', started, START), ...around(`  ${format}`, watched)];
}

async function asked(what: string, { endpoint: { url } }: Filled): Promise<readonly Line[]> {
  return around(what, await few(url, () => download(url, `/api/organiser/${what}/${SURVEY}`)));
}

/** Sixty-four of them at once, without a pause: those who read it for the first time, and those who have it. */
async function readers(url: string): Promise<readonly Line[]> {
  const path = `/api/results/${SURVEY}`;
  const tag = (await fetch(`${url}${path}`, { headers: { 'Accept-Encoding': 'br' } })).headers.get('ETag') ?? '';
  const told = ({ perSecond, p99, wrong }: Load) => `${perSecond.toFixed(0)} /s, p99 ${ms(p99)}, ${wrong} wrong`;
  const [fresh, again] = [await generateReaders(url, path), await generateReaders(url, path, tag)];
  return [
    line('readers of results', told(fresh), `${READERS} /s`, fresh.perSecond >= READERS && fresh.wrong === 0),
    line('  who have them already', told(again), `${READERS} /s`, again.perSecond >= READERS && again.wrong === 0),
  ];
}

/** Any two questions with two filters, one after the other, as the desk asks. */
async function crossings(url: string): Promise<readonly Line[]> {
  const items = study.survey.questions.flatMap((question) => question.items);
  const any = () => items[Math.floor(Math.random() * items.length)];
  const took: number[] = [];
  for (let turn = 0; turn <= CROSSINGS; turn++) {
    const filters = turn % 2 === 0 ? 'mode=self&channel=linkedin' : 'from=2026-09-10&to=2026-10-10&mode=self';
    const before = performance.now();
    await download(url, `/api/organiser/crossings/${SURVEY}?rows=${any()}&columns=${any()}&${filters}`);
    // The first one loads the columns.
    if (turn > 0) took.push(performance.now() - before);
  }
  const [p50, p95] = [quantile(took, 0.5), quantile(took, 0.95)];
  const measured = `${ms(p50)}, ${ms(p95)}, ${ms(Math.max(...took))}`;
  return [
    line('crossings with two filters: p50, p95, worst', measured, `p95 ${ms(CROSSING)}`, p95 <= CROSSING),
    memory('memory with the columns', (await metrics(url)).memory),
  ];
}

async function firstDay(url: string): Promise<{ readonly receivedOn: string }> {
  const response = await fetch(`${url}/api/organiser/participation/${SURVEY}?today=1`, {
    headers: { Authorization: `Bearer ${TOKEN}` },
  });
  return (await response.json()).days[0];
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 3_600_000).toISOString().slice(0, 10);
}
