// Tries the tarball within the namespaces that `release.mjs` makes: no network but loopback, a bare Debian, one version of Node.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from './bare-debian.mjs';
import { mountDebian } from './mounted-debian.mjs';
import { envelope, health, post, postWhenServed, SURVEY, TRIAL_PATIENCE, URL_HERE, until } from './post-responses.mjs';
import { createTrialReport, NotTried } from './trial-report.mjs';

const { root: base, layers, tarball, node, only } = JSON.parse(process.argv[2]);
/** From one that holds no database to one that holds both: in between each file is once the one that does not fit. */
const FULL_DISKS = [16, 96, 160, 192, 216, 224, 228, 232, 236, 240, 248, 256, 264, 280, 300, 512].map(
  (kib) => `${kib}k`,
);
/** The number of a user that has no name in a bare Debian. */
const SOMEBODY = 4_321;

const { root, changed } = mountDebian(base, layers);
run('mount', ['-t', 'proc', 'proc', join(root, 'proc')]);
for (const name of ['null', 'urandom', 'random']) {
  writeFileSync(join(root, 'dev', name), '');
  run('mount', ['--bind', join('/dev', name), join(root, 'dev', name)]);
}
mkdirSync(join(root, 'srv/install'));
rmSync(join(root, 'srv/install'), { recursive: true });
const before = changes();
const folder = unpack('srv/install');

const report = createTrialReport((line) => process.stdout.write(`${line}\n`));
/** Runs a trial. It stops the endpoints that a failed one has left, which would keep the port of the next. */
const trial = async (what, work) => {
  const passed = await report.trial(`Node ${node}: ${what}`, work);
  if (!passed) await Promise.all([...served].map((one) => one.stop()));
};
const served = new Set();

if (only === 'refusal') await tryOldNode();
else {
  await tryLife();
  if (only !== 'life') await tryBadInput();
}
await Promise.all([...served].map((one) => one.stop()));
process.exitCode = report.counts.failed > 0 ? 1 : 0;

/** Release 13 of the SQLite driver, the only one that brings binaries, crashes on Node 20: the launcher stops before. */
async function tryOldNode() {
  await trial('says in one sentence that it needs Node 22, and writes nothing', () => {
    for (const words of [[], ['doctor']]) {
      const { status, stdout, stderr } = barometre(words, { DATA_DIR: '/srv/data' });
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, /^Node 22 or later is needed, this is Node 20\.\d+\.\d+: \S+\n$/);
    }
    assert.equal(existsSync(join(root, 'srv/data')), false);
  });
  await trial('without any Node it says the same', () => {
    const { status, stderr } = barometre([], { NODE: '/nowhere/node' });
    assert.equal(status, 1);
    assert.match(stderr, /^Node 22 or later is needed; [^\n]+\n$/);
  });
}

async function tryLife() {
  const env = { DATA_DIR: '/srv/data' };
  await trial('no compiler, Python, npm or network is there', () => {
    for (const name of ['cc', 'gcc', 'python3', 'make', 'npm', 'git'])
      assert.notEqual(inside(['sh', '-c', `command -v ${name}`]).status, 0, name);
    const devices = readFileSync('/proc/net/dev', 'utf8').match(/^\s*\w+(?=:)/gm);
    assert.deepEqual(
      devices?.map((one) => one.trim()).filter((one) => !/^(lo|tunl|sit|ip6|gre|erspan)/.test(one)),
      [],
    );
  });
  await trial('sha256sum -c finds every file as it was packed', () => {
    const { status, stdout } = inside(['sh', '-c', `cd ${folder} && sha256sum --quiet --strict -c SHA256SUMS`]);
    assert.deepEqual([status, stdout], [0, '']);
  });
  const stored = envelope();
  await trial('starts, publishes a survey and stores a response once', async () => {
    const start = performance.now();
    const endpoint = await serve(env);
    const time = ((performance.now() - start) / 1_000).toFixed(1);
    command(['survey', 'publish', `public/surveys/${SURVEY}`], env);
    assert.equal((await health()).status, 200);
    assert.equal((await fetch(`${URL_HERE}/`)).status, 200);
    assert.equal(await postWhenServed(stored), 'stored');
    assert.equal(await post(stored), 'already-stored');
    assert.doesNotMatch(endpoint.output(), /-failed"| {4}at /);
    return `${time} s until it listens`;
  });
  await trial('doctor looks at it, and writes the page for the IT department', () => {
    assert.match(command(['doctor'], env), new RegExp(`^ok {5}versions: Baromètre [^\\n]+, Node ${node},`, 'm'));
    command(['doctor', '--report', '/srv/it.html'], env);
    assert.match(readFileSync(join(root, 'srv/it.html'), 'utf8'), /^<!doctype html>/i);
    rmSync(join(root, 'srv/it.html'));
  });
  await trial('a backup, restored into an empty folder, has the response', async () => {
    command(['backup', '/srv/backup.sqlite'], env);
    command(['integrity'], env);
    const copy = { DATA_DIR: '/srv/restored', PORT: '4174' };
    command(['restore', '/srv/backup.sqlite'], copy);
    const endpoint = await serve(copy);
    assert.equal(await postWhenServed(stored, 'http://127.0.0.1:4174'), 'already-stored');
    await endpoint.stop();
    for (const name of ['backup.sqlite', 'restored']) rmSync(join(root, 'srv', name), { recursive: true });
  });
  await trial('another copy of the program takes the data folder over', async () => {
    const next = unpack('srv/next');
    assert.match(command(['upgrade', '--check'], env, next), /this release reads all of it/);
    for (const one of served) await one.stop();
    const endpoint = await serve(env, next);
    assert.equal(await postWhenServed(stored), 'already-stored');
    assert.equal(await post(envelope()), 'stored');
    await endpoint.stop();
    rmSync(join(root, 'srv/next'), { recursive: true });
  });
  await trial('files of a command are in the folder where it is typed', () => {
    mkdirSync(join(root, 'srv/typed'));
    command(['backup', 'copy.sqlite'], env, folder, { cwd: '/srv/typed' });
    command(['doctor', '--report', './it.html'], env, folder, { cwd: '/srv/typed' });
    cpSync(join(root, folder, 'public/surveys'), join(root, 'srv/typed/surveys'), { recursive: true });
    command(['survey', 'check', `surveys/${SURVEY}`], env, folder, { cwd: '/srv/typed' });
    assert.deepEqual(readdirSync(join(root, 'srv/typed')).sort(), ['copy.sqlite', 'it.html', 'surveys']);
    rmSync(join(root, 'srv/typed'), { recursive: true });
  });
  await trial('a second copy on the same data says so', async () => {
    const endpoint = await serve(env);
    const { status, stderr } = barometre([], { ...env, PORT: '4175' });
    await endpoint.stop();
    assert.equal(status, 2);
    assert.match(stderr, /^another copy of this program serves the data in \S+ already/);
  });
  await trial('without DATA_DIR, data are in ./data of where it was typed', async () => {
    mkdirSync(join(root, 'srv/typed'));
    const endpoint = await serve({}, folder, { cwd: '/srv/typed' });
    await endpoint.stop();
    assert.deepEqual(readdirSync(join(root, 'srv/typed')), ['data']);
    rmSync(join(root, 'srv/typed'), { recursive: true });
  });
  await trial('stopped and removed, it leaves nothing outside its folders', async () => {
    const endpoint = await serve(env);
    assert.equal(await endpoint.stop(), 0);
    for (const name of ['install', 'data']) rmSync(join(root, 'srv', name), { recursive: true });
    assert.deepEqual(changes(), before);
    mkdirSync(join(root, 'srv/install'));
    unpack('srv/install');
  });
}

async function tryBadInput() {
  await trial('without IPv6 it serves as everywhere', async () => {
    const was = readFileSync('/proc/sys/net/ipv6/conf/all/disable_ipv6', 'utf8');
    writeFileSync('/proc/sys/net/ipv6/conf/all/disable_ipv6', '1');
    try {
      for (const HOST of ['', '0.0.0.0']) {
        const endpoint = await serve({ DATA_DIR: '/srv/no-ipv6', HOST });
        assert.equal((await health()).status, 200);
        await endpoint.stop();
      }
      const { status, stderr } = barometre([], { DATA_DIR: '/srv/no-ipv6', HOST: '::1' });
      assert.equal(status, 1);
      assert.match(stderr, /^[^\n]+no such address: set HOST[^\n]*\n$/);
    } finally {
      writeFileSync('/proc/sys/net/ipv6/conf/all/disable_ipv6', was);
    }
  });
  await trial('in a folder that nothing can write, as a user without rights, with its data elsewhere', async () => {
    mount(folder, ['--bind', folder], ['-o', 'remount,ro,bind']);
    const data = own('srv/own');
    const endpoint = await serve({ DATA_DIR: data }, folder, { user: SOMEBODY });
    command(['survey', 'publish', `public/surveys/${SURVEY}`], { DATA_DIR: data }, folder, { user: SOMEBODY });
    assert.equal(await postWhenServed(envelope()), 'stored');
    assert.equal(await endpoint.stop(), 0);
    run('umount', [join(root, folder)]);
  });
  for (const [what, path, user, says] of [
    ['is somebody else’s', '/srv/foreign', SOMEBODY, /this user may not/],
    ['would be in a folder of somebody else', '/srv/foreign/data', SOMEBODY, /this user may not/],
    ['is on a disk mounted read-only', '/srv/read-only', 0, /nothing can be written there|this user may not/],
    ['is a file', '/srv/file', 0, /something else has that name/],
  ])
    await trial(`a data folder that ${what} stops the start with one line`, () => {
      mkdirSync(join(root, 'srv/foreign'), { recursive: true });
      writeFileSync(join(root, 'srv/file'), '');
      if (path.endsWith('only') && !existsSync(join(root, path))) {
        mkdirSync(join(root, path));
        mount(path, ['-t', 'tmpfs', 'tmpfs', '-o', 'ro']);
      }
      for (const words of [[], ['token', 'list']]) {
        const { status, stderr } = barometre(words, { DATA_DIR: path }, folder, { user });
        assert.deepEqual([status, stderr.trim().split('\n').length], [1, 1], stderr);
        assert.match(stderr, says);
      }
      const { stderr } = barometre(['doctor'], { DATA_DIR: path }, folder, { user });
      assert.doesNotMatch(stderr, / {4}at /);
    });
  await trial('a disk that is full when it starts: one line, and the next start has room', async () => {
    mkdirSync(join(root, 'srv/full'));
    for (const size of FULL_DISKS) {
      mount('/srv/full', ['-t', 'tmpfs', 'tmpfs', '-o', `size=${size}`]);
      const env = { DATA_DIR: '/srv/full' };
      const endpoint = await serve(env).catch((error) => error.ended);
      if ('stop' in endpoint) {
        const code = await endpoint.stop();
        assert.equal(code, 0, `${size}: ${endpoint.output()}`);
      } else {
        assert.deepEqual(
          [endpoint.code, endpoint.stderr.trim().split('\n').length],
          [1, 1],
          `${size}: ${endpoint.stderr}`,
        );
        assert.match(endpoint.stderr, /the disk is full/);
      }
      run('mount', ['-o', 'remount,size=64m', join(root, 'srv/full')]);
      const next = await serve(env);
      command(['integrity'], env);
      await next.stop();
      run('umount', [join(root, 'srv/full')]);
    }
  });
  await trial(
    'a disk that becomes full: refuses with 503, keeps what it stored, receives again once there is room',
    async () => {
      mount('/srv/full', ['-t', 'tmpfs', 'tmpfs', '-o', 'size=32m']);
      const env = { DATA_DIR: '/srv/full' };
      const endpoint = await serve(env);
      command(['survey', 'publish', `public/surveys/${SURVEY}`], env, folder, { expects: [0, 1] });
      const published = command(['doctor'], env).includes(`survey ${SURVEY}: published`);
      if (!published) {
        // A survey leaves 500 MB free, so it is published while there is room.
        run('mount', ['-o', 'remount,size=2g', join(root, 'srv/full')]);
        command(['survey', 'publish', `public/surveys/${SURVEY}`], env);
      }
      const stored = [];
      const one = envelope();
      assert.equal(await postWhenServed(one), 'stored');
      stored.push(one);
      run('mount', ['-o', 'remount,size=32m', join(root, 'srv/full')]);
      fill(join(root, 'srv/full/ballast'));
      let refused;
      for (let turn = 0; turn < 2_000 && !refused; turn++) {
        const next = envelope();
        const verdict = await post(next);
        if (verdict === 'stored') stored.push(next);
        else refused = { next, verdict };
      }
      assert.equal(refused?.verdict, '503 storage.unavailable');
      await until(async () => (await health()).status === 503);
      assert.doesNotMatch(barometre(['doctor'], env).stderr, / {4}at /);
      rmSync(join(root, 'srv/full/ballast'));
      await until(async () => (await post(refused.next)) !== '503 storage.unavailable');
      for (const one of [...stored, refused.next]) assert.equal(await post(one), 'already-stored');
      await until(async () => (await health()).status === 200);
      command(['integrity'], env);
      assert.equal(await endpoint.stop(), 0);
      run('umount', [join(root, 'srv/full')]);
      return `${stored.length} stored before it was full`;
    },
  );
  await trial('a clock of 1970 stops the start, doctor says so, and no response changes', async () => {
    const library = ['x86_64', 'aarch64']
      .map((one) => `/usr/lib/${one}-linux-gnu/faketime/libfaketimeMT.so.1`)
      .find((one) => existsSync(join(root, one)));
    if (!library) throw new NotTried('libfaketime cannot be had');
    const env = { DATA_DIR: '/srv/clock' };
    const endpoint = await serve(env);
    command(['survey', 'publish', `public/surveys/${SURVEY}`], env);
    const one = envelope();
    assert.equal(await postWhenServed(one), 'stored');
    await endpoint.stop();
    const early = {
      ...env,
      LD_PRELOAD: library,
      FAKETIME: '@1970-01-01 00:00:00',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DONT_RESET: '1',
    };
    const { status, stderr } = barometre([], early);
    assert.equal(status, 1, stderr);
    assert.match(stderr, /^clock\.unset: [^\n]+\n$/);
    assert.equal(barometre(['purge', '--before', '2020-01-01'], early).status, 1);
    assert.match(command(['doctor'], early), /^FAULT {2}clock: /m);
    const next = await serve(env);
    assert.equal(await postWhenServed(one), 'already-stored');
    await next.stop();
  });
}

/** Runs a program in the Debian, to its end. */
function inside(words, { env = {}, cwd = '/', user = 0 } = {}) {
  const given = ['sh', '-c', 'cd "$0" && exec "$@"', cwd, ...words];
  const { status, stdout, stderr, error } = spawnSync(
    '/usr/sbin/chroot',
    [`--userspec=${user}:${user}`, root, ...given],
    {
      encoding: 'utf8',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin', ...env },
      timeout: TRIAL_PATIENCE * 1_000,
      maxBuffer: 2 ** 26,
    },
  );
  if (error) throw error;
  return { status, stdout, stderr };
}

function barometre(words, env, from = folder, options = {}) {
  return inside([`${from}/barometre`, ...words], { cwd: from, ...options, env });
}

/** Runs a command that has to succeed; returns its output. */
function command(words, env, from = folder, { expects = [0], ...options } = {}) {
  const { status, stdout, stderr } = barometre(words, env, from, options);
  assert.ok(expects.includes(status), `barometre ${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

/** Starts the endpoint, and waits until it listens. Rejects with `ended` when it ends before. */
async function serve(env, from = folder, { cwd = from, user = 0 } = {}) {
  const words = [`--userspec=${user}:${user}`, root, 'sh', '-c', 'cd "$0" && exec "$@"', cwd, `${from}/barometre`];
  const child = spawn('/usr/sbin/chroot', words, {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const isListening = new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      if (stdout.includes('"event":"listening"')) resolve(true);
    });
    child.once('close', () => resolve(false));
    setTimeout(resolve, TRIAL_PATIENCE * 1_000, false).unref();
  });
  if (!(await isListening)) {
    child.kill('SIGKILL');
    const ended = { code: await closed, stderr };
    throw Object.assign(new Error(`did not listen: ${stderr}`), { ended });
  }
  const one = {
    output: () => stdout + stderr,
    async stop() {
      served.delete(one);
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), TRIAL_PATIENCE * 1_000);
      const code = await closed;
      clearTimeout(timer);
      return code;
    },
  };
  served.add(one);
  return one;
}

/** Unpacks the tarball into a folder of the Debian; returns the folder of the program, as seen from inside. */
function unpack(to) {
  mkdirSync(join(root, to), { recursive: true });
  cpSync(tarball, join(root, to, basename(tarball)));
  const { status, stderr } = inside(['tar', 'xzf', basename(tarball)], { cwd: `/${to}` });
  assert.equal(status, 0, stderr);
  rmSync(join(root, to, basename(tarball)));
  return `/${to}/${readdirSync(join(root, to))[0]}`;
}

/** Mounts at a path of the Debian, in one or several steps. */
function mount(path, ...steps) {
  for (const words of steps) {
    const source = words[0] === '--bind' ? ['--bind', join(root, words[1])] : words;
    run('mount', [...source, join(root, path)]);
  }
}

function own(path) {
  mkdirSync(join(root, path));
  run('chown', [`${SOMEBODY}:${SOMEBODY}`, join(root, path)]);
  return `/${path}`;
}

/** Writes until the disk is full. */
function fill(file) {
  spawnSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=4k'], { stdio: 'ignore' });
}

/** Returns every path that differs from the bare Debian. */
function changes() {
  return readdirSync(changed, { recursive: true, encoding: 'utf8' }).sort();
}
