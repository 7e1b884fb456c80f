import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CDPSession } from 'playwright';
import { build, createServer } from 'vite';
import { inFrontOf, writeSourceRelease } from '../../src/build/source-pages.mjs';
import { startProcess } from '../endpoint/process.ts';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { openPhone } from '../support/browser.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { type Line, printTable } from './table.ts';

/** Source files that may take part, from a tapped answer to its row. */
const BUDGET = 60;
/** So long an endpoint lives, with the answer and without it, in milliseconds: what it does by the clock is in both lives. */
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

/**
 * `npm run walk`: the source files of which a function runs from the tap on an answer until its response is a row, as V8 counts calls.
 * The page comes from the dev server and the endpoint is built file by file, so that a file is a script. What draws the screens (`src/ui`)
 * is counted apart: it follows from the tap, and the answer does not pass through it.
 */
export async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'barometre-walk-'));
  const endpoint = await fileByFile();
  try {
    const without = await life(endpoint.main, join(folder, 'without'), () => setTimeout(LIFE));
    let page: readonly string[] = [];
    const during = await life(endpoint.main, join(folder, 'with'), async (url) => {
      page = await answerOne(url, join(folder, 'profile'));
    });
    const called = [...during].filter(([key, count]) => count > (without.get(key) ?? 0)).map(([key]) => fileOf(key));
    const files = [...new Set([...page, ...called])].filter((file) => file !== '').sort();
    const drawing = files.filter((file) => file.startsWith('src/ui/'));
    const passed = files.filter((file) => !drawing.includes(file));
    for (const file of passed) process.stdout.write(`${file}\n`);
    const lines: Line[] = [
      {
        what: 'passed by the answer',
        measured: `${passed.length}`,
        budget: `${BUDGET}`,
        within: passed.length <= BUDGET,
      },
      { what: 'drawing', measured: `${drawing.length}`, budget: '' },
    ];
    printTable('source files from a tap to its row', lines);
  } finally {
    await rm(endpoint.outDir, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

/** Inside the project, where its dependencies are found. */
async function fileByFile(): Promise<{ readonly outDir: string; readonly main: string }> {
  const outDir = join(process.cwd(), 'node_modules', '.cache', `walk-${process.pid}`);
  const output = { preserveModules: true, preserveModulesRoot: process.cwd(), entryFileNames: '[name].js' };
  const input = [
    'main',
    'storage/sqlite/sqlite-writer-thread',
    'columns/columns-thread',
    'exports/export-thread',
    'publishing/upload/reading-thread',
    'publishing/pages/pages-thread',
  ];
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { input: input.map((name) => `src/endpoint/${name}.ts`), output },
    },
  });
  return { outDir, main: join(outDir, 'src/endpoint/main.js') };
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
  const over = setTimeout(LIFE);
  try {
    await during(endpoint.url);
    await over;
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

/** Answers a question, with a tap, finishes and waits until the response is received: the files of the page that this ran. */
async function answerOne(endpoint: string, profile: string): Promise<readonly string[]> {
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
    const chromium: CDPSession = await page.context().newCDPSession(page);
    await chromium.send('Profiler.enable');
    await chromium.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    const someone = respondent(page, study.survey, { 'authority-type': 'commune', ...answersAt(CANONICAL.systemique) });
    await someone.begin();
    // What is loaded and drawn until here is not on the way.
    await chromium.send('Profiler.takePreciseCoverage');
    await someone.answer();
    const tapped: Coverage = await chromium.send('Profiler.takePreciseCoverage');
    await someone.hurryTo();
    await page.getByRole('button', { name: 'Terminer', exact: true }).waitFor();
    await chromium.send('Profiler.takePreciseCoverage');
    await someone.finish();
    await page.locator('[data-delivery="received"]').waitFor();
    const sent: Coverage = await chromium.send('Profiler.takePreciseCoverage');
    return [tapped, sent].flatMap(callsOf).map(([key]) => fileOf(key));
  } finally {
    await phone.close();
    await server.close();
  }
}
