import { type ChildProcess, type ExecFileSyncOptions, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../support/free-port.ts';
import { findPostgres } from '../../support/programs.mjs';

export interface PostgresServer {
  readonly port: number;
  /** The address of a database that holds nothing. */
  readonly newDatabase: () => Promise<string>;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** A real PostgreSQL on loopback, with its data in a separate folder and its flushes on. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error('PostgreSQL is not installed');
  const owner = ownerOfData();
  const folder = await mkdtemp(join(tmpdir(), 'endpoint-postgres-'));
  if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid ?? owner.uid);
  const data = join(folder, 'data');
  const options = { ...owner, cwd: folder, stdio: 'ignore', env: { LC_ALL: 'C' } } as const;
  await makeData(programs, data, options);
  const port = await freePort();
  let child: ChildProcess | undefined;
  let databases = 0;

  const start = async () => {
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`];
    child = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], options);
    await isListening(port);
  };
  const stop = async () => {
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    // SIGINT is PostgreSQL's fast shutdown: it ends the sessions that are open.
    child.kill('SIGINT');
    await ended;
  };
  await start();
  const address = (name: string) => `postgres://tester@127.0.0.1:${port}/${name}`;
  return {
    port,
    async newDatabase() {
      const name = `survey_${++databases}`;
      const client = await readyClient(address('postgres'));
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return address(name);
    },
    stop,
    start,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Inside the project, as the bundle of the endpoint is. */
const CACHE = join('node_modules', '.cache', 'postgres');

/** The files of a server that was never started. They are made once and then copied, which takes a tenth of the time. */
async function makeData(programs: string, data: string, options: ExecFileSyncOptions): Promise<void> {
  const version = execFileSync(join(programs, 'initdb'), ['--version'], { encoding: 'utf8' });
  const made = join(CACHE, version.replace(/\W+/g, '-'));
  if (existsSync(made)) {
    execFileSync('cp', ['-R', made, data]);
    const { uid, gid } = options;
    if (uid !== undefined) execFileSync('chown', ['-R', `${uid}:${gid}`, data]);
    return;
  }
  const initdb = ['-D', data, '-U', 'tester', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  execFileSync(join(programs, 'initdb'), initdb, options);
  await mkdir(CACHE, { recursive: true });
  const copy = `${made}-${randomUUID()}`;
  execFileSync('cp', ['-R', data, copy]);
  try {
    await rename(copy, made);
  } catch (error) {
    // A run beside this one was first.
    if (!existsSync(made)) throw error;
    await rm(copy, { recursive: true });
  }
}

/** PostgreSQL refuses to run as root. */
export function ownerOfData(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** It listens a moment before it is ready. */
export async function readyClient(url: string): Promise<pg.Client> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (tries > 50) throw error;
      await setTimeout(100);
    }
  }
}

/** Runs one statement, and returns its rows. */
export async function ask(url: string, statement: string) {
  const client = await readyClient(url);
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

/** A server that has just been started. */
export async function isListening(port: number): Promise<void> {
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 200) throw new Error(`nothing listens on ${port}`);
    await setTimeout(50);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
