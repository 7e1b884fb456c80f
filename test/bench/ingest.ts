import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { startEndpoint } from '../support/endpoint.ts';
import { SURVEY } from './million/seed.ts';
import { download } from './million/watch.ts';
import { FREELY } from './publishing.ts';
import { benchFolder } from './table.ts';

/** An hour where a count ends it sooner. */
const SECONDS = { readers: '6', posts: '3600' } as const;
/** Sent before anything is measured: by then V8 has compiled what answers them. */
export const WARM_UP = 6_000;
const COUNT = 12_000;
/** Posts a second. */
const RATE = 1_000;

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers without a "stored" in them, or of another status than expected. */
  readonly wrong: number;
}

interface EndpointLoad extends Load {
  /** Microseconds of the processor a response, in all threads, until the columns have it. */
  readonly processor: number;
  /** Measures responses that come at a steady rate. */
  readonly steady: Load;
}

/** The endpoint as it runs, each response committed with fsync before its verdict. */
export async function loadEndpoint(body: string): Promise<EndpointLoad> {
  const { url, pid, stop } = await startEndpoint({ dataDir: benchFolder(), env: FREELY });
  const used = async () => {
    await untilCounted(url);
    return processorOf(pid);
  };
  await generate(url, body, WARM_UP);
  const before = await used();
  const load = await generate(url, body);
  const processor = ((await used()) - before) / COUNT;
  const steady = await generate(url, body, WARM_UP, RATE);
  await stop();
  return { ...load, processor, steady };
}

/** Resolves once every response is in the columns. */
export async function untilCounted(url: string): Promise<void> {
  await download(url, `/api/organiser/participation/${SURVEY}?today=1`);
}

/** Microseconds that a process has used, which Linux counts in ticks of 10 ms. */
export function processorOf(pid: number | undefined): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ').slice(13);
  return (Number(user) + Number(system)) * 10_000;
}

/** So many responses, one after the other on each connection, or so many a second. */
export function generate(url: string, body: string, count = COUNT, rate?: number): Promise<Load> {
  const when = { BENCH_COUNT: String(count), ...(rate !== undefined && { BENCH_RATE: String(rate) }) };
  return load(url, SECONDS.posts, { BENCH_BODY: body, ...when });
}

/** Readers of one address; those who name what they have already are told that it is the same. */
export function generateReaders(url: string, path: string, tag?: string): Promise<Load> {
  return load(url, SECONDS.readers, { BENCH_PATH: path, ...(tag !== undefined && { BENCH_TAG: tag }) });
}

export async function load(url: string, seconds: string, what: Readonly<Record<string, string>>): Promise<Load> {
  const { stdout } = await promisify(execFile)(process.execPath, ['test/bench/load.mjs', url, seconds], {
    env: { ...process.env, ...what },
  });
  return JSON.parse(stdout) as Load;
}
