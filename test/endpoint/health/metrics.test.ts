import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../../src/endpoint/start.ts';
import { backUp } from '../../../src/host/backup.ts';
import { dayOf } from '../../../src/wire/day.ts';
import { TOKEN } from '../../support/ask.ts';
import { envelope, IN_PROCESS, temporaryFolder } from '../harness.ts';

/** The numbers by name, each line held to the format that Prometheus reads. */
function read(text: string): Map<string, number> {
  const lines = text.trimEnd().split('\n');
  const numbers = new Map<string, number>();
  for (const line of lines) {
    if (/^# (HELP [a-z_]+ .+|TYPE [a-z_]+ (counter|gauge|histogram))$/.test(line)) continue;
    const [, name = '', value = ''] = /^([a-z_]+(?:\{[a-z]+="[^"\\]*"\})?) ([-+.e\d]+|\+Inf)$/.exec(line) ?? [];
    expect(name, line).not.toBe('');
    expect(numbers.has(name), `${name} twice`).toBe(false);
    numbers.set(name, value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value));
  }
  return numbers;
}

test('metrics count the outcome of envelopes, and contain nothing of them', async () => {
  const env = { PORT: '0', ASSETS_DIR: 'nothing', ORGANISER_TOKEN: TOKEN, DATA_DIR: await temporaryFolder() };
  const endpoint = await startEndpoint(
    settingsFrom({ ...env, SURVEYS_DIR: 'public/surveys', TRUST_PROXY: '1' }),
    IN_PROCESS,
  );
  onTestFinished(() => endpoint.close());
  const one = envelope({ channel: 'planted-channel' });
  const post = (...envelopes: unknown[]) =>
    fetch(`${endpoint.url}/api/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.77' },
      body: JSON.stringify({ envelopes }),
    });
  const times = async (count: number, ask: () => Promise<unknown>) => {
    for (let turn = 0; turn < count; turn++) await ask();
  };
  await post(one);
  await times(23, () => post(one, envelope()));
  await times(12, () => post({ ...one, minutes: 59 }, envelope({ answers: { 'authority-type': 'PLANTED' } })));
  await times(19, () => fetch(`${endpoint.url}/api/planted`));

  const scrape = () =>
    fetch(`${endpoint.url}/api/organiser/metrics`, { headers: { Authorization: `Bearer ${TOKEN}` } });
  const response = await scrape();
  expect(response.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  const text = await response.text();
  expect(text).not.toMatch(/planted|203\.0|numerique-territorial|[0-9a-f]{8}-/i);
  const numbers = read(text);
  expect(Object.fromEntries(numbers)).toMatchObject({
    // In tens: 24, 23, 24 (a conflict under an undeclared channel is checked twice), 12, 36 and 19 of them.
    'barometre_envelopes_total{verdict="stored"}': 20,
    'barometre_envelopes_total{verdict="already-stored"}': 20,
    'barometre_refused_total{code="envelope.conflict"}': 20,
    'barometre_refused_total{code="answer.unknown-option"}': 10,
    'barometre_requests_total{status="200"}': 30,
    'barometre_requests_total{status="404"}': 10,
    barometre_storage_up: 1,
    barometre_backup_age_days: Number.POSITIVE_INFINITY,
  });
  // The posts, the write that says whether the storage is up, and what the publications note at the start, in tens.
  const commits = numbers.get('barometre_commit_seconds_count') ?? 0;
  expect(commits).toBeGreaterThanOrEqual(30);
  expect(commits % 10).toBe(0);
  expect(numbers.get('barometre_commit_requests_bucket{le="+Inf"}')).toBe(commits);
  expect(numbers.get('barometre_commit_requests_sum')).toBeGreaterThanOrEqual(commits);
  expect(numbers.get('barometre_commit_seconds_sum')).toBeGreaterThan(0);
  const memory = numbers.get('process_resident_memory_bytes') ?? 0;
  expect(memory).toBeGreaterThan(10_000_000);
  expect(memory % 10_000_000).toBe(0);
  for (const quantile of ['0.5', '0.99', '1']) {
    const hundredths = (numbers.get(`barometre_event_loop_lag_seconds{quantile="${quantile}"}`) ?? 0.001) * 100;
    expect(Math.abs(hundredths - Math.round(hundredths))).toBeLessThan(1e-9);
  }

  // A pause of the loop is seen by the next reader, once.
  const lagSeen = async () => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    return read(await (await scrape()).text()).get('barometre_event_loop_lag_seconds{quantile="1"}') ?? 0;
  };
  await new Promise((resolve) => setTimeout(resolve, 60));
  for (const until = performance.now() + 1_000; performance.now() < until; );
  const paused = await lagSeen();
  expect(paused).toBeGreaterThan(0.5);
  expect(await lagSeen()).toBeLessThan(paused);
});

test('metrics show the age of the last backup, so that a backup that fails every night is noticed', async () => {
  const folder = await temporaryFolder();
  const env = { PORT: '0', ASSETS_DIR: 'nothing', ORGANISER_TOKEN: TOKEN, DATA_DIR: folder };
  const endpoint = await startEndpoint(settingsFrom(env), IN_PROCESS);
  onTestFinished(() => endpoint.close());
  const age = async () => {
    const headers = { Authorization: `Bearer ${TOKEN}` };
    const text = await (await fetch(`${endpoint.url}/api/organiser/metrics`, { headers })).text();
    return read(text).get('barometre_backup_age_days');
  };
  expect(await age()).toBe(Number.POSITIVE_INFINITY);
  const now = new Date();
  const threeDaysAgo = dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 3));
  await backUp(join(folder, 'responses.sqlite'), join(folder, 'backup'), threeDaysAgo);
  expect(await age()).toBe(3);
});
