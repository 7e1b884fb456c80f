import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { writeSourceRelease } from '../../src/build/source-pages.mjs';
import { ask, TOKEN } from '../support/ask.ts';
import { LONG, longTest, onlyLong } from '../support/long.ts';
import { DAY, envelope, openSqlite, SECRET_IN_HEX, studyOptions, studySurveys, temporaryFolder } from './harness.ts';
import { end, memory, metric, mostMemory, organiser, secondsSpent, send, sendOneByOne, wordOf } from './honest.ts';
import { authorOf, HOSTILE, type HostileFiles, LARGEST, othersWork } from './hostile-author.ts';
import { bundleEndpoint, type EndpointProcess, startProcess } from './process.ts';
import { GARDEN, gardenFiles } from './publishing/garden.ts';
import { blankPicture } from './publishing/png.ts';

const bundle = await bundleEndpoint();

/** What a process may hold, whatever is done to it, in bytes. */
const MOST_MEMORY = 512_000_000;

const MOST_AT_START = 320_000_000;

const COMMITS = 'barometre_commit_seconds_count';

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
  await writeFile(join(folder, 'disclosure.key'), SECRET_IN_HEX);
  const storage = openSqlite(join(folder, 'responses.sqlite'), studyOptions(await studySurveys()));
  const answers = { 'authority-type': 'commune', 'free-comment': 'x'.repeat(1_000) };
  for (let left = responses; left > 0; left -= 1_000)
    await storage.store(
      Array.from({ length: 1_000 }, () => ({ envelope: envelope({ answers }), digest: '' })),
      [],
      DAY,
    );
  await storage.close();
}

/** Sockets that send what the test writes, from another address than that of `send`, and are gone after the test. */
function sockets({ url }: EndpointProcess, count: number, reads = true): readonly Socket[] {
  const opened = Array.from({ length: count }, () => {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress: '127.0.0.2' });
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
  do {
    times.push(...(await sendOneByOne(endpoint, 10)));
    // No faster than one address may for ever.
    await setTimeout(250);
  } while (!isOver);
  await attacked;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
  const most = mostMemory(endpoint);
  await annotate(`${times.length} posts, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; memory ${Math.round(most / 1e6)} MB`);
  expect(most).toBeLessThan(MOST_MEMORY);
  await end(endpoint);
}

longTest('a start keeps no picture in memory, and sends it in pieces', async ({ annotate }) => {
  const folder = await temporaryFolder();
  const storage = openSqlite(join(folder, 'responses.sqlite'));
  const large = Buffer.alloc(200_000_000, 'x');
  const listed = [...gardenFiles(GARDEN), ['previews/large.png', large] as const].map(async ([path, bytes]) => {
    const digest = createHash('sha256').update(bytes).digest('hex');
    await storage.putFile(digest, bytes, DAY);
    return { path, digest, bytes: bytes.length };
  });
  const published = { files: await Promise.all(listed), by: 'host', on: DAY };
  const rest = { state: 'published', isListed: true, withdrawnOn: null, draft: null } as const;
  await storage.changeSurvey({ follows: null, next: { survey: GARDEN, version: '1', published, ...rest } });
  await storage.close();
  const endpoint = await started({ NODE_OPTIONS: '--max-old-space-size=64' }, folder);
  const atStart = await memory(endpoint);
  const { body } = await fetch(`${endpoint.url}/surveys/${GARDEN}/previews/large.png`);
  let received = 0;
  for await (const chunk of body ?? []) received += chunk.length;
  expect(received).toBe(large.length);
  await annotate(
    `${Math.round(atStart / 1e6)} MB at the start, ${Math.round((await memory(endpoint)) / 1e6)} MB after`,
  );
  for (const held of [atStart, await memory(endpoint)]) expect(held).toBeLessThan(256_000_000);
  await end(endpoint);
});

describe('an honest device is served, in bounded memory, while', () => {
  longTest('ten connections send twenty thousand requests each before they read a reply', async (context) => {
    const endpoint = await started();
    await serves(endpoint, context, async () => {
      const pipelined = 'GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20_000);
      for (const socket of sockets(endpoint, 10)) socket.write(pipelined);
      await setTimeout(1_500);
    });
  });

  it('bodies come that cost the most there is to parse', async (context) => {
    const endpoint = await started({ TRUST_PROXY: '1' });
    const keys = Array.from({ length: 20_000 }, (_, turn) => `"${turn * 7_919}":1`).join();
    const body = `{"envelopes":[{${keys}}]}`.slice(0, 256 * 1024);
    await serves(endpoint, context, async () => {
      const attacked = Array.from({ length: 75 }, async (_, turn) => {
        await setTimeout(turn * 20);
        const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.9' };
        return (await fetch(`${endpoint.url}/api/responses`, { method: 'POST', headers, body })).status;
      });
      const statuses = await Promise.all(attacked);
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    });
  });

  longTest('fifty exports are begun and not read, and fifty flags asked for', async (context) => {
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
      const refused = await fetch(`${endpoint.url}/api/export/${asked[1]}?today=1`, { headers: organiser });
      expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '10']);
      for (const socket of unread) socket.destroy();
      // Those who left give their turn back.
      const exported = async () =>
        (await fetch(`${endpoint.url}/api/export/${asked[1]}?today=1`, { headers: organiser })).status;
      await expect.poll(exported, { interval: 200 }).toBe(200);
    });
  });

  longTest('many pictures of 24 MB of pixels are put at once', async (context) => {
    const endpoint = await started();
    const picture = blankPicture(6_000, 3_999);
    const put = (survey: string) => ask(endpoint.url, `PUT surveys/${survey}/draft/previews/x.png`, picture);
    await serves(endpoint, context, async () => {
      await Promise.allSettled(Array.from({ length: 48 }, (_, turn) => put(`s-${turn}`)));
      // Those that were refused, or waited too long, have left no turn taken.
      for (const survey of ['one', 'two', 'three']) expect((await put(survey)).status).toBe(200);
    });
  });

  it('someone posts as fast as it can from one address', async (context) => {
    const endpoint = await started({ TRUST_PROXY: '1', RATE_BURST: '50' });
    const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': '[2001:db8::9]:4711' };
    await serves(endpoint, context, async () => {
      let stored = 0;
      const until = performance.now() + 1_000;
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
      expect(stored).toBeLessThan(50 + 60 * 4);
    });
  });

  longTest('someone asks for health as fast as it can, and the disk is spared', async (context) => {
    const endpoint = await started();
    let posts = 0;
    await serves(endpoint, context, async () => {
      const before = await metric(endpoint, COMMITS);
      const asked = Array.from({ length: 16 }, async () => {
        const statuses: number[] = [];
        for (let turn = 0; turn < 250; turn++) {
          const response = await fetch(`${endpoint.url}/api/health`);
          await response.arrayBuffer();
          statuses.push(response.status);
        }
        return statuses;
      });
      const statuses = (await Promise.all(asked)).flat();
      expect([...new Set(statuses)].toSorted()).toEqual([200, 429]);
      posts = await metric(endpoint, 'barometre_envelopes_total{verdict="stored"}');
      // Each post commits, each look at the storage too: one in two seconds.
      expect((await metric(endpoint, COMMITS)) - before).toBeLessThan(posts + 30);
    });
  });

  longTest('someone guesses tokens and codes from the same address, of which batches take nothing', async (context) => {
    const endpoint = await started({ TRUST_PROXY: '1' });
    const hall = { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.9' };
    await serves(endpoint, context, async () => {
      const guesses: number[] = [];
      for (let turn = 0; turn < 200; turn++) {
        for (const [path, kind] of [
          ['export/numerique-territorial.csv', 'Bearer'],
          ['receipt', 'Receipt'],
        ]) {
          const headers = { ...hall, Authorization: `${kind} guess-${turn}` };
          guesses.push((await fetch(`${endpoint.url}/api/${path}`, { headers })).status);
        }
        if (turn % 10 !== 0) continue;
        const body = JSON.stringify({ envelopes: Array.from({ length: 40 }, () => envelope()) });
        const tablet = await fetch(`${endpoint.url}/api/responses`, { method: 'POST', headers: hall, body });
        expect(tablet.status).toBe(200);
      }
      expect(guesses.filter((status) => status === 401)).toHaveLength(20);
    });
  });
});

it.for(['one after the other', ...onlyLong(['all at once'])])(
  'authors with tokens for surveys of their own put what costs most, %s: others publish, and tokens are revoked',
  { timeout: 300_000 },
  async (how, context) => {
    const [assets, folder] = [await temporaryFolder(), await temporaryFolder()];
    writeSourceRelease(assets);
    const endpoint = await started({ ASSETS_DIR: assets }, folder);
    await serves(endpoint, context, async () => {
      let isOver = false;
      const everything = await authorOf(endpoint.url, 'evil');
      const put = async ([what, files]: [string, HostileFiles], kind: number) => {
        const before = secondsSpent(endpoint);
        const author = how === 'all at once' ? everything : await authorOf(endpoint.url, `evil${kind}`);
        expect([what, await author.attack(files, kind)]).toEqual([what, []]);
        expect(secondsSpent(endpoint) - before, what).toBeLessThan(how === 'all at once' ? 30 : 6);
      };
      const attack = async () => {
        const all = Object.entries(HOSTILE).filter(([, one]) => LONG || one !== LARGEST);
        if (how === 'all at once') await Promise.all(all.map(put));
        else for (const [kind, one] of all.entries()) await put(one, kind);
      };
      const others = async () => {
        for (let round = 0; !isOver; round++, await setTimeout(LONG ? 0 : 1_000))
          await othersWork(endpoint, bundle.main, folder, `honest${round}`);
      };
      const attacked = attack().finally(() => {
        isOver = true;
      });
      await Promise.all([attacked, others()]);
    });
    const again = await started({ ASSETS_DIR: assets }, folder);
    expect(mostMemory(again)).toBeLessThan(MOST_AT_START);
    await end(again);
  },
);

longTest(
  'an opening day with four hundred phones and a machine behind one address stores the phones and flags the machine',
  async ({ annotate }) => {
    // Behind a proxy, which has one connection for each request under way.
    const endpoint = await started({ TRUST_PROXY: '1' });
    let sent = 0;
    const machine = (async () => {
      for (; sent < 250; sent++) {
        const answers = { 'authority-type': 'region', 'initial-budget-investment': sent };
        await send(endpoint, envelope({ answers }));
        await setTimeout(15);
      }
    })();
    const before = performance.now();
    const phones = Array.from({ length: 400 }, async (_, turn) => {
      await setTimeout((turn % 20) * 100);
      return wordOf(await send(endpoint, envelope({ answers: { 'authority-type': 'commune' } })));
    });
    expect(new Set(await Promise.all(phones))).toEqual(new Set(['stored']));
    await annotate(`400 phones in ${Math.round(performance.now() - before)} ms`);
    await machine;
    const response = await fetch(`${endpoint.url}/api/organiser/flags/numerique-territorial?today=1`, {
      headers: organiser,
    });
    const raised: readonly { flag: string; responses: number }[] = (await response.json()).flags;
    expect(raised.find(({ flag }) => flag.startsWith('burst/region/'))?.responses).toBe(250);
    await end(endpoint);
  },
);

longTest(
  'a tablet empties itself beside a neighbour of the same address who takes all it can',
  async ({ annotate }) => {
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
    for (let batch = 0; batch < 2; ) {
      const response = await send(endpoint, ...Array.from({ length: 50 }, () => envelope()));
      if (response.status === 200) batch++;
      else {
        refused++;
        await setTimeout(Number(response.headers.get('Retry-After')) * 1_000 + Math.random() * 500);
      }
    }
    await annotate(
      `100 envelopes in ${Math.round((performance.now() - begun) / 1_000)} s, ${refused} times told to wait`,
    );
    isOver = true;
    await neighbour;
    await end(endpoint);
  },
);
