import { describe, expect, it } from 'vitest';
import { envelope, TOKEN, testApp, verdicts } from './harness.ts';

const SURVEY = 'numerique-territorial';
const headers = { Authorization: `Bearer ${TOKEN}` };
const ORGANISER = [`participation/${SURVEY}`, 'refused', `flags/${SURVEY}?burst=1`, `set-aside/${SURVEY}`].map(
  (path) => `/api/organiser/${path}`,
);
const EXPORTS = ['.csv?today=1', '.csv?labels=fr&today=1', '.ndjson?today=1', '.comments.csv?today=1'].map(
  (end) => `/api/export/${SURVEY}${end}`,
);

describe('what people wrote', () => {
  it('stands in the export of comments alone, and there beside nothing else', async () => {
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
