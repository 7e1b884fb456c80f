import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../support/free-port.ts';
import { findPostgres } from '../../support/programs.mjs';
import { isListening, ownerOfData } from './postgres-server.ts';

/** Two PostgreSQL servers: the second is a synchronous replica, without which the first commits nothing. */
export interface PostgresPair {
  /** A database of the first, with both addresses in order. */
  readonly url: string;
  /** `kill -9` of the first and of all its processes. */
  readonly killFirst: () => Promise<void>;
  /** Makes the second accept writes, as an operator or Patroni would. */
  readonly promote: () => Promise<void>;
  /** Asks the second. */
  readonly query: (statement: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly remove: () => Promise<void>;
}

export async function startPair(): Promise<PostgresPair> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error('PostgreSQL is not installed');
  const owner = ownerOfData();
  const folder = await mkdtemp(join(tmpdir(), 'endpoint-pair-'));
  if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid ?? owner.uid);
  // A separate process group, which is killed as a whole.
  const options = { ...owner, cwd: folder, stdio: 'ignore', env: { LC_ALL: 'C' }, detached: true } as const;
  const run = (program: string, ...args: string[]) => execFileSync(join(programs, program), args, options);
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  const [firstPort, secondPort] = [await freePort(), await freePort()];
  const start = async (data: string, port: number, ...settings: string[]): Promise<ChildProcess> => {
    const all = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...settings];
    const child = spawn(join(programs, 'postgres'), ['-D', data, ...all.flatMap((one) => ['-c', one])], options);
    await isListening(port);
    return child;
  };
  const ask = async (port: number, database: string, statement: string) => {
    const client = new Client(`postgres://tester@127.0.0.1:${port}/${database}`);
    await client.connect();
    try {
      return (await client.query<Readonly<Record<string, unknown>>>(statement)).rows;
    } finally {
      await client.end();
    }
  };

  run('initdb', '-D', first, '-U', 'tester', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync');
  const primary = await start(first, firstPort);
  await untilDone(() => ask(firstPort, 'postgres', 'SELECT 1'));
  run('pg_basebackup', '-h', '127.0.0.1', '-p', `${firstPort}`, '-U', 'tester', '-D', second, '-R', '-c', 'fast');
  const replica = await start(second, secondPort);
  await untilDone(() => ask(secondPort, 'postgres', 'SELECT 1'));
  await ask(firstPort, 'postgres', "ALTER SYSTEM SET synchronous_standby_names = '*'");
  await ask(firstPort, 'postgres', 'SELECT pg_reload_conf()');
  await untilDone(async () => {
    const [row] = await ask(firstPort, 'postgres', 'SELECT sync_state FROM pg_stat_replication');
    if (row?.sync_state !== 'sync') throw new Error('the replica is not synchronous yet');
  });
  await ask(firstPort, 'postgres', 'CREATE DATABASE survey');

  const killAll = async (child: ChildProcess) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  };
  return {
    url: `postgres://tester@127.0.0.1:${firstPort},127.0.0.1:${secondPort}/survey`,
    killFirst: () => killAll(primary),
    promote: async () => {
      await ask(secondPort, 'postgres', 'SELECT pg_promote(true)');
    },
    query: (statement) => ask(secondPort, 'survey', statement),
    async remove() {
      await Promise.all([killAll(primary), killAll(replica)]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function untilDone(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
