import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ask, TOKEN } from '../support/ask.ts';
import { envelope } from './harness.ts';
import type { EndpointProcess } from './process.ts';

/*
 * Honest clients of an endpoint in a separate process under load, and what can be observed from outside.
 */

export const organiser = { Authorization: `Bearer ${TOKEN}` };

/** Posts one batch. */
export function postTo(url: string, envelopes: readonly unknown[], { headers, signal }: RequestInit = {}) {
  return fetch(`${url}/api/responses`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ envelopes }),
    ...(signal && { signal }),
  });
}

export function send({ url }: EndpointProcess, ...envelopes: readonly unknown[]): Promise<Response> {
  return postTo(url, envelopes);
}

export async function wordOf(response: Response): Promise<string> {
  expect(response.status).toBe(200);
  return (await response.json()).verdicts[0].verdict;
}

/** Sends so many envelopes one after the other, all of which must be stored; gives the milliseconds of each. */
export async function sendOneByOne(endpoint: EndpointProcess, posts: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let post = 0; post < posts; post++) {
    const before = performance.now();
    expect(await wordOf(await send(endpoint, envelope()))).toBe('stored');
    times.push(performance.now() - before);
  }
  return times;
}

/** A number of the metrics, by its name. */
export async function metric({ url }: Pick<EndpointProcess, 'url'>, name: string): Promise<number> {
  const { text } = await ask(url, 'metrics');
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  );
}

/** Bytes of the process that are in memory. */
export const memory = (endpoint: Pick<EndpointProcess, 'url'>) => metric(endpoint, 'process_resident_memory_bytes');

/** The most of it that has been in memory at once, in bytes. */
export const mostMemory = ({ child: { pid } }: EndpointProcess) =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024;

/** Seconds of a processor that the thread which answers phones has had, whatever else the machine does. */
export function secondsSpent({ child: { pid } }: EndpointProcess): number {
  const [, text = ''] = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = text.split(' ').slice(11);
  return (Number(user) + Number(system)) / 100;
}

export async function end(endpoint: EndpointProcess) {
  endpoint.child.kill('SIGTERM');
  expect(await endpoint.ended).toBe(0);
}
