import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../../src/build/chromium.mjs';
import { startEndpoint } from '../../support/endpoint.ts';
import { study } from '../../support/surveys.ts';
import { plainQuestions } from '../floor/plain-questions.ts';
import { serveFloor, servePlainPage } from '../floor/serve.ts';
import { BEGIN, RADIO } from '../pages.ts';
import { figuresOf, openSlowPhone, PROFILES, type Profile, tapWhenShown, whenShown } from '../phone.ts';
import { benchFolder, median, quantile } from '../table.ts';
import { servePeer } from './build-peer.ts';
import { type PeerFigures, type PeerReport, peerTable } from './peer-table.ts';
import { TOOLS } from './tools.ts';

const ROUNDS = 5;
/** Taps on choices after the first answer. */
const TAPS = 6;

interface Site {
  readonly name: string;
  readonly url: string;
  /** What is tapped before the first question shows. */
  readonly begin?: string;
}

interface Visit {
  readonly transferred: number;
  readonly answerable: number;
  readonly longTasks: number;
  readonly heap: number;
  readonly taps: readonly number[];
}

/**
 * `npm run bench -- --peers [ROUNDS]`: loads ours, two hand-written floors and other survey tools from npm with the same questions, in
 * turns, under the same throttling. Prints one table, and writes the figures to `test-output` as JSON, in a
 * file named for the machine. A tool that cannot be
 * installed or built is named and left out.
 */
export async function bench([rounds = String(ROUNDS)]: readonly string[]): Promise<void> {
  const folder = benchFolder();
  const dataDir = benchFolder();
  const { survey } = study;
  const endpoint = await startEndpoint({ dataDir });
  const floors = [await servePlainPage(survey), await serveFloor(survey)];
  const sites: Site[] = [
    { name: 'floor: plain HTML', url: floors[0]?.url ?? '' },
    { name: 'floor: small script and JSON', url: floors[1]?.url ?? '' },
    { name: 'Baromètre, first tap on “Begin” included', url: endpoint.url, begin: BEGIN },
  ];
  const unavailable: { name: string; reason: string }[] = [];
  for (const [index, tool] of TOOLS.entries()) {
    process.stdout.write(`installing and building ${tool.name}\n`);
    const peer = await servePeer(tool, plainQuestions(survey), join(folder, String(index)));
    if (peer.kind === 'served') {
      sites.push({ name: tool.name, url: peer.site.url });
      floors.push(peer.site);
    } else {
      process.stdout.write(`left out: ${tool.name}: ${peer.reason}\n`);
      unavailable.push({ name: tool.name, reason: peer.reason });
    }
  }
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: [...CHROMIUM_ARGS], ...(executablePath ? { executablePath } : {}) });
  const before = loadavg()[0] ?? Number.NaN;
  const pages = await inTurns(browser, sites, Number(rounds));
  const report: PeerReport = {
    day: new Date().toISOString().slice(0, 10),
    machine: `${platform()} ${arch()}, ${cpus().length} cores`,
    chromium: browser.version(),
    rounds: Number(rounds),
    load: [before, loadavg()[0] ?? Number.NaN],
    pages,
    unavailable,
  };
  await browser.close();
  await endpoint.stop();
  for (const { close } of floors) close();
  mkdirSync('test-output', { recursive: true });
  const file = `test-output/${report.machine.replaceAll(/\W+/g, '-')}.json`;
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value);
  writeFileSync(file, `${JSON.stringify(report, rounded, 2)}\n`);
  process.stdout.write(
    `\n${peerTable(report)}\nThe figures are in ${file}; docs/performance keeps one file per machine.\n`,
  );
}

/** One visit of each site after the other, so that the noise of the machine falls on all of them. */
async function inTurns(browser: Browser, sites: readonly Site[], rounds: number): Promise<readonly PeerFigures[]> {
  const visits = sites.map(() => ({ A: [] as Visit[], B: [] as Visit[] }));
  for (let round = 0; round < rounds; round++) {
    for (const name of ['A', 'B'] as const)
      for (const [index, site] of sites.entries())
        visits[index]?.[name].push(await visit(browser, site, PROFILES[name]));
    process.stdout.write(`round ${round + 1} of ${rounds}\n`);
  }
  return sites.map(({ name }, index) => {
    const { A = [], B = [] } = visits[index] ?? {};
    const of = (some: readonly Visit[], key: 'transferred' | 'answerable' | 'longTasks' | 'heap') =>
      median(some.map((one) => one[key]));
    const taps = A.flatMap((one) => one.taps);
    return {
      name,
      transferred: of(A, 'transferred'),
      answerable: { A: of(A, 'answerable'), B: of(B, 'answerable') },
      longTasks: { A: of(A, 'longTasks'), B: of(B, 'longTasks') },
      heap: of(A, 'heap'),
      taps: { median: median(taps), p95: quantile(taps, 0.95) },
    };
  });
}

/** A cold load until the first choice is checked; then further taps on the choices that are on screen. */
async function visit(browser: Browser, { url, begin }: Site, profile: Profile): Promise<Visit> {
  const { context, page, devtools, received } = await openSlowPhone(browser, profile);
  await page.goto(url, { waitUntil: 'commit' });
  if (begin) await tapWhenShown(page, begin);
  await tapWhenShown(page, RADIO);
  const answerable = await whenShown(page, `${RADIO}:checked`);
  const transferred = received.bytes;
  const { excess } = await figuresOf(page);
  for (let tap = 0; tap < TAPS; tap++) {
    await page.waitForTimeout(400);
    await tapWhenShown(page, `${RADIO}:not(:checked)`);
  }
  await page.waitForTimeout(400);
  const { taps } = await figuresOf(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await context.close();
  return { transferred, answerable, longTasks: excess, heap: usedSize, taps };
}
