import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** That of `harness.ts`, which the bench cannot load: it imports what draws pages. */
const TOKEN = 'organiser-token-of-the-tests';

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

/** Bundles once for a test file, inside the project, where its dependencies are found. */
export async function bundleEndpoint() {
  const outDir = join(process.cwd(), 'node_modules', '.cache', `endpoint-${randomUUID()}`);
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: [
          'src/endpoint/main.ts',
          'src/endpoint/upkeep/commands/program-ending.ts',
          'src/endpoint/storage/sqlite/sqlite-writer-thread.ts',
          'src/endpoint/columns/columns-thread.ts',
          'src/endpoint/exports/export-thread.ts',
          'src/endpoint/publishing/upload/reading-thread.ts',
          'src/endpoint/publishing/pages/pages-thread.ts',
        ],
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  const thread = pathToFileURL(join(outDir, 'sqlite-writer-thread.js'));
  const columns = pathToFileURL(join(outDir, 'columns-thread.js'));
  const { answerWords }: typeof import('../../src/endpoint/upkeep/commands/program-ending.ts') = await import(
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
    remove: () => rm(outDir, { recursive: true, force: true }),
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
    execFile(process.execPath, [main, ...words], { env, timeout: 20_000 }, (error, out, err) =>
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
