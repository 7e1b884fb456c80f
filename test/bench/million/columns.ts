import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { nextBook } from '../../../src/core/results/disclosure/ledger.ts';
import { shownIn } from '../../../src/core/results/disclosure/publication.ts';
import type { Filter } from '../../../src/core/results/passing.ts';
import { createCounting } from '../../../src/endpoint/columns/counting.ts';
import { systemUniform } from '../../../src/endpoint/results/uniform.ts';
import type { StorageSource } from '../../../src/endpoint/storage/storage.ts';
import { inThread } from '../../../src/endpoint/storage/worker-calls.ts';
import { shippedSurveys } from '../../support/shipped.ts';
import { benchFolder, type Line, limit, line, ms, quantile } from '../table.ts';
import { memory } from './lines.ts';
import { SURVEY } from './seed.ts';

/** Microseconds a response: of the processor until it is counted, of the clock until it is read from the file. */
export const [COUNTED, READ] = [110, 10];
/** Crossings asked for, any two items at random. */
const CROSSINGS = 300;

/** Measures the columns in their thread, with an idle endpoint. They are called directly, since no route triggers a publication. */
export async function columnsLines(source: StorageSource, responses: number): Promise<readonly Line[]> {
  const read = await shippedSurveys();
  const { surveys } = read;
  const survey = surveys.get(SURVEY)?.current;
  if (!survey) throw new Error(`no survey ${SURVEY}`);
  const code = pathToFileURL(join(process.cwd(), 'dist/endpoint/columns-thread.js'));
  const dataDir = benchFolder();
  const starting = () =>
    createCounting({ source, surveys, files: { dataDir, code: 'bench', epoch: 'bench' } }, { start: inThread(code) });
  const counting = starting();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const timed = async (work: () => unknown) => {
    delay.reset();
    delay.enable();
    const before = performance.now();
    const used = process.cpuUsage();
    await work();
    const took = performance.now() - before;
    const { user, system } = process.cpuUsage(used);
    delay.disable();
    return { took, processor: (user + system) / 1000, lag: Math.max(0, delay.max / 1e6 - 5) };
  };
  const asked = { rows: 'authority-type', columns: 'digital-plan', filters: [] };
  const loaded = await timed(() => counting.ask(SURVEY, 'crossTab', asked));
  const publication = await timed(async () => {
    const asked = { before: '2027-01-01', phase: 'results', added: [], books: {} } as const;
    const counted = await counting.ask(SURVEY, 'census', asked);
    const occasion = { ...asked, night: 1, asOf: asked.before, isOrdered: false, withTerritories: true, left: 0 };
    const book = counted && nextBook(undefined, counted.census, counted.definitions, occasion, systemUniform());
    if (counted && book) shownIn(book, counted.definitions, 'results');
  });
  const items = survey.questions.flatMap((question) => question.items);
  const anyOf = <T>(some: readonly T[]) => some[Math.floor(Math.random() * some.length)] as T;
  const filters: readonly Filter[] = [
    { by: 'channel', channels: ['linkedin'] },
    { by: 'days', from: '2026-09-10', to: '2026-10-10' },
    { by: 'revision', revision: 1 },
    { by: 'mode', mode: 'self' },
    { by: 'item', item: 'authority-type', options: ['commune'] },
  ];
  const crossings: number[] = [];
  const worked: number[] = [];
  for (let turn = 0; turn < CROSSINGS; turn++) {
    const one = { rows: anyOf(items), columns: anyOf(items), filters: [anyOf(filters)] };
    const { took, processor } = await timed(() => counting.ask(SURVEY, 'crossTab', one));
    crossings.push(took);
    worked.push(processor);
  }
  const participation = await timed(() => counting.ask(SURVEY, 'participation'));
  const flags = await timed(() => counting.ask(SURVEY, 'flags', { volumes: new Map([['commune', 100]]) }));
  await counting.keep();
  while (!existsSync(join(dataDir, 'columns', SURVEY))) await setTimeout(500);
  await counting.close();
  const again = starting();
  const fromFile = await timed(() => again.ask(SURVEY, 'crossTab', asked));
  const resident = process.memoryUsage.rss();
  await again.close();
  const [p95, worst] = [quantile(crossings, 0.95), Math.max(...crossings)];
  return [
    line('columns loaded', ms(loaded.took), ''),
    limit('  of which the processor worked', loaded.processor, (COUNTED * responses) / 1_000),
    limit('  longest stall of the event loop', loaded.lag, 50),
    limit('columns loaded from their file', fromFile.took, (READ * responses) / 1_000),
    line('  of which the processor worked', ms(fromFile.processor), ''),
    memory('  resident memory then, of the bench too', resident),
    limit('a whole publication', publication.took, 3_000),
    limit('  of which the processor worked', publication.processor, 3_000),
    limit('  longest stall of the event loop', publication.lag, 50),
    line(
      `${CROSSINGS} crossings with one filter: p50, p95, worst`,
      `${ms(quantile(crossings, 0.5))}, ${ms(p95)}, ${ms(worst)}`,
      'p95 20 ms, worst 100 ms',
      p95 <= 20 && worst <= 100,
    ),
    line(
      '  of which the processor worked: p50, p95',
      `${ms(quantile(worked, 0.5))}, ${ms(quantile(worked, 0.95))}`,
      'p95 20 ms',
      quantile(worked, 0.95) <= 20,
    ),
    line('participation', ms(participation.took), ''),
    line('flags', ms(flags.took), ''),
  ];
}
