import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type UserConfig } from 'vite';
import { fingerprint } from '../../src/build/prepare.mjs';
import { TOKEN } from '../support/ask.ts';

/** The shipped endpoint: bundled, in a separate process that can be killed. */
export interface EndpointProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it has printed so far. */
  readonly printed: () => string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** The surveys that come with the sources are served where a test names no others. */
const SHIPPED = { SURVEYS_DIR: 'public/surveys' };

/** The shipped endpoint as JavaScript, bundled once for all test files while its sources stay the same. */
export function bundleEndpoint(): ReturnType<typeof readBundle> {
  bundle ??= readBundle();
  return bundle;
}

let bundle: ReturnType<typeof readBundle> | undefined;

/** Inside the project, where its dependencies are found. */
const CACHE = join('node_modules', '.cache', 'endpoint');

/** Returns the folder of the bundle, made unless another run has made it. */
async function bundledIn(): Promise<string> {
  const folder = resolve(CACHE, fingerprint());
  if (existsSync(folder)) return folder;
  await removeOld();
  const outDir = resolve(CACHE, `made-${randomUUID()}`);
  // A process that finds its modules in one folder starts in half the time, and tests start hundreds.
  const ssr = { noExternal: true as const, external: ['better-sqlite3', 'pg'] };
  await buildEndpoint(outDir, { entryFileNames: '[name].js', chunkFileNames: '[name].js' }, ssr);
  try {
    await rename(outDir, folder);
  } catch (error) {
    // A run beside this one was first.
    if (!existsSync(folder)) throw error;
    await rm(outDir, { recursive: true });
  }
  return folder;
}

/** Builds the endpoint and its threads. */
export async function buildEndpoint(
  outDir: string,
  output: object,
  ssr: NonNullable<UserConfig['ssr']>,
): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr,
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: [
          'src/host/main.ts',
          'src/host/commands/program-ending.ts',
          'src/endpoint/storage/sqlite/sqlite-writer-thread.ts',
          'src/endpoint/columns/columns-thread.ts',
          'src/endpoint/exports/export-thread.ts',
          'src/endpoint/publishing/upload/reading-thread.ts',
          'src/endpoint/publishing/pages/pages-thread.ts',
        ],
        output,
      },
    },
  });
}

/** Removes what was bundled of earlier sources, unless a run may still use it. */
async function removeOld(): Promise<void> {
  const folders = existsSync(CACHE) ? await readdir(CACHE) : [];
  for (const folder of folders.map((name) => join(CACHE, name)))
    if (Date.now() - statSync(folder).mtimeMs > 3_600_000) await rm(folder, { recursive: true, force: true });
}

async function readBundle() {
  const outDir = await bundledIn();
  const thread = pathToFileURL(join(outDir, 'sqlite-writer-thread.js'));
  const columns = pathToFileURL(join(outDir, 'columns-thread.js'));
  const { answerWords }: typeof import('../../src/host/commands/program-ending.ts') = await import(
    /* @vite-ignore */ pathToFileURL(join(outDir, 'program-ending.js')).href
  );
  return {
    main: join(outDir, 'main.js'),
    thread,
    columns,
    exports: pathToFileURL(join(outDir, 'export-thread.js')),
    /** Runs a command of the shipped program in this process, since loading it for each of the many refusals and usages is slow. */
    answer: (dataDir: string, ...words: string[]) =>
      answerWords(words, { ...SHIPPED, DATA_DIR: dataDir }, process.getuid?.()),
    /** The same with other settings. */
    answerIn: (env: Readonly<Record<string, string>>, ...words: string[]) =>
      answerWords(words, { ...SHIPPED, ...env }, process.getuid?.()),
  };
}

/** Runs a command of the shipped program, as an operator would: what it printed, and its exit code. */
export function runProgram(
  main: string,
  dataDir: string,
  ...words: string[]
): Promise<{ code: number | string; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...SHIPPED, DATA_DIR: dataDir };
    execFile(process.execPath, [main, ...words], { env, timeout: 120_000 }, (error, out, err) =>
      resolve({ code: error ? (error.code ?? 'killed') : 0, out, err }),
    );
  });
}

export async function startProcess(
  main: string,
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
  words: readonly string[] = [],
): Promise<EndpointProcess> {
  const child = spawn(process.execPath, [main, ...words], {
    env: {
      ...SHIPPED,
      PORT: '0',
      DATA_DIR: dataDir,
      ORGANISER_TOKEN: TOKEN,
      RATE_PER_SECOND: '0',
      ASSETS_DIR: 'nothing',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal);
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const [, found] = /"url":"([^"]+)"/.exec(text) ?? [];
      if (found) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    ended.then((code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
  return { url, child, printed: () => text, ended };
}
