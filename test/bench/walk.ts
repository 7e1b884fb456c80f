import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CDPSession } from 'playwright';
import { createServer } from 'vite';
import { inFrontOf, writeSourceRelease } from '../../src/build/source-pages.mjs';
import { WALKED_FILES } from '../ceilings.ts';
import { buildEndpoint, startProcess } from '../endpoint/process.ts';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { openPhone } from '../support/browser.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { printTable } from './table.ts';

/** How long an endpoint lives with the answer, in milliseconds. Without it, twice as long: what it does by the clock is in both lives. */
const LIFE = 6_000;

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
    }[];
  }[];
}

/** `npm run walk` prints them. */
export async function bench(): Promise<void> {
  const { passed, drawing } = await walk();
  for (const file of passed) process.stdout.write(`${file}\n`);
  const within = passed.length <= WALKED_FILES;
  printTable('source files from a tap to its row', [
    { what: 'passed by the answer', measured: `${passed.length}`, budget: `${WALKED_FILES}`, within },
    { what: 'drawing', measured: `${drawing.length}`, budget: '' },
  ]);
}

/**
 * Returns the source files of which a function runs from the tap on an answer until its response is a row, as V8 counts calls. The page
 * comes from the dev server and the endpoint is built file by file, so that a file is a script. The request that the page sent is sent
 * again to an endpoint that gets no other: what serves the page is not on the way. What draws the screen is apart: no answer passes through it.
 */
export async function walk(): Promise<Readonly<Record<'passed' | 'drawing', readonly string[]>>> {
  const folder = await mkdtemp(join(tmpdir(), 'barometre-walk-'));
  const endpoint = await fileByFile();
  try {
    let page: Answered | undefined;
    await life(endpoint.main, join(folder, 'page'), async (url) => {
      page = await answerOne(url, join(folder, 'profile'));
    });
    const { files: ofPage, sent } = page ?? missing('the page');
    const without = await life(endpoint.main, join(folder, 'without'), () => setTimeout(2 * LIFE));
    const during = await life(endpoint.main, join(folder, 'with'), async (url) => {
      await Promise.all([sendAgain(url, sent), setTimeout(LIFE)]);
    });
    const called = [...during].filter(([key, count]) => count > (without.get(key) ?? 0)).map(([key]) => fileOf(key));
    const files = [...new Set([...ofPage, ...called])].filter((file) => file !== '').sort();
    const drawing = files.filter((file) => file.startsWith('src/ui/'));
    return { passed: files.filter((file) => !drawing.includes(file)), drawing };
  } finally {
    for (const made of [endpoint.outDir, folder]) await rm(made, { recursive: true, force: true });
  }
}

/** Inside the project, where its dependencies are found. Threads are started from beside the file that starts them all. */
async function fileByFile() {
  const outDir = join(process.cwd(), 'node_modules', '.cache', `walk-${process.pid}`);
  const entryFileNames = ({ name }: { readonly name: string }) =>
    `${name.replace(/.*(?=\/[\w-]+-thread$)/, 'src/endpoint/storage')}.js`;
  await buildEndpoint(outDir, { preserveModules: true, preserveModulesRoot: process.cwd(), entryFileNames }, {});
  return { outDir, main: join(outDir, 'src/host/main.js') };
}

/** How often each function of the endpoint and its threads was called while it lived, by `file name offset`. */
async function life(
  main: string,
  folder: string,
  during: (url: string) => Promise<void>,
): Promise<ReadonlyMap<string, number>> {
  const [coverage, release] = [join(folder, 'coverage'), join(folder, 'release')];
  await mkdir(release, { recursive: true });
  writeSourceRelease(release);
  const endpoint = await startProcess(main, join(folder, 'data'), {
    NODE_V8_COVERAGE: coverage,
    ASSETS_DIR: release,
    HOME_SURVEY: study.survey.id,
  });
  try {
    await during(endpoint.url);
  } finally {
    endpoint.child.kill('SIGTERM');
    await endpoint.ended;
  }
  const reports = await Promise.all((await readdir(coverage)).map((name) => readFile(join(coverage, name), 'utf8')));
  const calls = new Map<string, number>();
  for (const [key, count] of reports.flatMap((report) => callsOf(JSON.parse(report))))
    calls.set(key, (calls.get(key) ?? 0) + count);
  return calls;
}

function callsOf({ result }: Coverage): readonly (readonly [key: string, count: number])[] {
  return result.flatMap(({ url, functions }) =>
    // The first function of a script is the script itself.
    functions
      .slice(1)
      .flatMap(({ functionName, ranges: [whole] }) =>
        whole && whole.count > 0 ? [[`${url} ${functionName} ${whole.startOffset}`, whole.count] as const] : [],
      ),
  );
}

/** `src/….ts`, of a script of the dev server or of the build; nothing for what is not ours. */
function fileOf(key: string): string {
  const [, name = ''] = /\/((?:src|sw)\/[^ ?]+)\.(?:js|tsx?)[ ?]/.exec(`${key} `) ?? [];
  return name;
}

function missing(what: string): never {
  throw new Error(`${what} is missing`);
}

/** Posts what the page has sent, to an endpoint that has not received it. */
async function sendAgain(endpoint: string, body: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(`${endpoint}/api/responses`, { method: 'POST', headers, body });
  const text = await reply.text();
  if (!text.includes('"stored"')) throw new Error(`${reply.status} ${text}`);
}

interface Answered {
  /** Those of the page that ran. */
  readonly files: readonly string[];
  /** The body of the request with the response. */
  readonly sent: string;
}

/** Answers a question, with a tap, finishes and waits until the response is received. */
async function answerOne(endpoint: string, profile: string): Promise<Answered> {
  const { server: proxy, plugins } = inFrontOf(endpoint);
  const server = await createServer({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'warn',
    plugins,
    server: { ...proxy, port: 0, host: '127.0.0.1' },
  });
  await server.listen();
  const phone = await openPhone({ profile });
  try {
    const { page } = phone;
    let body = '';
    page.on('request', (request) => {
      if (request.url().endsWith('/api/responses')) body = request.postData() ?? '';
    });
    const chromium: CDPSession = await page.context().newCDPSession(page);
    await chromium.send('Profiler.enable');
    await chromium.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    const someone = await respondent(page, study.survey, {
      'authority-type': 'commune',
      ...answersAt(CANONICAL.systemique),
    }).begin();
    // What is loaded and drawn until here is not on the way: the code that sends is loaded in a quiet moment after the first question.
    await setTimeout(LIFE);
    await chromium.send('Profiler.takePreciseCoverage');
    await someone.answer();
    const tapped: Coverage = await chromium.send('Profiler.takePreciseCoverage');
    await someone.hurryTo();
    await page.getByRole('button', { name: 'Terminer', exact: true }).waitFor();
    await chromium.send('Profiler.takePreciseCoverage');
    await someone.finish('received');
    const sent: Coverage = await chromium.send('Profiler.takePreciseCoverage');
    return { files: [tapped, sent].flatMap(callsOf).map(([key]) => fileOf(key)), sent: body };
  } finally {
    await phone.close();
    await server.close();
  }
}
