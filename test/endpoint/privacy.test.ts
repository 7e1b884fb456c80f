import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/endpoint/health/metrics.ts';
import { TOKEN } from '../support/ask.ts';
import { envelope, testApp, verdicts } from './harness.ts';

const SURVEY = 'numerique-territorial';
const headers = { Authorization: `Bearer ${TOKEN}` };
const ORGANISER = [`participation/${SURVEY}?today=1`, 'refused', `flags/${SURVEY}?burst=1`, `set-aside/${SURVEY}`].map(
  (path) => `/api/organiser/${path}`,
);
const EXPORTS = ['.csv?today=1', '.csv?labels=fr&today=1', '.ndjson?today=1', '.comments.csv?today=1'].map(
  (end) => `/api/export/${SURVEY}${end}`,
);

describe('what people wrote', () => {
  it('is in the export of comments only, and there next to nothing else', async () => {
    const { app } = await testApp();
    const MARKER = 'MARQUE-du-maire';
    const answers = { 'authority-type': 'region', territory: '29', 'free-comment': MARKER };
    const sent = Array.from({ length: 40 }, () => envelope({ answers }));
    await verdicts(app, ...sent);
    for (const path of [...ORGANISER, ...EXPORTS, `/api/results/${SURVEY}`, '/api/health']) {
      const text = await (await app.request(path, { headers })).text();
      expect(text.includes(MARKER), path).toBe(path.includes('comments'));
      if (path.includes('comments')) expect(text).not.toMatch(new RegExp(`region|29|${sent[0]?.id}|2026`));
    }
  });
});

describe("an event's number", () => {
  it('is in no reply to a call without a token: one response more changes none of them', async () => {
    let minute = 0;
    const now = () => new Date(2026, 10, 24, 12, minute);
    const { app, publications, verbatims } = await testApp({
      now,
      metrics: createMetrics(),
    });
    const atEvent = () => envelope({ mode: 'field', channel: 'congres' });
    const sent = Array.from({ length: 9 }, atEvent);
    await verdicts(app, ...sent);
    const calls = app.routes.filter(({ method }) => /^(GET|POST|DELETE)$/.test(method));
    expect(calls.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/api/health', '/api/results/:survey', '/api/organiser/metrics']),
    );
    const repliesNow = async () => {
      // What is kept in memory for a while is read again.
      minute += 5;
      await setTimeout(2_100);
      await publications.publishDue();
      await verbatims.drawDue();
      const replies: Record<string, readonly unknown[]> = {};
      for (const { method, path } of calls) {
        const file = path.replace(':survey', SURVEY).replace(':file', `${SURVEY}.csv`).replace(':path{.+}', '1.json');
        const body = path === '/api/responses' ? JSON.stringify({ envelopes: sent }) : '{}';
        const init = { method, headers: { 'Content-Type': 'application/json' }, ...(method === 'POST' && { body }) };
        const reply = await app.request(file, init);
        // The endpoint's clock moves on in any case.
        const text = (await reply.text()).replace(now().toISOString(), 'now');
        replies[`${method} ${path}`] = [reply.status, [...reply.headers], text];
      }
      return replies;
    };
    await verdicts(app, atEvent());
    const before = await repliesNow();
    await verdicts(app, atEvent());
    expect(await repliesNow()).toEqual(before);
    for (const [call, reply] of Object.entries(before))
      if (/organiser|export/.test(call)) expect(reply[0], call).toBe(401);
  });
});

describe('an answer of the organiser', () => {
  it('is never kept by anything on its way, and runs nowhere', async () => {
    const { app } = await testApp();
    for (const path of [...ORGANISER, ...EXPORTS, '/api/organiser/nothing', '/api/export/nothing.csv'])
      for (const sent of [headers, {}]) {
        const response = await app.request(path, { headers: sent });
        const expected = {
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
          'cross-origin-resource-policy': 'same-origin',
        };
        expect(Object.fromEntries(response.headers), path).toMatchObject(expected);
        for (const name of ['Set-Cookie', 'Access-Control-Allow-Origin', 'Clear-Site-Data', 'Server'])
          expect(response.headers.has(name), `${name} on ${path}`).toBe(false);
      }
  });
});
