import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { canonicalForm } from '../../src/wire/canonical.ts';
import { toWire } from '../../src/wire/wire-answers.ts';
import { envelope } from '../endpoint/harness.ts';
import { end, memory, mostMemory } from '../endpoint/honest.ts';
import { authorOf, HOSTILE, LARGEST, othersWork } from '../endpoint/hostile-author.ts';
import { startProcess } from '../endpoint/process.ts';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { startEndpoint } from '../support/endpoint.ts';
import { freePort } from '../support/free-port.ts';
import { writeNginx } from '../support/nginx.ts';
import { findProgram } from '../support/programs.mjs';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { benchFolder, type Line, line, median, ms, printTable, quantile } from './table.ts';

const { survey } = study;
const answers = wholeAnswers(survey, { ...answersAt(CANONICAL.systemique), 'free-comment': 'e'.repeat(900) });
const ANSWERS = toWire(pathThrough(survey, answers));
const honest = (changes: Parameters<typeof envelope>[0] = {}) =>
  envelope({ channel: null, answers: ANSWERS, ...changes });
const TEMPLATE = canonicalForm(honest({ id: '{id}', receiptHash: '{receipt}' }));

const SECONDS = Number(process.env.BAROMETRE_HOSTILE_SECONDS ?? 12);
/** A phone posts again after so many milliseconds. */
const PAUSE = 60;
/** A phone gives up after so many milliseconds: counted as having taken so long. */
const PATIENCE = 10_000;
const BUDGET = 1_000;
const SHIPPED = 'dist/endpoint/main.js';

const KINDS = {
  quiet: 'nothing else comes',
  members: '100 networks: 14 200 members in one envelope',
  disorder: '100 networks: keys out of order',
  responses: '100 networks: new responses, 50 a body',
  'small-bodies': '100 networks: bodies under 32 kB, 2 000 members',
  tablet: '100 networks: keys out of order (a tablet empties itself: time of a whole batch)',
  pipelining: 'one network: pipelines 1 700 requests, 80 times a second',
  'pipelining-everywhere': '100 networks: each pipelines 1 700 requests, and reconnects when it is cut',
  idle: 'one network: 8 300 idle connections',
} as const;
type Kind = keyof typeof KINDS;

/**
 * `npm run bench -- hostile [kinds…] [other/main.js]`: how long an honest phone waits while hostile clients do what costs most, reached
 * directly and behind the shipped nginx. The kinds that are named, or all; another build of the endpoint is measured next to ours.
 * `author`: what others wait for, and what is in memory, while authors with tokens for surveys of their own put what costs most.
 */
export async function bench(words: readonly string[]): Promise<void> {
  if (words.includes('author')) return await measureAuthors();
  const builds = [SHIPPED, ...words.filter((word) => word.endsWith('.js'))];
  const named = Object.keys(KINDS).filter((kind): kind is Kind => words.includes(kind));
  const kinds = named.length > 0 ? named : Object.keys(KINDS).filter((kind): kind is Kind => kind in KINDS);
  for (const isProxied of [false, true]) {
    const lines: Line[] = [];
    for (const kind of kinds) for (const build of builds) lines.push(await measure(kind, build, isProxied));
    printTable(isProxied ? 'honest phone behind nginx, while' : 'honest phone that reaches the endpoint, while', lines);
  }
}

async function measure(kind: Kind, main: string, isProxied: boolean): Promise<Line> {
  const folder = benchFolder();
  const env = { TRUST_PROXY: isProxied ? '1' : '0' };
  const endpoint = await startEndpoint({ dataDir: join(folder, 'data'), env, main });
  const nginx = isProxied ? await startNginx(folder, Number(new URL(endpoint.url).port)) : undefined;
  const target = { port: nginx?.port ?? Number(new URL(endpoint.url).port), isTls: isProxied };
  const attack = await attackWith(kind, target);
  let isOver = false;
  const attacked = attack.answers.finally(() => {
    isOver = true;
  });
  const body = () => (kind === 'tablet' ? batchOf(50) : batchOf(1));
  const times: number[] = [];
  let refused = 0;
  let failed = 0;
  while (!isOver) {
    const begun = performance.now();
    // A device that is asked to wait comes back after a second.
    for (let isDone = false; !isDone && performance.now() - begun < PATIENCE; ) {
      const status = await postFrom('127.99.0.1', target, body());
      isDone = status === 200;
      if (status === 429) refused++;
      else if (status !== 200) failed++;
      if (!isDone) await setTimeout(status === 429 ? 1_000 + Math.random() * 1_000 : PAUSE);
    }
    times.push(performance.now() - begun);
    await setTimeout(PAUSE);
  }
  const answers = await attacked;
  const held = await memory(endpoint);
  nginx?.child.kill('SIGTERM');
  if (nginx) await nginx.ended;
  await endpoint.kill();
  const p95 = quantile(times, 0.95);
  const faults = `${refused} × 429, ${failed} failed, ${Math.round(held / 1e6)} MB; hostile ${JSON.stringify(answers)}`;
  return {
    what: `${KINDS[kind]}${main === SHIPPED ? '' : `, by ${main}`}`,
    measured: `p50 ${ms(median(times))}, p95 ${ms(p95)}, ${times.length} posts, ${faults}`,
    budget: kind === 'quiet' ? '' : ms(BUDGET),
    ...(kind === 'quiet' || kind === 'tablet' ? {} : { within: p95 <= BUDGET }),
  };
}

async function measureAuthors(): Promise<void> {
  const [folder, large] = [benchFolder(), benchFolder()];
  const started = (data: string) => startProcess(SHIPPED, data, { RATE_PER_SECOND: '', ASSETS_DIR: '' });
  const endpoint = await started(folder);
  const waits: Record<'quiet' | 'single' | 'together', number[]> = { quiet: [], single: [], together: [] };
  let kind: keyof typeof waits = 'quiet';
  const phone = spawn(process.execPath, ['test/bench/load.mjs', endpoint.url, '3600'], {
    env: { ...process.env, BENCH_BODY: `{"envelopes":[${TEMPLATE}]}`, BENCH_PAUSE: String(PAUSE) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: phone.stdout }).on('line', (wait) => waits[kind].push(Number(wait)));
  const others: { readonly served: number; readonly revoked: number }[] = [];
  let names = 0;
  const attacked = async (how: 'single' | 'together', attacks: readonly (typeof LARGEST)[]) => {
    await setTimeout(SECONDS * 1_000);
    kind = how;
    const author = await authorOf(endpoint.url, `evil${names++}`);
    const under = attacks.map((files, kind) => author.attack(files, kind));
    others.push(await othersWork(endpoint, SHIPPED, folder, `honest${names++}`));
    await Promise.all(under);
    kind = 'quiet';
  };
  for (const files of Object.values(HOSTILE)) await attacked('single', [files]);
  for (let round = 0; round < 3; round++) await attacked('together', Object.values(HOSTILE));
  phone.kill();
  const most = mostMemory(endpoint);
  await end(endpoint);
  const filled = await started(large);
  for (let four = 0; four < 4; four++) await (await authorOf(filled.url, `large${four}`)).attack(LARGEST);
  await end(filled);
  const again = await started(large);
  const atStart = mostMemory(again);
  await end(again);
  const atMost = (what: string, value: number, budget: number, unit: string): Line =>
    line(what, `${value.toFixed(unit === 's' ? 1 : 0)} ${unit}`, `${budget} ${unit}`, value <= budget);
  const p99 = (how: keyof typeof waits) => quantile(waits[how], 0.99);
  const quiet = `${p99('quiet').toFixed(0)} ms in quiet`;
  printTable(`authors with tokens for surveys of their own (${quiet})`, [
    atMost('p99 of posts, more while each puts its files', p99('single') - p99('quiet'), 50, 'ms'),
    atMost('p99 of posts, more while all do, three times', p99('together') - p99('quiet'), 50, 'ms'),
    atMost("until another's survey is served, slowest", Math.max(...others.map(({ served }) => served)), 5, 's'),
    atMost('until a token is revoked, slowest', Math.max(...others.map(({ revoked }) => revoked)), 5, 's'),
    atMost('most memory', most / 1e6, 512, 'MB'),
    atMost('most memory at a start with twenty of the largest surveys', atStart / 1e6, 320, 'MB'),
  ]);
}

interface Target {
  readonly port: number;
  readonly isTls: boolean;
}

/** Resolves once the hostile clients begin. */
async function attackWith(kind: Kind, target: Target): Promise<{ readonly answers: Promise<unknown> }> {
  if (kind === 'quiet') return { answers: setTimeout(SECONDS * 1_000, {}) };
  const what = { ...target, kind: kind === 'tablet' ? 'disorder' : kind, seconds: SECONDS, template: TEMPLATE };
  const child = spawn(process.execPath, ['test/bench/hostile-load.mjs'], {
    env: { ...process.env, HOSTILE: JSON.stringify(what) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return { answers: lines.next().then(({ value }) => JSON.parse(value)) };
}

async function startNginx(folder: string, endpoint: number) {
  const [plain, tls] = [await freePort(), await freePort()];
  const words = await writeNginx(folder, { plain, tls, endpoint });
  const child: ChildProcess = spawn(findProgram('nginx'), words, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  for (let isUp = false; !isUp; ) {
    isUp = (await postFrom('127.99.0.1', { port: tls, isTls: true }, batchOf(1))) === 200;
    if (!isUp) await setTimeout(100);
  }
  return { port: tls, child, ended };
}

/** Posts on a new connection, like a phone that wakes up. Resolves with the status, or 0 if the connection failed. */
function postFrom(localAddress: string, { port, isTls }: Target, body: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const options = {
      host: '127.0.0.1',
      port,
      localAddress,
      method: 'POST',
      path: '/api/responses',
      headers,
      agent: false,
    };
    const asked = (isTls ? requestTls : requestPlain)({ ...options, rejectUnauthorized: false }, (response) => {
      response.resume().once('close', () => resolve(response.statusCode ?? 0));
    });
    asked.setTimeout(PATIENCE, () => asked.destroy());
    asked.once('error', () => resolve(0));
    asked.end(body);
  });
}

function batchOf(envelopes: number): string {
  return `{"envelopes":[${Array.from({ length: envelopes }, () => canonicalForm(honest())).join()}]}`;
}
