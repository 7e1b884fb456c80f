import { describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../../src/endpoint/http/client-address.ts';
import { rateLimit } from '../../../src/endpoint/http/rate-limit.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import HTTP from '../../fixtures/cases/http.json' with { type: 'json' };
import { TOKEN } from '../../support/ask.ts';
import { countComplete, envelope, post, testApp } from '../harness.ts';

describe('the limit by address', () => {
  it('does not affect a tablet that empties its outbox, nor a conference behind one address', () => {
    const limit = rateLimit(settingsFrom({}).rate, () => 0);
    const waits = Array.from({ length: 60 }, () => limit.take('192.0.2.1', 50));
    expect(waits.filter((wait) => wait > 0)).toEqual([]);
  });

  it('says how long to wait, and then lets the request pass', () => {
    let time = 0;
    const limit = rateLimit({ burst: 100, perSecond: 10 }, () => time);
    expect(limit.take('192.0.2.1', 100)).toBe(0);
    expect(limit.take('192.0.2.1', 1)).toBe(0.1);
    expect(limit.take('192.0.2.2', 50)).toBe(0);
    time = 99;
    expect(limit.take('192.0.2.1', 1)).toBeGreaterThan(0);
    time = 100;
    expect(limit.take('192.0.2.1', 1)).toBe(0);
  });

  it('forgets all addresses at midnight, and goes on limiting on the next day', () => {
    let time = 0;
    const limit = rateLimit({ burst: 100, perSecond: 0.001 }, () => time);
    expect(limit.take('192.0.2.1', 100)).toBe(0);
    expect(limit.take('192.0.2.1', 1)).toBeGreaterThan(0);
    time = 86_400_000;
    expect(limit.take('192.0.2.1', 100)).toBe(0);
    expect(limit.take('192.0.2.1', 1)).toBeGreaterThan(0);
  });

  it('charges the debt of a batch that passed with one envelope left', () => {
    let time = 0;
    const limit = rateLimit({ burst: 100, perSecond: 10 }, () => time);
    limit.take('192.0.2.1', 99);
    expect(limit.take('192.0.2.1', 50)).toBe(0);
    expect(limit.take('192.0.2.1', 1)).toBe(5);
    time = 60_000;
    expect(limit.take('192.0.2.1', 100)).toBe(0);
    expect(limit.take('192.0.2.1', 1)).toBeGreaterThan(0);
  });

  it('lets batches of fifty through while a neighbour uses every single allowance', () => {
    let time = 0;
    const limit = rateLimit({ burst: 3_000, perSecond: 60 }, () => time);
    const batches = [50, 50, 50, 50];
    // 150 requests a second of the neighbour; the tablet comes a minute later, when nothing is left, and waits for `Retry-After`.
    let neighbour = 0;
    for (let tablet = 60_000; batches[0] !== undefined && tablet < 600_000; ) {
      for (; neighbour < tablet; neighbour += 1000 / 150) {
        time = neighbour;
        limit.take('192.0.2.1', 1);
      }
      time = tablet;
      const wait = limit.take('192.0.2.1', batches[0]);
      if (wait === 0) batches.shift();
      tablet += wait === 0 ? 20 : Math.max(1, Math.ceil(wait)) * 1_001.7;
    }
    expect(batches).toEqual([]);
    expect(time).toBeLessThan(180_000);
  });

  it.each(HTTP.networks)('takes $name ($one, $other) for one: $areOne', ({ one, other, areOne }) => {
    const limit = rateLimit({ burst: 100, perSecond: 10 }, () => 0);
    expect(limit.take(one, 100)).toBe(0);
    expect(limit.take(other, 1) > 0).toBe(areOne);
  });

  it('is not bypassed by the owner of an IPv6 /48', () => {
    const limit = rateLimit({ burst: 100, perSecond: 10 }, () => 0);
    const passed = Array.from({ length: 3_000 }, (_, turn) => limit.take(`2001:db8:1:${turn.toString(16)}::1`, 1));
    expect(passed.filter((wait) => wait === 0)).toHaveLength(1_000);
    expect(limit.take('2001:db8:2::1', 1)).toBe(0);
  });

  it('answers 429 with seconds, and stores nothing', async () => {
    const { app, storage } = await testApp({ rate: { burst: 50, perSecond: 1 / 3 } });
    const full = Array.from({ length: 50 }, () => envelope());
    expect((await post(app, full)).status).toBe(200);
    const response = await post(app, full.slice(0, 3));
    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('3');
    expect(await response.json()).toEqual({ code: 'rate.limited' });
    expect(await countComplete(storage, 'numerique-territorial')).toBe(50);
  });

  it('slows the guessing of tokens, and of receipt codes', async () => {
    const { app } = await testApp({ rate: { burst: 100, perSecond: 1 } });
    const guess = (path: string, kind: string) => app.request(path, { headers: { Authorization: `${kind} guess` } });
    const statuses = async (path: string, kind: string) => {
      const found: number[] = [];
      for (let turn = 0; turn < 30; turn++) found.push((await guess(path, kind)).status);
      return { let: found.filter((status) => status !== 429).length, last: found.at(-1) };
    };
    expect(await statuses('/api/export/x.csv', 'Bearer')).toEqual({ let: 20, last: 429 });
    expect(await statuses('/api/receipt', 'Receipt')).toEqual({ let: 10, last: 429 });
  });

  it('compares twenty of a hundred concurrent guesses, and accepts the right token soon after', async () => {
    let now = 0;
    const { app } = await testApp({ rate: { burst: 100, perSecond: 1 }, now: () => new Date(now) });
    const ask = async (token: string) =>
      (await app.request('/api/organiser/refused', { headers: { Authorization: `Bearer ${token}` } })).status;
    const statuses = await Promise.all(Array.from({ length: 100 }, () => ask('guess')));
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(await ask(TOKEN)).toBe(429);
    now = 6_000;
    expect(await ask(TOKEN)).toBe(200);
  });

  it('does not block the envelopes of a tablet while its network guesses codes and polls health', async () => {
    const { app } = await testApp({ rate: { burst: 50, perSecond: 1 } });
    for (const path of ['/api/export/x.csv', '/api/receipt', '/api/health', '/api/results/numerique-territorial'])
      for (let turn = 0; turn < 60; turn++) await app.request(path, { headers: { Authorization: 'Bearer guess' } });
    expect((await app.request('/api/health')).status).toBe(429);
    expect(
      (
        await post(
          app,
          Array.from({ length: 50 }, () => envelope()),
        )
      ).status,
    ).toBe(200);
  });
});

describe('the address behind proxies', () => {
  it('is logged once as ignored if a proxy is there and none is trusted', async () => {
    const lines = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const { app } = await testApp();
    const { app: behind } = await testApp({ proxies: 1 });
    const headers = { 'X-Forwarded-For': '203.0.113.77' };
    for (const one of [app, app, behind]) await one.request('/api/health', { headers });
    expect(lines.mock.calls.flat()).toEqual(['{"event":"forwarded-for-ignored","setting":"TRUST_PROXY"}\n']);
  });

  const from = (chain: string) => new Request('http://localhost/', { headers: { 'X-Forwarded-For': chain } });
  it.each(HTTP.forwarded)('when $name', ({ chain, proxies, expected }) => {
    expect(addressOf(from(chain), undefined, proxies)).toBe(expected);
  });
});
