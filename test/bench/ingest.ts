import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEndpoint } from '../support/endpoint.ts';
import { benchFolder } from './table.ts';

const SECONDS = '6';

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers without a "stored" in them, or of another status than expected. */
  readonly wrong: number;
}

/** The endpoint as it runs, each response committed with fsync before its verdict. */
export async function loadEndpoint(body: string): Promise<Load> {
  const dataDir = benchFolder();
  const endpoint = await startEndpoint({ dataDir, env: { RATE_BURST: '1000000000', RATE_PER_SECOND: '1000000000' } });
  const load = await generate(endpoint.url, body);
  await endpoint.stop();
  return load;
}

/** The same duty done by hand, without what protects respondents: what the endpoint is compared with. */
export async function loadFloor(body: string): Promise<Load> {
  const folder = benchFolder();
  const child = spawn(process.execPath, ['test/bench/ingest-floor.mjs', join(folder, 'floor.sqlite')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address] = await once(child.stdout, 'data');
  const load = await generate(String(address).trim(), body);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return load;
}

export function generate(url: string, body: string): Promise<Load> {
  return load(url, { BENCH_BODY: body });
}

/** Readers of one address; those who name what they have already are told that it is the same. */
export function generateReaders(url: string, path: string, tag?: string): Promise<Load> {
  return load(url, { BENCH_PATH: path, ...(tag !== undefined && { BENCH_TAG: tag }) });
}

async function load(url: string, what: Readonly<Record<string, string>>): Promise<Load> {
  const { stdout } = await promisify(execFile)(process.execPath, ['test/bench/load.mjs', url, SECONDS], {
    env: { ...process.env, ...what },
  });
  return JSON.parse(stdout) as Load;
}
