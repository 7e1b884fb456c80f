// Boots systemd within the namespaces that `release.mjs` makes, and tries the unit there, installed by the lines of docs/install.md.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { mountDebian } from './mounted-debian.mjs';
import { envelope, isServing, postWhenServed, SURVEY, TRIAL_PATIENCE, until } from './post-responses.mjs';
import { createTrialReport } from './trial-report.mjs';

const { root: base, layers, tarball } = JSON.parse(process.argv[2]);
const PAGE = readFileSync('docs/install.md', 'utf8');
const UNIT = '/etc/systemd/system/barometre.service';
/** Above 2 of 10, `systemd-analyze security` calls a service "medium". */
const MOST_EXPOSED = 2;

const report = createTrialReport((line) => process.stdout.write(`${line}\n`));
const trial = (what, work) => report.trial(`unit: ${what}`, work);
const { root } = mountDebian(base, layers);
cpSync(tarball, join(root, 'root', basename(tarball)));
const machine = spawn('systemd-nspawn', ['--boot', '--register=no', '--keep-unit', `--directory=${root}`], {
  stdio: ['ignore', 'pipe', 'pipe'],
});
let console = '';
for (const stream of [machine.stdout, machine.stderr]) stream.on('data', (chunk) => (console += chunk));
if (await boots()) await tryUnit();
else
  report.say(
    'not tried',
    'unit: runs under systemd',
    undefined,
    `it does not boot: ${console.trim().split('\n').at(-1)}`,
  );
machine.kill('SIGKILL');
process.exitCode = report.counts.failed > 0 ? 1 : 0;

async function tryUnit() {
  await trial('the lines of docs/install.md install the tarball as a service', () => {
    const lines = [...PAGE.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
    const [block, ...others] = lines.filter((one) => one.includes(' /opt/barometre/production/barometre.service '));
    assert.deepEqual(others, []);
    succeed('sh', '-ec', block);
  });
  await trial('systemd-analyze finds no fault in it, and little that it exposes', () => {
    assert.equal(succeed('systemd-analyze', 'verify', '--man=no', UNIT), '');
    const rated = succeed('systemd-analyze', 'security', '--offline=yes', `--threshold=${MOST_EXPOSED * 10}`, UNIT);
    return /exposure level for \S+: [\d.]+/.exec(rated)?.[0];
  });
  const stored = envelope();
  await trial('started by systemctl, it answers, publishes a survey and stores a response', async () => {
    const [, line] = /`(systemctl enable [^`]+)`/.exec(PAGE) ?? [];
    succeed('sh', '-c', line);
    await until(isServing);
    succeed('barometre', 'survey', 'publish', `/opt/barometre/public/surveys/${SURVEY}`);
    assert.equal(await postWhenServed(stored), 'stored');
    assert.match(succeed('journalctl', '--unit=barometre', '--output=cat'), /^Organiser token, shown only now/m);
  });
  await trial('running, it has no capability, and writes nowhere but in its data folder, which is its own', () => {
    const pid = succeed('systemctl', 'show', '--property=MainPID', '--value', 'barometre');
    const status = succeed('cat', `/proc/${pid}/status`);
    for (const line of [/^CapEff:\s0+$/m, /^CapBnd:\s0+$/m, /^NoNewPrivs:\s1$/m, /^Seccomp:\s2$/m])
      assert.match(status, line);
    const touch = (folder) => inside('nsenter', `--target=${pid}`, '--mount', 'touch', `${folder}/changed`).stderr;
    for (const folder of ['/opt/barometre', '/etc', '/var/log'])
      assert.match(touch(folder), /Read-only file system/, folder);
    assert.equal(touch('/var/lib/barometre'), '');
    succeed('rm', '/var/lib/barometre/changed');
    assert.equal(succeed('stat', '--format=%U %a', '/var/lib/barometre'), 'barometre 700');
  });
  await trial('killed, it is started again, and has the response', async () => {
    succeed('systemctl', 'kill', '--signal=KILL', 'barometre');
    await until(() => succeed('systemctl', 'show', '--property=NRestarts', '--value', 'barometre') === '1');
    await until(isServing);
    assert.equal(await postWhenServed(stored), 'already-stored');
  });
  await trial('stopped by systemctl, it ends by itself; started again, it has the response', async () => {
    succeed('systemctl', 'stop', 'barometre');
    assert.equal(succeed('systemctl', 'show', '--property=Result', '--value', 'barometre'), 'success');
    assert.match(succeed('journalctl', '--unit=barometre', '--output=cat'), /"event":"stopped"/);
    assert.equal(await isServing(), false);
    succeed('systemctl', 'start', 'barometre');
    await until(isServing);
    assert.equal(await postWhenServed(stored), 'already-stored');
  });
}

async function boots() {
  try {
    await until(
      () => machine.exitCode !== null || /^(running|degraded)/.test(inside('systemctl', 'is-system-running').stdout),
    );
    return machine.exitCode === null;
  } catch (error) {
    if (!error.message.startsWith('not within')) throw error;
    return false;
  }
}

/** Runs a program in the booted Debian, as an administrator who is logged in. */
function inside(...words) {
  // The first process of the container is a child of systemd-nspawn.
  const leader = readFileSync(`/proc/${machine.pid}/task/${machine.pid}/children`, 'utf8').trim();
  const spaces = ['--mount', '--pid', '--ipc', '--uts', '--cgroup', '--root', '--wdns=/root'];
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' };
  const options = { encoding: 'utf8', env, timeout: TRIAL_PATIENCE * 2_000 };
  const { error, ...ended } = spawnSync('nsenter', [`--target=${leader}`, ...spaces, '--', ...words], options);
  if (error) throw error;
  return ended;
}

/** Runs a program that has to succeed; returns what it prints. */
function succeed(...words) {
  const { status, stdout, stderr } = inside(...words);
  assert.equal(status, 0, `${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout.trim();
}
