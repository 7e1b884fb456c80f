import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.ts';
import { findProgram } from '../../support/programs.mjs';
import { isListening, ownerOfData } from './postgres-server.ts';

export interface Pooler {
  /** The same database, through it. */
  readonly url: (direct: string) => string;
  readonly remove: () => Promise<void>;
}

/**
 * A real PgBouncer on loopback, set as the page on production sets it, that lends a few connections of the server to all who are
 * connected to it, each for one transaction.
 */
export async function startPgBouncer(server: number, lends = 3): Promise<Pooler> {
  const owner = ownerOfData();
  const folder = await mkdtemp(join(tmpdir(), 'endpoint-pgbouncer-'));
  const port = await freePort();
  const [settings, users] = [join(folder, 'pgbouncer.ini'), join(folder, 'users.txt')];
  await writeFile(users, '"tester" ""\n');
  const shown = await readFile('src/endpoint/production/pgbouncer.ini', 'utf8');
  const changes = {
    '^barometre = .*': `* = host=127.0.0.1 port=${server}`,
    '^listen_port = .*': `listen_port = ${port}\nunix_socket_dir =`,
    '^auth_type = .*': 'auth_type = trust',
    '^auth_file = .*': `auth_file = ${users}`,
    '^default_pool_size = .*': `default_pool_size = ${lends}`,
  };
  const text = Object.entries(changes).reduce((ini, [line, mine]) => ini.replace(new RegExp(line, 'm'), mine), shown);
  await writeFile(settings, text);
  for (const path of [folder, settings, users])
    if (owner.uid !== undefined) await chown(path, owner.uid, owner.gid ?? owner.uid);
  const child = spawn(findProgram('pgbouncer'), ['-q', settings], { ...owner, cwd: folder, stdio: 'ignore' });
  const ended = once(child, 'exit');
  await isListening(port);
  return {
    url: (direct) => Object.assign(new URL(direct), { port: String(port) }).href,
    remove: async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
