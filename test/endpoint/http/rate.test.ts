import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../src/endpoint/http/address.ts';
import { rateLimit } from '../../../src/endpoint/http/rate.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { envelope, post, testApp } from '../harness.ts';

describe('the limit by address', () => {
  it('never meets a tablet that empties itself, nor a congress behind one address', () => {
    const limit = rateLimit(settingsFrom({}).rate, () => 0);
    const waits = Array.from({ length: 60 }, () => limit.take('192.0.2.1', 50));
    expect(waits.filter((wait) => wait > 0)).toEqual([]);
  });

  it('says how long to wait, and keeps its word', () => {
    let time = 0;
    const limit = rateLimit({ burst: 100, perSecond: 10 }, () => time);
    expect(limit.take('192.0.2.1', 100)).toBe(0);
    expect(limit.take('192.0.2.1', 50)).toBe(5);
    expect(limit.take('192.0.2.2', 50)).toBe(0);
    time = 4_900;
    expect(limit.take('192.0.2.1', 50)).toBeGreaterThan(0);
    time = 5_000;
    expect(limit.take('192.0.2.1', 50)).toBe(0);
  });

  it('takes a household of IPv6 for one, and a mapped IPv4 for itself', () => {
    const limit = rateLimit({ burst: 100, perSecond: 10 }, () => 0);
    expect(limit.take('2001:db8:1:2::1', 100)).toBe(0);
    expect(limit.take('2001:db8:1:2:ffff::9', 1)).toBeGreaterThan(0);
    expect(limit.take('2001:db8:1:3::1', 1)).toBe(0);
    expect(limit.take('::ffff:192.0.2.1', 100)).toBe(0);
    expect(limit.take('192.0.2.1', 1)).toBeGreaterThan(0);
    expect(limit.take('::1', 100)).toBe(0);
    expect(limit.take('::ffff:192.0.2.2', 1)).toBe(0);
  });

  it('answers 429 with seconds, and stores nothing', async () => {
    const { app, storage } = await testApp({ rate: { burst: 50, perSecond: 1 } });
    const full = Array.from({ length: 50 }, () => envelope());
    expect((await post(app, full)).status).toBe(200);
    const response = await post(app, full.slice(0, 3));
    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('3');
    expect(await response.json()).toEqual({ code: 'rate.limited' });
    expect(await storage.completeCount('numerique-territorial')).toBe(50);
  });

  it('slows the guessing of tokens', async () => {
    const { app } = await testApp({ rate: { burst: 100, perSecond: 1 } });
    const guess = () => app.request('/api/export/x.csv', { headers: { Authorization: 'Bearer guess' } });
    const statuses = [await guess(), await guess(), await guess()].map((response) => response.status);
    expect(statuses).toEqual([401, 401, 429]);
  });
});

describe('the address behind proxies', () => {
  const from = (chain: string) => new Request('http://localhost/', { headers: { 'X-Forwarded-For': chain } });
  it.each([
    ['no proxy is trusted', '203.0.113.9', 0, 'unknown'],
    ['one appends what it saw', '10.0.0.9, 203.0.113.9', 1, '203.0.113.9'],
    ['two append', '10.0.0.9, 203.0.113.9, 198.51.100.1', 2, '203.0.113.9'],
    ['the chain is shorter than said', '203.0.113.9', 3, 'unknown'],
  ])('when %s', (_, chain, proxies, expected) => {
    expect(addressOf(from(chain), undefined, proxies)).toBe(expected);
  });
});
