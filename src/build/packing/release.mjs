// `npm run release`: packs the tarball, then tries the artefacts. It prints a line for each trial, and ends with 1 if one failed.
// `npm run release -- tarball sums` tries some of them. It needs Linux and root; what it cannot try it names.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  assertCanIsolate,
  bareDebian,
  clockLayer,
  hasProgram,
  imageRoot,
  nodeLayer,
  runIsolated,
} from './bare-debian.mjs';
import { createTrialReport, NotTried } from './trial-report.mjs';
import { trySums } from './try-sums.mjs';

const PARTS = { sums: trySums, tarball: tryTarball, container: tryContainer, unit: tryUnit };
/** The versions of Node that the program names, and what is tried with each. */
const NODES = { 20.19: 'refusal', 22: 'life', 24: 'all' };

const start = performance.now();
const report = createTrialReport();
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(PARTS, name));
if (unknown) {
  console.error(`usage: npm run release [-- ${Object.keys(PARTS).join(' | ')}]`);
  process.exit(2);
}
const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'pack.mjs')], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
const tarball = resolve('dist/pack', readdirSync('dist/pack').find((name) => name.endsWith('.tar.gz')) ?? '');
for (const [name, tryPart] of Object.entries(PARTS))
  if (wanted.length === 0 || wanted.includes(name)) await tryPart(report, tarball, name);
const { passed, failed, 'not tried': not } = report.counts;
console.log(
  `${((performance.now() - start) / 1_000).toFixed(0)} s: ${passed} passed, ${failed} failed, ${not} not tried`,
);
process.exitCode = failed > 0 ? 1 : 0;

async function tryUnit({ say }) {
  try {
    assertCanIsolate();
    if (!hasProgram('systemd-nspawn'))
      throw new NotTried('systemd-nspawn is not installed: apt-get install systemd-container');
    const root = bareDebian(['systemd', 'systemd-sysv']);
    await hearTrials('in-systemd.mjs', { root, layers: [nodeLayer('24').layer], tarball });
  } catch (error) {
    if (!(error instanceof NotTried)) throw error;
    say('not tried', 'the unit', undefined, error.message);
  }
}

async function tryTarball() {
  for (const [range, only] of Object.entries(NODES)) {
    try {
      assertCanIsolate();
      const { layer, version } = nodeLayer(range);
      const layers = only === 'all' ? [layer, clockLayer()] : [layer];
      await hearTrials('in-debian.mjs', { root: bareDebian(), layers, tarball, node: version, only });
    } catch (error) {
      if (!(error instanceof NotTried)) throw error;
      report.say('not tried', `the tarball with Node ${range}`, undefined, error.message);
    }
  }
}

async function tryContainer({ say }) {
  try {
    assertCanIsolate();
    if (!hasProgram('podman')) throw new NotTried('podman is not installed: apt-get install podman crun');
    const { root } = imageRoot('24');
    await hearTrials('in-podman.mjs', { root, tarball });
  } catch (error) {
    if (!(error instanceof NotTried)) throw error;
    say('not tried', 'the container', undefined, error.message);
  }
  say(
    'not tried',
    'the container: its first stage and node:24-slim',
    undefined,
    'they need a network that namespaces lack',
  );
}

/** Runs a script of trials in namespaces, prints its lines and counts them. A script that ends before its trials is a failure. */
async function hearTrials(script, config) {
  const code = await runIsolated(script, config, (line) => {
    const [, result] = /^(passed|failed|not tried) /.exec(line) ?? [];
    if (result) report.counts[result]++;
    console.log(line);
  });
  if (code !== 0 && code !== 1) report.say('failed', script, undefined, `ended with ${code}`);
}
