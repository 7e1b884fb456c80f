// Builds and starts the container within the namespaces that `release.mjs` makes. Its images, containers and volumes are in a folder of its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './bare-debian.mjs';
import { envelope, isServing, post, postWhenServed, SURVEY, TRIAL_PATIENCE, until } from './post-responses.mjs';
import { createTrialReport, NotTried } from './trial-report.mjs';

const { root, tarball } = JSON.parse(process.argv[2]);
const DOCKERFILE = 'src/endpoint/production/Dockerfile';
/** These options restrict a container further than its image does, as an administrator would. */
const RESTRICTED = ['--read-only', '--read-only-tmpfs=false', '--cap-drop=all', '--security-opt=no-new-privileges'];

const report = createTrialReport((line) => process.stdout.write(`${line}\n`));
const trial = (what, work) => report.trial(`container: ${what}`, work);
const place = mkdtempSync(join(tmpdir(), 'barometre-container-'));
const env = {
  ...process.env,
  PODMAN_IGNORE_CGROUPSV1_WARNING: '1',
  CONTAINERS_CONF_OVERRIDE: join(place, 'podman.conf'),
};
try {
  prepare();
  await tryContainer();
} catch (error) {
  if (!(error instanceof NotTried)) throw error;
  report.say('not tried', 'container: builds and starts', undefined, error.message);
} finally {
  podman(['rm', '--all', '--force', '--time=1']);
  // Also what is mounted there.
  spawnSync('umount', ['--recursive', join(place, 'root/overlay')]);
  rmSync(place, { recursive: true, force: true });
}
process.exitCode = report.counts.failed > 0 ? 1 : 0;

/** Makes what podman needs where no systemd runs and limits cannot be raised: all of it is of these namespaces. */
function prepare() {
  run('ip', ['link', 'set', 'lo', 'up']);
  spawnSync('umount', ['/sys/fs/cgroup/unified']);
  mkdirSync('/run/containers', { recursive: true });
  run('mount', ['-t', 'tmpfs', 'tmpfs', '/run/containers']);
  const limits = readFileSync('/proc/self/limits', 'utf8');
  const most = (name) => new RegExp(`^Max ${name} +\\S+ +(\\S+)`, 'm').exec(limits)?.[1].replace('unlimited', '-1');
  const ulimits = { nofile: most('open files'), nproc: most('processes') };
  const lines = Object.entries(ulimits).map(([name, limit]) => `"${name}=${limit}:${limit}"`);
  writeFileSync(join(place, 'podman.conf'), `[containers]\ndefault_ulimits = [${lines}]\n`);
  const imported = spawnSync(
    'sh',
    ['-c', 'tar -C "$0" -c . | podman "$@"', root, ...global(), 'import', '-', 'localhost/base'],
    { env, encoding: 'utf8' },
  );
  if (imported.status !== 0) throw new NotTried(`podman imports no image here: ${lastLine(imported.stderr)}`);
  const { status, stderr } = podman(['run', '--rm', ...here(), 'localhost/base', 'true']);
  if (status !== 0) throw new NotTried(`podman starts no container here: ${lastLine(stderr)}`);
}

async function tryContainer() {
  const isBuilt = await trial('its second stage is built, with the tarball in place of the first', () => {
    const context = join(place, 'context');
    mkdirSync(context);
    run('tar', ['-xzf', tarball, '-C', context, '--strip-components=1', '--no-same-owner']);
    const text = readFileSync(DOCKERFILE, 'utf8');
    const second = text.slice(text.lastIndexOf('\nFROM $BASE\n'));
    writeFileSync(join(place, 'Dockerfile'), `ARG BASE\nFROM scratch AS build\nCOPY . /app\n${second}`);
    const words = ['--format=docker', '--network=host', '--isolation=chroot', '--build-arg=BASE=localhost/base'];
    succeed(['build', ...words, '-f', join(place, 'Dockerfile'), '-t', 'localhost/barometre', context]);
    rmSync(context, { recursive: true });
    assert.equal(
      succeed(['image', 'inspect', '--format={{.Config.User}} {{.Config.Volumes}}', 'localhost/barometre']),
      'node map[]',
    );
  });
  if (!isBuilt) return;
  for (const [how, words] of [
    ['as it is', []],
    ['read-only', RESTRICTED],
  ])
    await trial(`without its volume, ${how}, it says so in one sentence and serves nothing`, () => {
      const { status, stdout, stderr } = podman(['run', '--rm', ...here(), ...words, 'localhost/barometre']);
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, /^Nothing is mounted at \/data: [^\n]+\n$/);
    });
  const stored = envelope();
  await trial(
    'starts read-only, without root, with a volume; publishes a survey and stores a response once',
    async () => {
      const id = await start();
      assert.equal(succeed(['exec', id, 'id', '-u']), '1000');
      assert.notEqual(podman(['exec', id, 'touch', '/app/changed']).status, 0);
      succeed(['exec', id, 'node', 'dist/endpoint/main.js', 'survey', 'publish', `public/surveys/${SURVEY}`]);
      assert.equal(await postWhenServed(stored), 'stored');
      assert.equal(await post(stored), 'already-stored');
      const [, typed] = /BAROMETRE_TYPED="([^"]+)"/.exec(readFileSync(DOCKERFILE, 'utf8')) ?? [];
      const { stdout } = podman(['logs', id]);
      assert.match(stdout, /desk, http:\/\/localhost:4173\/organisateur\n/);
      assert.ok(stdout.includes(`${typed} help\n`), stdout);
      stop(id);
    },
  );
  await trial('another container on the same volume has it', async () => {
    const id = await start();
    assert.equal(await postWhenServed(stored), 'already-stored');
    succeed(['exec', id, 'node', 'dist/endpoint/main.js', 'integrity']);
    stop(id);
  });
  await trial('backed up and restored into a new volume by the lines of docs/operate.md, it has it', async () => {
    await start();
    const page = readFileSync('docs/operate.md', 'utf8');
    const blocks = [...page.matchAll(/^```sh\n(docker (?:exec|stop) .*?)^```$/gms)].map(([, lines]) => lines);
    assert.equal(blocks.length, 2);
    // The lines are those of the page; only the options that podman needs here are added.
    const podmanHere = `engine() { podman ${global().join(' ')} "$@"; }`;
    const docker = `docker() { if [ "$1" = run ]; then shift; set -- run ${here().join(' ')} "$@"; fi; engine "$@"; }`;
    const script = ['set -e', podmanHere, docker, ...blocks].join('\n');
    const { status, stderr } = spawnSync('sh', ['-c', script], { cwd: place, env, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const id = await start('restored:/data');
    assert.equal(await postWhenServed(stored), 'already-stored');
    stop(id);
  });
  await trial('removed with its volume and its image, it leaves nothing', () => {
    succeed(['volume', 'rm', 'barometre', 'restored']);
    for (const image of succeed(['images', '--all', '--quiet', '--no-trunc']).split('\n'))
      podman(['rmi', '--force', image]);
    for (const kind of [
      ['ps', '--all'],
      ['images', '--all'],
      ['volume', 'ls'],
    ])
      assert.equal(succeed([...kind, '--quiet']), '', kind.join(' '));
    assert.deepEqual(readdirSync(join(place, 'root/volumes')), []);
  });
}

/** Starts a container, and returns its id once it serves. */
async function start(volume = 'barometre:/data') {
  const id = succeed([
    'run',
    '--detach',
    '--log-driver=k8s-file',
    ...here(),
    ...RESTRICTED,
    '--name=barometre',
    `--volume=${volume}`,
    'localhost/barometre',
  ]);
  try {
    await until(isServing);
  } catch (error) {
    throw new Error(`${error.message}: ${podman(['logs', id]).stderr}`);
  }
  return id;
}

/** Stops a container as `docker stop` does, and removes it by its id. */
function stop(id) {
  succeed(['stop', '--time=20', id]);
  assert.equal(succeed(['inspect', '--format={{.State.ExitCode}}', id]), '0');
  succeed(['rm', id]);
}

function here() {
  return ['--network=host', '--cgroups=disabled', '--pull=never'];
}

function global() {
  const folders = ['root', 'run', 'tmp'].map((name) => join(place, name));
  const [kept, running, temporary] = folders;
  return [
    `--root=${kept}`,
    `--runroot=${running}`,
    `--tmpdir=${temporary}`,
    '--cgroup-manager=cgroupfs',
    '--events-backend=none',
  ];
}

function podman(words) {
  const { status, error, stdout, stderr } = spawnSync('podman', [...global(), ...words], {
    env,
    encoding: 'utf8',
    timeout: TRIAL_PATIENCE * 4_000,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Runs a command of podman that has to succeed; returns what it prints. */
function succeed(words) {
  const { status, stdout, stderr } = podman(words);
  assert.equal(status, 0, `podman ${words.join(' ')}: ${lastLine(stderr)}`);
  return stdout.trim();
}

function lastLine(text) {
  return text.trim().split('\n').at(-1);
}
