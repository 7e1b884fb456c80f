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
export async function metric({ url }: EndpointProcess, name: string): Promise<number> {
  const { text } = await ask(url, 'metrics');
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  );
}

/** Bytes of the process that are in memory. */
export const memory = (endpoint: EndpointProcess) => metric(endpoint, 'process_resident_memory_bytes');

export async function end(endpoint: EndpointProcess) {
  endpoint.child.kill('SIGTERM');
  expect(await endpoint.ended).toBe(0);
}
