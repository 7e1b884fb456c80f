import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../support/programs.ts';
import { freePort, isListening, ownerOfData } from './postgres-server.ts';

export interface Pooler {
  /** The same database, through it. */
  readonly url: (direct: string) => string;
  readonly remove: () => Promise<void>;
}

/** A real PgBouncer on loopback that lends a few connections of the server, each for one transaction, to all who are connected to it. */
export async function startPgBouncer(server: number, lends = 3): Promise<Pooler> {
  const owner = ownerOfData();
  const folder = await mkdtemp(join(tmpdir(), 'endpoint-pgbouncer-'));
  const port = await freePort();
  const [settings, users] = [join(folder, 'pgbouncer.ini'), join(folder, 'users.txt')];
  await writeFile(users, '"tester" ""\n');
  await writeFile(
    settings,
    `[databases]
     * = host=127.0.0.1 port=${server}
     [pgbouncer]
     listen_addr = 127.0.0.1
     listen_port = ${port}
     unix_socket_dir =
     auth_type = trust
     auth_file = ${users}
     pool_mode = transaction
     default_pool_size = ${lends}
     ignore_startup_parameters = statement_timeout
    `.replace(/^ +/gm, ''),
  );
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
