import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { REQUEST_CODES } from '../../../src/wire/problem.ts';
import { TOKEN } from '../../support/ask.ts';
import { LONG } from '../../support/long.ts';
import { envelope, testApp, verdicts } from '../harness.ts';

const MARKER = 'MARQUE7f3a';
const STATUSES = new Set<number>([200, 304, ...Object.values(REQUEST_CODES)]);

/** Words that mean something here, whole or with a marker in them, and anything else. */
const among = (...words: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...words).map((word) => `${word}${MARKER}`),
    fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
  );

const ROUTES = [
  ['responses', 'receipt', 'health', 'results'],
  ['refused', 'set-aside', 'take-back', 'erase'].map((route) => `organiser/${route}`),
  ['results', 'organiser/participation', 'organiser/flags', 'organiser/set-aside'].map(
    (route) => `${route}/numerique-territorial`,
  ),
  ['.csv', '.ndjson', '.comments.csv', '.xlsx', ''].map((end) => `export/numerique-territorial${end}`),
].flat();
const path = fc.oneof(
  fc.constantFrom(...ROUTES).map((route) => `/api/${route}`),
  fc
    .array(among('api', 'organiser', 'export', '..', '%2e%2e', '%00', '%ff', ''), { maxLength: 5 })
    .map((parts) => `/${parts.join('/')}`),
);

const query = fc.constantFrom('', '?labels=fr', '?burst=1', '?burst=-1', `?volume.commune=${MARKER}`, '?__proto__=1');

const headers = fc.record(
  {
    'Content-Type': among('application/json', 'application/json; charset=utf-8', 'text/plain'),
    'Content-Encoding': among('gzip', 'identity'),
    'Content-Length': among('0', '12', '-1', '1e9', 'x'),
    Authorization: among(`Bearer ${TOKEN}`, `Bearer ${TOKEN}`, 'Receipt ', 'Receipt 0000-0000', 'Basic '),
    Origin: among('http://localhost', 'null', 'https://elsewhere.example'),
    'Sec-Fetch-Site': among('same-origin', 'cross-site', 'none'),
    'X-Forwarded-For': among('203.0.113.7', '::1', ',,,'),
    'If-None-Match': among('*', '"x"'),
    'Accept-Encoding': among('br', 'gzip;q=0'),
  },
  { requiredKeys: [] },
);

const body = fc.oneof(
  fc.constant(JSON.stringify({ envelopes: [{ ...envelope(), channel: MARKER }] })),
  fc.constant(JSON.stringify({ survey: 'numerique-territorial', ids: [MARKER], reason: MARKER })),
  fc.constant(
    JSON.stringify({ survey: 'numerique-territorial', flag: MARKER, volumes: { __proto__: 1 }, reason: 'r' }),
  ),
  fc.constant(JSON.stringify({ code: MARKER })),
  fc.json().map((text) => text.replaceAll('""', `"${MARKER}"`)),
  fc.uint8Array({ maxLength: 200 }),
);

const method = fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH');

it('every request gets a known reply, which echoes nothing, is not logged, and leaves the endpoint healthy', async () => {
  const printed: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0);
  const { app } = await testApp({ proxies: 1 });
  let posts = 0;
  const seed = randomInt(2 ** 31);
  const property = fc.asyncProperty(method, path, query, headers, body, async (verb, where, search, sent, bytes) => {
    const entries = Object.entries(sent).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]/g, '').trim()]);
    const request = new Request(`http://localhost${where}${search}`, {
      method: verb,
      headers: Object.fromEntries(entries),
      ...(verb === 'GET' || verb === 'HEAD' ? {} : { body: bytes as BodyInit }),
    });
    const response = await app.request(request);
    const text = await response.text();
    expect(STATUSES.has(response.status), `${verb} ${where}: ${response.status}`).toBe(true);
    expect([...response.headers].join() + text).not.toContain(MARKER);
    if (response.status >= 400 && text !== '' && new URL(request.url).pathname.startsWith('/api/'))
      expect(Object.keys(REQUEST_CODES)).toContain(JSON.parse(text).code);
    if (++posts % 25 === 0) expect(await verdicts(app, envelope())).toMatchObject([{ verdict: 'stored' }]);
  });
  const outcome = await fc.check(property, { numRuns: LONG ? 1_500 : 400, seed });
  vi.restoreAllMocks();
  expect(printed.join(''), `seed ${seed}`).toBe('');
  expect(outcome.failed, fc.defaultReportMessage(outcome)).toBe(false);
});
