import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type RunningEndpoint, startEndpoint } from '../../support/endpoint.ts';
import { study } from '../../support/surveys.ts';
import { type Line, ms, printTable } from '../table.ts';
import { dayAt, SURVEY, seed } from './seed.ts';
import { download, metrics, type Watched, watch } from './watch.ts';

const MEMORY = 512e6;
const POST = 100;
const FREELY = { RATE_BURST: '1000000000', RATE_PER_SECOND: '1000000000' };

/** What can be measured, by the word that names it on the command line. */
const STEPS = ['start', 'csv', 'exports', 'organiser', 'results', 'commands'] as const;

/**
 * `npm run bench:million`, or with the words of some steps. `MILLION_DIR` names a folder that keeps the responses for the next
 * run, `MILLION_RESPONSES` how many there are.
 */
export async function bench(words: readonly string[]): Promise<void> {
  const responses = Number(process.env.MILLION_RESPONSES ?? 1_000_000);
  const kept = process.env.MILLION_DIR;
  const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'barometre-million-')));
  const steps = STEPS.filter((step) => words.length === 0 || words.includes(step));
  await seed(dataDir, responses);
  const before = performance.now();
  const endpoint = await startEndpoint({ dataDir, env: FREELY });
  await download(endpoint.url, '/api/health');
  const healthy = performance.now() - before;
  const lines: Line[] = [];
  for (const step of steps) {
    if (step === 'start')
      lines.push(
        limit('start to healthy', healthy, 10_000),
        memory('memory once healthy', (await metrics(endpoint.url)).memory),
      );
    if (step === 'csv') for (const rate of [20, 200]) lines.push(...(await exportLines(endpoint, 'csv', rate, 20)));
    if (step === 'exports')
      for (const format of ['ndjson', 'comments.csv', 'xlsx', 'zip'])
        lines.push(...(await exportLines(endpoint, format, 20)));
    if (step === 'organiser') {
      lines.push(
        ...(await while20(endpoint, 'participation', () =>
          download(endpoint.url, `/api/organiser/participation/${SURVEY}`),
        )),
      );
      lines.push(...(await while20(endpoint, 'flags', () => download(endpoint.url, `/api/organiser/flags/${SURVEY}`))));
    }
    if (step === 'results')
      lines.push(
        ...(await while20(endpoint, 'results computed', () => download(endpoint.url, `/api/results/${SURVEY}`))),
      );
    if (step === 'commands') {
      const file = join(dataDir, 'backup-of-the-bench');
      const command =
        (...arguments_: string[]) =>
        () =>
          promisify(execFile)(process.execPath, ['dist/endpoint/main.js', ...arguments_], {
            env: { ...process.env, DATA_DIR: dataDir },
          });
      lines.push(...(await while20(endpoint, 'backup', command('backup', file))));
      await rm(file);
      lines.push(...(await while20(endpoint, 'purge of nothing', command('purge', '--before', dayAt(-1)))));
      lines.push(...(await while20(endpoint, 'purge of one day', command('purge', '--before', dayAt(1)))));
    }
  }
  await endpoint.stop();
  if (!kept) await rm(dataDir, { recursive: true, force: true });
  printTable(`${responses} responses on SQLite`, lines);
}

const while20 = async ({ url }: RunningEndpoint, what: string, work: () => Promise<unknown>) =>
  around(what, await watch(url, study.survey, 20, work));

async function exportLines(
  { url }: RunningEndpoint,
  format: string,
  rate: number,
  budget?: number,
): Promise<readonly Line[]> {
  let bytes = 0;
  const watched = await watch(url, study.survey, rate, async () => {
    bytes = await download(url, `/api/export/${SURVEY}.${format}`);
  });
  const speed = bytes / 1e6 / watched.seconds;
  return [
    line(
      `${format} at ${rate} posts a second`,
      `${speed.toFixed(1)} MB/s of ${(bytes / 1e6).toFixed(0)} MB`,
      budget === undefined ? '' : `${budget} MB/s`,
      budget === undefined ? undefined : speed >= budget,
    ),
    ...around(format, watched),
  ];
}

function around(what: string, watched: Watched): readonly Line[] {
  return [
    line(`  ${what} took`, `${watched.seconds.toFixed(1)} s`, ''),
    line(
      '  posts meanwhile, p50, p95, worst',
      `${ms(watched.p50)}, ${ms(watched.p95)}, ${ms(watched.worst)}`,
      ms(POST),
      watched.p95 <= POST,
    ),
    line('  longest stall of the event loop', ms(watched.lag), ms(50), watched.lag <= 50),
    memory('  most memory', watched.memory),
    line('  posts not stored', String(watched.wrong), '0', watched.wrong === 0),
  ];
}

function memory(what: string, bytes: number): Line {
  return line(what, `${(bytes / 1e6).toFixed(0)} MB`, `${MEMORY / 1e6} MB`, bytes <= MEMORY);
}

function line(what: string, measured: string, budget: string, within?: boolean): Line {
  return { what, measured, budget, ...(within === undefined ? {} : { within }) };
}

function limit(what: string, measured: number, budget: number): Line {
  return line(what, ms(measured), ms(budget), measured <= budget);
}
