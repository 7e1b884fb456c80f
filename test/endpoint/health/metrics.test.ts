import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from '../../../src/host/backup.ts';
import { dayOf } from '../../../src/wire/day.ts';
import { envelope, started } from '../harness.ts';

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
  const { ask } = await started({ SURVEYS_DIR: 'public/surveys', TRUST_PROXY: '1' });
  const one = envelope({ channel: 'planted-channel' });
  const post = (...envelopes: unknown[]) =>
    ask('/api/responses', { envelopes }, { token: null, headers: { 'X-Forwarded-For': '203.0.113.77' } });
  const times = async (count: number, act: () => Promise<unknown>) => {
    for (let turn = 0; turn < count; turn++) await act();
  };
  await post(one);
  await times(23, () => post(one, envelope()));
  await times(12, () => post({ ...one, minutes: 59 }, envelope({ answers: { 'authority-type': 'PLANTED' } })));
  await times(19, () => ask('/api/planted'));

  const scrape = () => ask('metrics');
  const { headers, text } = await scrape();
  expect(headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(headers.get('Cache-Control')).toBe('no-store');
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
    return read((await scrape()).text).get('barometre_event_loop_lag_seconds{quantile="1"}') ?? 0;
  };
  await new Promise((resolve) => setTimeout(resolve, 60));
  for (const until = performance.now() + 1_000; performance.now() < until; );
  const paused = await lagSeen();
  expect(paused).toBeGreaterThan(0.5);
  expect(await lagSeen()).toBeLessThan(paused);
});

test('metrics show the age of the last backup, so that a backup that fails every night is noticed', async () => {
  const { env, ask } = await started();
  const age = async () => read((await ask('metrics')).text).get('barometre_backup_age_days');
  expect(await age()).toBe(Number.POSITIVE_INFINITY);
  const now = new Date();
  const threeDaysAgo = dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 3));
  await backUp(join(env.DATA_DIR, 'responses.sqlite'), join(env.DATA_DIR, 'backup'), threeDaysAgo);
  expect(await age()).toBe(3);
});
