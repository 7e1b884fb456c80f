import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { DAY, envelope, openSqlite, TOKEN, temporaryFolder } from './harness.ts';
import { end, memory, organiser, send, sendOneByOne } from './honest.ts';
import { bundleEndpoint, type EndpointProcess, startProcess } from './process.ts';

let bundle: Awaited<ReturnType<typeof bundleEndpoint>>;
beforeAll(async () => {
  bundle = await bundleEndpoint();
}, 60_000);
afterAll(() => bundle.remove());

/** What a process may hold, whatever is done to it, in bytes. */
const MOST_MEMORY = 512_000_000;

/** The endpoint with the limits that it has by default. */
async function started(env: Readonly<Record<string, string>> = {}, folder?: string): Promise<EndpointProcess> {
  const endpoint = await startProcess(bundle.main, folder ?? (await temporaryFolder()), {
    RATE_PER_SECOND: '',
    ...env,
  });
  onTestFinished(() => void endpoint.child.kill('SIGKILL'));
  return endpoint;
}

/** Puts in responses whose comments are of a thousand characters. */
async function fill(folder: string, responses: number) {
  const storage = openSqlite(join(folder, 'responses.sqlite'));
  const answers = { 'authority-type': 'commune', 'free-comment': 'x'.repeat(1_000) };
  for (let left = responses; left > 0; left -= 1_000)
    await storage.store(
      Array.from({ length: 1_000 }, () => ({ envelope: envelope({ answers }), digest: '' })),
      [],
      DAY,
    );
  await storage.close();
}

/** Sockets that say what they are told to, and are gone after the test. */
function sockets({ url }: EndpointProcess, count: number, reads = true): readonly Socket[] {
  const opened = Array.from({ length: count }, () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => socket.destroy());
    if (reads) socket.resume();
    else socket.pause();
    return socket;
  });
  onTestFinished(() => {
    for (const socket of opened) socket.destroy();
  });
  return opened;
}

/** Sends honest envelopes while the attack lasts: all are stored, and the memory stays bounded. Times are told, not judged. */
async function serves(endpoint: EndpointProcess, { annotate }: TestContext, attack: () => Promise<unknown>) {
  await sendOneByOne(endpoint, 20);
  let isOver = false;
  const attacked = attack().finally(() => {
    isOver = true;
  });
  const times: number[] = [];
  let most = 0;
  do {
    times.push(...(await sendOneByOne(endpoint, 10)));
    most = Math.max(most, await memory(endpoint));
  } while (!isOver);
  await attacked;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
  await annotate(`${times.length} posts, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; memory ${Math.round(most / 1e6)} MB`);
  expect(most).toBeLessThan(MOST_MEMORY);
  await end(endpoint);
}

describe('an honest device is served, in bounded memory, while', () => {
  it('ten connections send twenty thousand requests each before they read a reply', async (context) => {
    const endpoint = await started();
    await serves(endpoint, context, async () => {
      const pipelined = 'GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20_000);
      for (const socket of sockets(endpoint, 10)) socket.write(pipelined);
      await setTimeout(3_000);
    });
  }, 60_000);

  it('bodies come that cost the most there is to parse', async (context) => {
    const endpoint = await started({ TRUST_PROXY: '1' });
    const keys = Array.from({ length: 20_000 }, (_, turn) => `"${turn * 7_919}":1`).join();
    const body = `{"envelopes":[{${keys}}]}`.slice(0, 256 * 1024);
    await serves(endpoint, context, async () => {
      const attacked = Array.from({ length: 75 }, async (_, turn) => {
        await setTimeout(turn * 40);
        const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.9' };
        return (await fetch(`${endpoint.url}/api/responses`, { method: 'POST', headers, body })).status;
      });
      const statuses = await Promise.all(attacked);
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    });
  }, 60_000);

  it('fifty exports are begun and not read, and fifty flags asked for', async (context) => {
    const folder = await temporaryFolder();
    await fill(folder, 20_000);
    const endpoint = await started({}, folder);
    const asked = ['numerique-territorial.comments.csv', 'numerique-territorial.csv', 'numerique-territorial.xlsx'];
    const get = (path: string) => `GET /api/${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`;
    let unread: readonly Socket[] = [];
    await serves(endpoint, context, async () => {
      unread = sockets(endpoint, 50, false);
      for (const [turn, socket] of unread.entries()) socket.write(get(`export/${asked[turn % asked.length]}`));
      for (const socket of sockets(endpoint, 50)) socket.write(get('organiser/flags/numerique-territorial'));
      await setTimeout(3_000);
      const refused = await fetch(`${endpoint.url}/api/export/${asked[1]}`, { headers: organiser });
      expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '10']);
      for (const socket of unread) socket.destroy();
      // Those who left give their turn back.
      const exported = async () =>
        (await fetch(`${endpoint.url}/api/export/${asked[1]}`, { headers: organiser })).status;
      await expect.poll(exported, { timeout: 10_000, interval: 200 }).toBe(200);
    });
  }, 120_000);

  it('someone posts as fast as it can from one address', async (context) => {
    const endpoint = await started({ TRUST_PROXY: '1', RATE_BURST: '50' });
    const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': '[2001:db8::9]:4711' };
    await serves(endpoint, context, async () => {
      let stored = 0;
      const until = performance.now() + 4_000;
      const flood = Array.from({ length: 32 }, async () => {
        while (performance.now() < until) {
          const body = JSON.stringify({ envelopes: [envelope()] });
          const response = await fetch(`${endpoint.url}/api/responses`, { method: 'POST', headers, body });
          await response.arrayBuffer();
          if (response.status === 200) stored++;
        }
      });
      await Promise.all(flood);
      // The allowance, whatever the port says: fifty, sixty a second, and what was under way.
      expect(stored).toBeLessThan(50 + 60 * 6);
    });
  }, 60_000);
});

describe('a tablet that empties itself', () => {
  it('is done beside a neighbour of the same address who takes all it can', async ({ annotate }) => {
    const endpoint = await started({ RATE_BURST: '100' });
    let isOver = false;
    const neighbour = (async () => {
      const under: Promise<unknown>[] = [];
      for (let turn = 0, begun = performance.now(); !isOver; turn++) {
        under.push(send(endpoint, envelope()).then((response) => response.arrayBuffer()));
        await setTimeout(Math.max(0, begun + (turn * 1_000) / 150 - performance.now()));
      }
      await Promise.all(under);
    })();
    await setTimeout(2_000);
    const begun = performance.now();
    let refused = 0;
    for (let batch = 0; batch < 4; ) {
      const response = await send(endpoint, ...Array.from({ length: 50 }, () => envelope()));
      if (response.status === 200) batch++;
      else {
        refused++;
        await setTimeout(Number(response.headers.get('Retry-After')) * 1_000 + Math.random() * 500);
      }
    }
    await annotate(
      `200 envelopes in ${Math.round((performance.now() - begun) / 1_000)} s, ${refused} times told to wait`,
    );
    isOver = true;
    await neighbour;
    await end(endpoint);
  }, 120_000);
});
