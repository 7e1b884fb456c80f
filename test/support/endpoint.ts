import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rowsOf, TOKEN } from './ask.ts';

/** The built endpoint in a separate process, as `npm start` runs it. */
export interface RunningEndpoint {
  readonly url: string;
  readonly pid: number | undefined;
  /** SIGTERM, as an operator stops it. */
  readonly stop: () => Promise<void>;
  /** SIGKILL, like a power cut. */
  readonly kill: () => Promise<void>;
  readonly rows: (survey?: string) => Promise<readonly ExportedRow[]>;
}

export interface ExportedRow {
  readonly id: string;
  readonly status: 'partial' | 'complete';
  readonly sequence: number;
  readonly channel: string | null;
  readonly language: string;
  readonly readBy: string | null;
  readonly profile: string | null;
  readonly answers: Readonly<Record<string, unknown>>;
}

export interface EndpointOptions {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another build of it. */
  readonly main?: string;
  /** The command that it runs. */
  readonly words?: readonly string[];
}

/** How long a start may take, and a stop. */
const PATIENCE = 60_000;

export async function startEndpoint({
  dataDir,
  env = {},
  main = 'dist/endpoint/main.js',
  words = [],
}: EndpointOptions): Promise<RunningEndpoint> {
  const child = spawn(process.execPath, [main, ...words], {
    env: {
      ...process.env,
      SURVEYS_DIR: 'public/surveys',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      ORGANISER_TOKEN: TOKEN,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await addressOf(child);
  return {
    url,
    pid: child.pid,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
    rows: (survey) => rowsOf(url, survey),
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const late = setTimeout(() => fail('is silent'), PATIENCE);
    const fail = (how: string) => {
      clearTimeout(late);
      child.kill('SIGKILL');
      reject(new Error(`The endpoint ${how}:\n${output}`));
    };
    const listen = (chunk: Buffer) => {
      output += chunk;
      const url = /"event":"listening","url":"([^"]+)"/.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await ended;
  clearTimeout(late);
}
