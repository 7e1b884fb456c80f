import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Envelope } from '../../src/wire/envelope.ts';
import { readVerdicts } from '../../src/wire/verdict.ts';
import { rowsOf } from '../support/ask.ts';
import { LONG, onlyLong } from '../support/long.ts';
import { digestOf, envelope, temporaryFolder } from './harness.ts';
import { postTo } from './honest.ts';
import { bundleEndpoint, type EndpointProcess, startProcess } from './process.ts';
import { startPgBouncer } from './storage/pgbouncer.ts';
import { startPostgres } from './storage/postgres-server.ts';

const [server, bundle] = await Promise.all([startPostgres(), bundleEndpoint()]);
const pooler = await startPgBouncer(server.port);
afterAll(async () => {
  await pooler.remove();
  await server.remove();
});

const DEVICES = 12;
/** Responses of each device, each sent twice: a first part, then the whole. */
const RESPONSES = LONG ? 40 : 20;
const BATCH = 10;
/** Requests that have reached the endpoint before it is killed. */
const MIDDLE = LONG ? 25 : 12;

describe('two endpoints on one PostgreSQL behind PgBouncer, and behind one address', () => {
  it.each<[string, 'request' | 'answer']>([
    ['after a commit without a reply', 'answer'],
    ...onlyLong<[string, 'request']>([['with requests in its hands', 'request']]),
  ])('lose and double nothing when one is killed in the middle of a drain, %s', async (_, at) => {
    const url = pooler.url(await server.newDatabase());
    const folder = await temporaryFolder();
    const start = () => startProcess(bundle.main, folder, { DATABASE_URL: url });
    const [doomed, survivor] = await Promise.all([start(), start()]);
    onTestFinished(() => {
      for (const one of [doomed, survivor]) one.child.kill('SIGKILL');
    });
    let heard = 0;
    const address = await oneAddress([doomed, survivor], (to, what) => {
      if (to === doomed && what === at && ++heard === MIDDLE) doomed.child.kill('SIGKILL');
      return to !== doomed || heard < MIDDLE;
    });
    onTestFinished(() => void address.server.close());

    const devices = Array.from({ length: DEVICES }, () => outboxOf(RESPONSES));
    const given = devices.flatMap((outbox) => [...outbox.values()]);
    const drained = await Promise.all(devices.map((outbox) => drain(address.url, outbox)));
    expect(await doomed.ended).toBe('SIGKILL');
    expect(devices.map((outbox) => outbox.size)).toEqual(devices.map(() => 0));
    expect(sumOf(drained.map((one) => one.unheard))).toBeGreaterThan(0);
    if (at === 'answer') expect(sumOf(drained.map((one) => one.known))).toBeGreaterThan(0);

    const finished = given.filter((one) => one.status === 'complete').map((one) => one.id);
    const again = await start();
    onTestFinished(() => void again.child.kill('SIGKILL'));
    for (const endpoint of [survivor, again]) {
      const rows: readonly Envelope[] = await rowsOf(endpoint.url);
      expect(rows.map((row) => row.id)).toEqual(finished.toSorted());
      expect(new Set(rows.map((row) => `${row.status} ${row.sequence}`))).toEqual(new Set(['complete 2']));
    }
  });
});

/** As a device keeps them: out of it goes what a verdict names by id, sequence and digest. */
function outboxOf(responses: number): Map<string, Envelope> {
  const envelopes = Array.from({ length: responses }, () => {
    const begun = envelope({ status: 'partial' });
    return [begun, { ...begun, sequence: 2, status: 'complete' as const }];
  }).flat();
  return new Map(envelopes.map((one) => [digestOf(one), one]));
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** Sends until nothing is left. Gives how many requests had no answer, and how many envelopes were known when they came. */
async function drain(url: string, outbox: Map<string, Envelope>) {
  let unheard = 0;
  let known = 0;
  while (outbox.size > 0 && unheard < 100) {
    const batch = [...outbox.values()].slice(0, BATCH);
    // A cut connection is what this test is about.
    const reply = await postTo(url, batch, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    const verdicts = reply?.ok ? readVerdicts(await reply.json().catch(() => undefined)) : undefined;
    if (verdicts === undefined) unheard++;
    for (const { id, sequence, digest, verdict } of verdicts ?? []) {
      const held = outbox.get(digest ?? '');
      if (held?.id !== id || held.sequence !== sequence) throw new Error('a verdict on what was not sent');
      expect(['stored', 'already-stored', 'superseded']).toContain(verdict);
      if (verdict !== 'stored') known++;
      outbox.delete(digest ?? '');
    }
  }
  return { unheard, known };
}

/** Each connection goes to the next endpoint that takes it. `passes` is asked at each piece of a request or of an answer. */
async function oneAddress(
  endpoints: readonly EndpointProcess[],
  passes: (to: EndpointProcess, what: 'request' | 'answer') => boolean,
): Promise<{ readonly url: string; readonly server: Server }> {
  let turn = 0;
  const proxy = createServer(async (client) => {
    const hangUp = () => client.destroy();
    client.on('error', hangUp);
    const found = await nextThatTakes(endpoints, turn++);
    if (found === undefined) return hangUp();
    const { to, through } = found;
    through.on('error', hangUp).on('close', hangUp);
    client.on('close', () => through.destroy());
    client.on('data', (piece) => passes(to, 'request') && through.write(piece));
    through.on('data', (piece) => passes(to, 'answer') && client.write(piece));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, server: proxy };
}

async function nextThatTakes(endpoints: readonly EndpointProcess[], from: number) {
  for (let step = 0; step < endpoints.length; step++) {
    const to = endpoints[(from + step) % endpoints.length];
    const through = to && (await connected(Number(new URL(to.url).port)));
    if (to && through) return { to, through };
  }
  return undefined;
}

async function connected(port: number): Promise<Socket | undefined> {
  const socket = connect(port, '127.0.0.1');
  return await once(socket, 'connect').then(
    () => socket,
    () => undefined,
  );
}
