import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { addressesIn } from '../../src/endpoint/storage/postgres/postgres-addresses.ts';
import { envelope, temporaryFolder } from './harness.ts';
import { postTo } from './honest.ts';
import { bundleEndpoint, startProcess } from './process.ts';
import { type PostgresPair, startPair } from './storage/postgres-pair.ts';

/** Clients that post at once, each one response after the other. */
const CLIENTS = 8;
/** How long they post before the first server is killed, and after the promotion, in milliseconds. */
const BEFORE = 2_000;
const AFTER = 3_000;
/** The longest that the service may refuse after the promotion, in milliseconds. */
const RESUMED_WITHIN = 30_000;

let pair: PostgresPair;
const withSharedKey = () => ({ DATABASE_URL: pair.url, DISCLOSURE_KEY: '47'.repeat(32) });
let bundle: Awaited<ReturnType<typeof bundleEndpoint>>;
beforeAll(async () => {
  [pair, bundle] = await Promise.all([startPair(), bundleEndpoint()]);
});
afterAll(() => pair.remove());

it.each([
  ['postgres://a/x', ['postgres://a/x']],
  ['postgres://u:p%2Cw@a:1,b/x?ssl=1', ['postgres://u:p%2Cw@a:1/x?ssl=1', 'postgres://u:p%2Cw@b/x?ssl=1']],
  ['postgres:///x?host=/run/a,b', ['postgres:///x?host=/run/a,b']],
])('reads the addresses of %s', (url, addresses) => {
  expect(addressesIn(url)).toEqual(addresses);
});

it('loses nothing that was acknowledged when the first server is killed and the second is promoted', async () => {
  const { url, child } = await startProcess(bundle.main, await temporaryFolder(), withSharedKey());
  onTestFinished(() => void child.kill('SIGKILL'));
  const acknowledged: { readonly id: string; readonly at: number }[] = [];
  let isOver = false;
  const post = async () => {
    while (!isOver) {
      const one = envelope();
      // As a device does: the same response again until a verdict says that it is stored.
      while (!isOver && !(await isStored(url, one))) await setTimeout(100);
      if (!isOver) acknowledged.push({ id: one.id, at: Date.now() });
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, post));
  await setTimeout(BEFORE);
  const killedAt = Date.now();
  await pair.killFirst();
  await setTimeout(1_000);
  expect(acknowledged.filter(({ at }) => at > killedAt + 500)).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(CLIENTS);
  const promotedAt = Date.now();
  await pair.promote();
  const resumed = () => acknowledged.find(({ at }) => at > promotedAt)?.at;
  await expect.poll(resumed, { timeout: RESUMED_WITHIN, interval: 50 }).toBeDefined();
  const waited = (resumed() ?? 0) - promotedAt;
  await setTimeout(AFTER);
  isOver = true;
  await clients;
  const stored = new Set((await pair.query('SELECT id FROM response')).map(({ id }) => id));
  expect(acknowledged.filter(({ id }) => !stored.has(id))).toEqual([]);
  expect(acknowledged.filter(({ at }) => at > promotedAt).length).toBeGreaterThan(CLIENTS);
  console.log(`resumed ${waited} ms after the promotion; ${acknowledged.length} acknowledged, ${stored.size} stored`);
});

it('starts on the second address when the first is gone, and copies from it', async () => {
  const folder = await temporaryFolder();
  const { url, child } = await startProcess(bundle.main, folder, withSharedKey());
  onTestFinished(() => void child.kill('SIGKILL'));
  expect(await isStored(url, envelope())).toBe(true);
  const backup = await bundle.answerIn({ DATA_DIR: folder, ...withSharedKey() }, 'backup', `${folder}/backup`);
  expect([backup.code, backup.err]).toEqual([0, '']);
});

async function isStored(url: string, one: object): Promise<boolean> {
  try {
    const response = await postTo(url, [one], { signal: AbortSignal.timeout(15_000) });
    const { verdicts } = (await response.json()) as { readonly verdicts?: readonly { readonly verdict: string }[] };
    return response.status === 200 && /stored$/.test(verdicts?.[0]?.verdict ?? '');
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return false;
    throw error;
  }
}
