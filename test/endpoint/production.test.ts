import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { longTest } from '../support/long.ts';
import { writeNginx } from '../support/nginx.ts';
import { findProgram } from '../support/programs.mjs';
import { countComplete, DAY, envelope, openSqlite, receivedOf, temporaryFolder } from './harness.ts';

const FOLDER = 'src/endpoint/production';
const run = promisify(execFile);
const fileOf = (name: string) => readFile(join(FOLDER, name), 'utf8');

describe('the pages of an installation', () => {
  it('link each configuration file of the folder', async () => {
    const pages = await Promise.all(
      ['install', 'operate', 'postgresql'].map((name) => readFile(`docs/${name}.md`, 'utf8')),
    );
    const linked = [...pages.join('').matchAll(/\]\(\.\.\/src\/endpoint\/production\/([\w.-]+)\)/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(linked)].sort()).toEqual((await readdir(FOLDER)).sort());
  });

  it('list every setting that the program reads', async () => {
    const page = await readFile('docs/install.md', 'utf8');
    const rows = [...page.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|/gm)].flatMap(([, names = '']) =>
      [...names.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
    const source = await readFile('src/endpoint/process/settings.ts', 'utf8');
    const read = [...source.matchAll(/env\.([A-Z_]+)|\(env, '([A-Z_]+)'/g)].map(([, one, other]) => one ?? other);
    // Node itself reads the time zone. Launchers say how the program is typed.
    const settings = [...read.filter((name) => !name?.startsWith('BAROMETRE_')), 'TZ'];
    expect(rows.sort()).toEqual([...new Set(settings)].sort());
  });
});

describe('the service', () => {
  it('is one that systemd understands', async () => {
    const unit = join(await temporaryFolder(), 'barometre.service');
    await writeFile(unit, (await fileOf('barometre.service')).replace('=node ', `=${process.execPath} `));
    const { stdout, stderr } = await run(findProgram('systemd-analyze'), ['verify', '--man=no', unit]);
    expect(stdout + stderr).toBe('');
  });
});

describe('nginx in front', () => {
  it('may open the two files that each of its connections takes', async () => {
    const numbers = [...(await fileOf('nginx.conf')).matchAll(/worker_(?:rlimit_nofile|connections) (\d+);/g)];
    const [files = 0, connections = 0] = numbers.map(([, number]) => Number(number));
    expect(connections).toBeGreaterThanOrEqual(8_192);
    expect(files).toBeGreaterThan(2 * connections);
  });

  it('passes on what is sent, and logs no client', async () => {
    const { folder, tls, endpoint, words } = await nginxReady();
    const { stderr } = await run(findProgram('nginx'), ['-t', ...words]);
    expect(stderr).toMatch(/test is successful/);
    expect(stderr).not.toMatch(/\[(warn|emerg|alert)\]/);
    start(findProgram('nginx'), words);
    await expect.poll(() => posted(tls)).toMatchObject({ forwarded: '127.0.0.1', body: 'sent' });
    await posted(tls, '/p/observateur?c=a-secret');
    await endpoint.close();
    await posted(tls);
    const written = await Promise.all(
      ['barometre.log', 'barometre-error.log', 'error.log'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    expect(written.join()).toContain('200 POST /p/observateur\n');
    expect(written.join()).not.toMatch(/127\.0\.0\.1|Browser of someone|api|secret/);
  });

  longTest('serves while one address never ends the heads of nine hundred requests', async () => {
    const { tls, words } = await nginxReady();
    start(findProgram('nginx'), words);
    await expect.poll(() => posted(tls)).toMatchObject({ body: 'sent' });
    const unfinished = await Promise.all(
      Array.from({ length: 900 }, async () => {
        const socket = connect({ port: tls, host: '127.0.0.1', localAddress: '127.0.0.2' });
        socket.on('error', () => socket.destroy());
        onTestFinished(() => void socket.destroy());
        await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
        return socket;
      }),
    );
    expect(await posted(tls)).toMatchObject({ body: 'sent' });
    // They are closed, and not by the minute that nginx gives by default.
    await Promise.all(unfinished.map((socket) => new Promise((resolve) => socket.once('close', resolve).resume())));
  });

  it('passes on a hundred requests of one address at a time, and tells the others to come back', async () => {
    const { tls, endpoint, words } = await nginxReady();
    start(findProgram('nginx'), words);
    await expect.poll(() => posted(tls)).toMatchObject({ body: 'sent' });
    endpoint.hold();
    const held = Array.from({ length: 100 }, () => posted(tls));
    await expect.poll(endpoint.held).toBe(100);
    expect(await statusOf(tls)).toBe(429);
    endpoint.release();
    expect(new Set((await Promise.all(held)).map((body) => JSON.stringify(body))).size).toBe(1);
    expect(await statusOf(tls)).toBe(200);
  });
});

async function nginxReady() {
  const folder = await temporaryFolder();
  const [plain, tls, endpoint] = [await freePort(), await freePort(), await echo()];
  const words = await writeNginx(folder, { plain, tls, endpoint: endpoint.port });
  return { folder, tls, endpoint, words };
}

describe('Caddy in front', () => {
  it('has a configuration that it takes as it is', async () => {
    const file = join(FOLDER, 'Caddyfile');
    const words = ['validate', '--adapter', 'caddyfile', '--config', file];
    const { stdout, stderr } = await run(findProgram('caddy'), words, { env: await ownHome() });
    expect(stdout + stderr).toContain('Valid configuration');
    expect(stdout + stderr).not.toMatch(/"level":"(warn|error)"/);
  });

  it('logs no client, not even those that it cannot serve', async () => {
    const folder = await temporaryFolder();
    const [port, endpoint] = [await freePort(), await echo()];
    const config = (await fileOf('Caddyfile'))
      // Before the other port, which may begin with the same digits.
      .replace('127.0.0.1:4173', `127.0.0.1:${endpoint.port}`)
      .replace('{', '{\n\tadmin off')
      .replace('\nbarometre.example {', `\nhttp://127.0.0.1:${port} {`);
    await writeFile(join(folder, 'Caddyfile'), config);
    const words = ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
    const caddy = start(findProgram('caddy'), words, await ownHome());
    const post = async () => {
      const headers = { 'User-Agent': 'Browser of someone' };
      return (await fetch(`http://127.0.0.1:${port}/api/responses`, { method: 'POST', headers, body: 'sent' })).status;
    };
    await expect.poll(post).toBe(200);
    await endpoint.close();
    expect(await post()).toBe(502);
    const log = await caddy.end();
    expect(log).toContain('"msg":"serving initial configuration"');
    expect(log).not.toMatch(/remote_ip|Browser of someone|api\/responses/);
  });
});

describe('the command and its nightly lines', () => {
  it('work on the database that the settings name, and follow them to another', async () => {
    const { folder, env, settings } = await installed();
    const lines = await cronLines(folder);
    expect(lines).toHaveLength(3);
    for (const line of lines) await run('sh', ['-c', line], { env });
    expect(await readdir(join(folder, 'backups'))).toEqual([`${new Date().toLocaleDateString('sv')}.sqlite`]);
    const storage = openSqlite(join(folder, 'data/responses.sqlite'));
    expect(await countComplete(storage, 'numerique-territorial')).toBe(0);
    await storage.close();

    await writeFile(join(folder, 'env'), `${settings}DATABASE_URL='postgres://u:a&b%20c@127.0.0.1:9/x'\n`);
    for (const line of lines.map((line) => line.replace('.sqlite >', '-next.sqlite >')))
      await expect(run('sh', ['-c', line], { env })).rejects.toThrow(/cannot reach the database of DATABASE_URL/);
  });

  it('says what it can do rather than serve a second time', async () => {
    const { env } = await installed();
    expect((await run('sh', ['-c', 'barometre'], { env })).stdout).toContain('\n  backup FILE\n');
  });
});

describe('the container', () => {
  it('is made of what is there', async () => {
    const text = await fileOf('Dockerfile');
    const copied = [...text.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(([, path = '']) => path);
    const present = await readdir('.');
    expect(copied.map((path) => path.split('/')[0]).filter((name) => !present.includes(name ?? ''))).toEqual([]);
    const ignored = await fileOf('Dockerfile.dockerignore');
    expect(ignored.split('\n')).toEqual(expect.arrayContaining(['node_modules', 'dist', 'data', '.git']));
  });
});

/** Runs until the test ends, or is ended before: then it returns its output. */
function start(program: string, words: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const child: ChildProcess = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const hear = (chunk: Buffer) => {
    output += chunk;
  };
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', hear);
  const closed = once(child, 'close');
  const end = async () => {
    child.kill('SIGTERM');
    await closed;
    return output;
  };
  onTestFinished(async () => void (await end()));
  return { end };
}

async function ownHome(): Promise<NodeJS.ProcessEnv> {
  const home = await temporaryFolder();
  return { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
}

/** Answers with what has reached it: at once, or once released. */
async function echo() {
  let held = 0;
  let gate = Promise.resolve();
  let release = () => {};
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    held++;
    await gate;
    outgoing.end(JSON.stringify({ forwarded: incoming.headers['x-forwarded-for'], body }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(() => void close());
  return {
    port: (server.address() as AddressInfo).port,
    hold() {
      held = 0;
      gate = new Promise((resolve) => {
        release = resolve;
      });
    },
    held: () => held,
    release: () => release(),
    close,
  };
}

/** Returns what the other end received of one post through TLS; `undefined` while no server listens, or without another end. */
async function posted(port: number, path?: string): Promise<unknown> {
  const { status, text } = await reply(port, path);
  return status === 200 ? JSON.parse(text) : undefined;
}

async function statusOf(port: number): Promise<number | undefined> {
  return (await reply(port)).status;
}

function reply(port: number, path = '/api/responses'): Promise<{ status?: number; text: string }> {
  return new Promise((resolve) => {
    const headers = { Host: 'barometre.example', 'User-Agent': 'Browser of someone' };
    const asked = request(
      { port, path, host: '127.0.0.1', method: 'POST', headers, rejectUnauthorized: false, agent: false },
      async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve({ ...(response.statusCode && { status: response.statusCode }), text });
      },
    );
    asked.on('error', () => resolve({ text: '' }));
    asked.end('sent');
  });
}

/** The command and its settings in a folder, in place of those of the machine; one old response is in the database. */
async function installed() {
  const folder = await temporaryFolder();
  for (const name of ['bin', 'backups', 'data']) await mkdir(join(folder, name));
  const storage = openSqlite(join(folder, 'data/responses.sqlite'));
  await storage.store([receivedOf(envelope())], [], DAY.replace('2026', '2016'));
  await storage.close();
  const settings = (await fileOf('barometre.env'))
    .replace('/var/lib/barometre', join(folder, 'data'))
    .replace('/srv/barometre/surveys', 'public/surveys');
  await writeFile(join(folder, 'env'), settings);
  const command = join(folder, 'bin/barometre');
  await copyFile(join(FOLDER, 'barometre.sh'), command);
  const text = (await readFile(command, 'utf8'))
    .replace('/etc/barometre.env', join(folder, 'env'))
    .replaceAll('/opt/barometre', process.cwd())
    .replace('runuser -u barometre -- node', process.execPath);
  await writeFile(command, text);
  await chmod(command, 0o755);
  return { folder, settings, env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` } };
}

/** As cron runs them: `\%` is a percent sign, and the sixth word the user. */
async function cronLines(folder: string): Promise<readonly string[]> {
  const lines = (await fileOf('barometre.cron')).split('\n').filter((line) => /^\d/.test(line));
  return lines.map((line) =>
    line
      .replace(/^(\S+ ){5}root /, '')
      .replaceAll('\\%', '%')
      .replaceAll('/var/backups/barometre', join(folder, 'backups')),
  );
}
