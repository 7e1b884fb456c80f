import { describe, expect, it } from 'vitest';
import type { RequestCode } from '../../../src/wire/problem.ts';
import HTTP from '../../fixtures/cases/http.json' with { type: 'json' };
import { batchOf, envelope, envelopeText, post, storesNothingAndWorks, type TestApp, testApp } from '../harness.ts';

/** Nothing is stored, and the next one works. */
async function refusesWholly(app: TestApp, response: Response, status: number, code: RequestCode) {
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ code });
  await storesNothingAndWorks(app);
}

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const deep = (open: string, close: string) => `{"envelopes":[${open.repeat(40_000)}${close.repeat(40_000)}]}`;

describe('a body that is no batch is refused whole', () => {
  it.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['spaces', ' \n'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a string', '"x"'],
    ['no envelopes', '{}'],
    ['something beside the envelopes', '{"envelopes":[],"more":1}'],
    ['envelopes that are no list', '{"envelopes":{"length":1}}'],
    ['a prototype', '{"__proto__":[1]}'],
    ['half a batch', batchOf(envelopeText({})).slice(0, -20)],
    ['something after the end', `${batchOf(envelopeText({}))}x`],
    ['40 000 nested lists', deep('[', ']')],
    ['40 000 nested objects', deep('{"a":', '}')],
    ['one level too many', batchOf('{"answers":{"a":[[[[[1]]]]]}}')],
    ['bytes that are not UTF-8', bytes('{"envelopes":["', [0xff, 0xfe], '"]}')],
    ['UTF-16', Buffer.from(`\ufeff${batchOf(envelopeText({}))}`, 'utf16le')],
    ['a byte order mark', bytes([0xef, 0xbb, 0xbf], batchOf(envelopeText({})))],
    ['an overlong NUL', bytes('{"envelopes":["', [0xc0, 0x80], '"]}')],
  ])('%s', async (_, body) => {
    const { app } = await testApp();
    await refusesWholly(app, await post(app, body), 400, 'batch.unreadable');
  });

  it('an empty batch, and one of fifty-one', async () => {
    const { app } = await testApp();
    await refusesWholly(app, await post(app, []), 400, 'batch.empty');
    const { app: other } = await testApp();
    await refusesWholly(other, await post(other, Array(51).fill(1)), 400, 'batch.too-many');
  });

  it.each([['text/plain'], ['application/x-www-form-urlencoded'], ['application/json; charset=iso-8859-1'], ['']])(
    'sent as "%s"',
    async (type) => {
      const { app } = await testApp();
      const response = await post(app, [envelope()], { 'Content-Type': type });
      await refusesWholly(app, response, 415, 'body.unsupported-type');
    },
  );

  it('the same body passes with the content type of JSON in UTF-8', async () => {
    const { app } = await testApp();
    for (const type of ['application/json;charset=utf-8', 'Application/JSON; Charset="UTF-8"'])
      expect((await post(app, [envelope()], { 'Content-Type': type })).status).toBe(200);
  });

  it.each([['gzip'], ['br'], ['identity']])('encoded with %s: bodies are never decompressed', async (encoding) => {
    const { app } = await testApp();
    const response = await post(app, [envelope()], { 'Content-Encoding': encoding });
    await refusesWholly(app, response, 415, 'body.unsupported-type');
  });

  it.each([
    ['one byte over the limit', 256 * 1024 + 1],
    ['ten megabytes of text', 10_000_000],
  ])('%s', async (_, length) => {
    const { app } = await testApp();
    const response = await post(app, 'x'.repeat(length));
    expect(response.headers.get('Connection')).toBe('close');
    await refusesWholly(app, response, 413, 'body.too-large');
  });

  it('500 000 keys', async () => {
    const { app } = await testApp();
    const keys = Array.from({ length: 500_000 }, (_, key) => `"k${key}":1`).join();
    const response = await post(app, batchOf(`{${keys}}`));
    await refusesWholly(app, response, 413, 'body.too-large');
  });
});

describe('an address or a method that is not ours', () => {
  it.each(HTTP.methods)('$method $path', async ({ method, path, allow }) => {
    const { app } = await testApp();
    const response = await app.request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe(allow);
  });

  it.each(HTTP.unknown)('GET %s', async (path) => {
    const { app } = await testApp();
    const response = await app.request(`http://localhost${path}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ code: 'not-found' });
  });
});
