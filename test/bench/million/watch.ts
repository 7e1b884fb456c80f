import { createHash, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Survey } from '../../../src/core/survey/questionnaire.ts';
import { receiptCode } from '../../../src/wire/receipt-code.ts';
import { TOKEN } from '../../support/ask.ts';
import { study } from '../../support/surveys.ts';
import { quantile } from '../table.ts';
import { randomResponse } from './responses.ts';

/** What was seen of an endpoint while something else went on. */
export interface Watched {
  /** Seconds that it took. */
  readonly seconds: number;
  /** Milliseconds from when a post was due to its verdict. */
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
  /** Longest delay of the endpoint's event loop, in milliseconds. */
  readonly lag: number;
  /** Most memory seen, in bytes. */
  readonly memory: number;
  /** Posts without a verdict of "stored". */
  readonly wrong: number;
}

const headers = { Authorization: `Bearer ${TOKEN}` };
/** How often memory and lag are looked at, in milliseconds. */
const LOOK = 500;

/** Does the work while posts come at this rate a second, whether the ones before were answered or not. */
export async function watch(
  url: string,
  survey: Survey,
  perSecond: number,
  work: () => Promise<unknown>,
): Promise<Watched> {
  await metrics(url);
  const latencies: number[] = [];
  let wrong = 0;
  let lag = 0;
  let memory = 0;
  let done = false;
  const start = performance.now();

  async function post(due: number) {
    const { envelope } = randomResponse(survey, '2026-11-24');
    const answered = await fetch(`${url}/api/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ envelopes: [envelope] }),
    }).then(
      (response) => response.text(),
      () => '',
    );
    latencies.push(performance.now() - due);
    if (!answered.includes('"stored"')) wrong++;
  }

  async function posting() {
    const under: Promise<void>[] = [];
    for (let turn = 1; !done; turn++) {
      const due = start + (turn * 1000) / perSecond;
      await setTimeout(Math.max(0, due - performance.now()));
      under.push(post(due));
    }
    await Promise.all(under);
  }

  async function looking() {
    for (let last = false; !last; last = done) {
      await setTimeout(LOOK);
      const seen = await metrics(url);
      lag = Math.max(lag, seen.lag);
      memory = Math.max(memory, seen.memory);
    }
  }

  const around = Promise.all([posting(), looking()]);
  try {
    await work();
  } finally {
    done = true;
  }
  const seconds = (performance.now() - start) / 1000;
  await around;
  return {
    seconds,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    worst: Math.max(...latencies),
    lag,
    memory,
    wrong,
  };
}

/** Longest delay of the event loop since the last reading, and memory now. */
export async function metrics(url: string): Promise<{ readonly lag: number; readonly memory: number }> {
  const text = await (await fetch(`${url}/api/organiser/metrics`, { headers })).text();
  const value = (name: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1],
    );
  return {
    lag: value('barometre_event_loop_lag_seconds{quantile="1"}') * 1000,
    memory: value('process_resident_memory_bytes'),
  };
}

/** Reads to the end, keeps nothing: how many bytes there were, and milliseconds until the first of them. */
export async function download(
  url: string,
  path: string,
): Promise<{ readonly bytes: number; readonly started: number }> {
  const before = performance.now();
  const response = await fetch(`${url}${path}`, { headers });
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  let bytes = 0;
  let started = Number.NaN;
  for await (const chunk of response.body ?? []) {
    if (bytes === 0) started = performance.now() - before;
    bytes += chunk.length;
  }
  return { bytes, started };
}

/** Posts so many, then erases each with the code of its receipt. */
export async function eraseByReceipt(url: string, responses: number): Promise<void> {
  for (let turn = 0; turn < responses; turn++) {
    const secret = randomBytes(16);
    const { envelope } = randomResponse(study.survey, '2026-11-24');
    const receiptHash = createHash('sha256').update(secret).digest('hex');
    await fetch(`${url}/api/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ envelopes: [{ ...envelope, receiptHash }] }),
    });
    const erased = await fetch(`${url}/api/receipt`, {
      method: 'DELETE',
      headers: { Authorization: `Receipt ${receiptCode(secret)}` },
    });
    if (erased.status !== 200) throw new Error(`erasing answered ${erased.status}`);
  }
}
