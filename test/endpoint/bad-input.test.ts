import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Problem, RequestCode } from '../../src/wire/problem.ts';
import { envelope, exported, post, rows, type TestApp, testApp, verdicts } from './harness.ts';

/** Every request here is refused, or its envelope is; in both cases nothing is stored, nothing is echoed, and the next one works. */
async function refusesWholly(app: TestApp, response: Response, status: number, code: RequestCode) {
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ code });
  await stillWorks(app);
}

async function stillWorks(app: TestApp) {
  expect(await rows(app)).toEqual([]);
  const sent = envelope({ answers: { 'authority-type': 'commune' } });
  expect(await verdicts(app, sent)).toMatchObject([{ verdict: 'stored' }]);
}

const text = (changes: Record<string, unknown>) => JSON.stringify({ ...envelope(), ...changes });
const batch = (...envelopes: string[]) => `{"envelopes":[${envelopes.join(',')}]}`;
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
    ['half a batch', batch(text({})).slice(0, -20)],
    ['something after the end', `${batch(text({}))}x`],
    ['40 000 nested lists', deep('[', ']')],
    ['40 000 nested objects', deep('{"a":', '}')],
    ['one level too many', batch('{"answers":{"a":[[[[[1]]]]]}}')],
    ['bytes that are not UTF-8', bytes('{"envelopes":["', [0xff, 0xfe], '"]}')],
    ['UTF-16', Buffer.from(`\ufeff${batch(text({}))}`, 'utf16le')],
    ['a byte order mark', bytes([0xef, 0xbb, 0xbf], batch(text({})))],
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

  it('sent as JSON in UTF-8, which it is, it passes', async () => {
    const { app } = await testApp();
    for (const type of ['application/json;charset=utf-8', 'Application/JSON; Charset="UTF-8"'])
      expect((await post(app, [envelope()], { 'Content-Type': type })).status).toBe(200);
  });

  it.each([['gzip'], ['br'], ['identity']])('encoded with %s, which is never undone', async (encoding) => {
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

  it('500 000 keys, in no time', async () => {
    const { app } = await testApp();
    const keys = Array.from({ length: 500_000 }, (_, key) => `"k${key}":1`).join();
    const before = performance.now();
    const response = await post(app, batch(`{${keys}}`));
    expect(performance.now() - before).toBeLessThan(100);
    await refusesWholly(app, response, 413, 'body.too-large');
  });
});

const COMMUNE = { 'authority-type': 'commune' };
const withAnswers = (answers: Record<string, unknown>) => text({ answers: { ...COMMUNE, ...answers } });

describe('an envelope with something wrong is refused alone', () => {
  let printed = '';
  beforeAll(() => {
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        printed += String(chunk);
        return true;
      });
    return () => vi.restoreAllMocks();
  });

  const cases: readonly (readonly [string, string, Problem, string])[] = [
    ['a number', '12', 'envelope.invalid', '(envelope)'],
    ['a list', '[]', 'envelope.invalid', '(envelope)'],
    ['an unknown field', text({ 'PLANTED-field': 1 }), 'envelope.invalid', '(unknown key)'],
    ['__proto__', `{"__proto__":{"x":1},${text({}).slice(1)}`, 'envelope.invalid', '(unknown key)'],
    ['constructor', `{"constructor":{},${text({}).slice(1)}`, 'envelope.invalid', '(unknown key)'],
    [
      '__proto__ in answers',
      text({}).replace('"answers":{', '"answers":{"__proto__":"x",'),
      'answer.unknown-question',
      'answers.(unknown key)',
    ],
    ['toString in answers', withAnswers({ toString: 'x' }), 'answer.unknown-question', 'answers.(unknown key)'],
    [
      'hasOwnProperty as an option',
      text({ answers: { 'authority-type': 'hasOwnProperty' } }),
      'answer.unknown-option',
      'answers.authority-type',
    ],
    ['a list for a string', text({ survey: ['numerique-territorial'] }), 'envelope.invalid', 'survey'],
    ['an object for a number', text({ sequence: { valueOf: 1 } }), 'envelope.invalid', 'sequence'],
    ['a number for an option', text({ answers: { 'authority-type': 1 } }), 'answer.invalid', 'answers.authority-type'],
    [
      'a string for a list',
      withAnswers({ 'action-domains': 'administration' }),
      'answer.invalid',
      'answers.action-domains',
    ],
    [
      'a list for rows',
      withAnswers({ 'development-axes': ['axis-open-data'] }),
      'answer.invalid',
      'answers.development-axes',
    ],
    ['no answers at all', text({ answers: null }), 'envelope.invalid', 'answers'],
    ['answers in a list', text({ answers: [] }), 'envelope.invalid', 'answers'],
    ['1e400 in the header', text({ minutes: 12345 }).replace('12345', '1e400'), 'envelope.invalid', 'minutes'],
    [
      '1e400 in an answer',
      withAnswers({ 'digital-budget-investment': 12345 }).replace('12345', '1e400'),
      'answer.invalid',
      'answers.digital-budget-investment',
    ],
    [
      'half a euro too many',
      withAnswers({ 'digital-budget-investment': 0.001 }),
      'answer.invalid',
      'answers.digital-budget-investment',
    ],
    [
      'a negative budget',
      withAnswers({ 'digital-budget-investment': -1 }),
      'answer.invalid',
      'answers.digital-budget-investment',
    ],
    ['NUL', withAnswers({ 'free-comment': 'a\0b' }), 'text.forbidden-character', 'answers.free-comment'],
    ['a bell', withAnswers({ 'free-comment': '\u0007' }), 'text.forbidden-character', 'answers.free-comment'],
    ['a carriage return', withAnswers({ 'free-comment': '\r\n' }), 'text.forbidden-character', 'answers.free-comment'],
    ['U+FFFE', withAnswers({ 'free-comment': '\ufffe' }), 'text.forbidden-character', 'answers.free-comment'],
    [
      'half a surrogate pair',
      withAnswers({ 'free-comment': '\ud83d!' }),
      'text.forbidden-character',
      'answers.free-comment',
    ],
    ['a text of 200 kB', withAnswers({ 'free-comment': 'x'.repeat(200_000) }), 'text.too-long', 'answers.free-comment'],
    [
      'a bomb of combining marks',
      withAnswers({ 'free-comment': `e${'\u0301'.repeat(50_000)}` }),
      'text.too-long',
      'answers.free-comment',
    ],
    ['an empty text', withAnswers({ 'free-comment': '' }), 'answer.invalid', 'answers.free-comment'],
    [
      'the option of another question',
      text({ answers: { 'authority-type': 'administration' } }),
      'answer.unknown-option',
      'answers.authority-type',
    ],
    ['a label', text({ answers: { 'authority-type': 'Commune' } }), 'answer.unknown-option', 'answers.authority-type'],
    [
      'an option with a space',
      text({ answers: { 'authority-type': ' commune' } }),
      'answer.unknown-option',
      'answers.authority-type',
    ],
    [
      'an option chosen twice',
      withAnswers({ 'action-domains': ['administration', 'administration'] }),
      'answer.invalid',
      'answers.action-domains',
    ],
    ['an empty choice', withAnswers({ 'action-domains': [] }), 'answer.invalid', 'answers.action-domains'],
    ['no required answer', text({ answers: {} }), 'answer.required', 'answers.authority-type'],
    [
      'an answer off the path',
      withAnswers({ 'elected-rep-domain': 'x' }),
      'answer.unknown-option',
      'answers.elected-rep-domain',
    ],
    ['another survey', text({ survey: '../../etc/passwd' }), 'survey.unknown', 'survey'],
    ['a survey named for a method', text({ survey: 'constructor' }), 'survey.unknown', 'survey'],
    ['revision 0', text({ revision: 0 }), 'envelope.invalid', 'revision'],
    ['revision -1', text({ revision: -1 }), 'envelope.invalid', 'revision'],
    ['revision 999', text({ revision: 999 }), 'survey.revision-unknown', 'revision'],
    ['revision 1.5', text({ revision: 1.5 }), 'envelope.invalid', 'revision'],
    ['a language that is not the survey’s', text({ language: 'de' }), 'envelope.invalid', 'language'],
    ['a last question that is not the survey’s', text({ lastQuestion: 'x' }), 'envelope.invalid', 'lastQuestion'],
    ['sequence 0', text({ sequence: 0 }), 'envelope.invalid', 'sequence'],
    ['sequence 2³¹', text({ sequence: 2 ** 31 }), 'envelope.invalid', 'sequence'],
    [
      'sequence 9007199254740993',
      text({ sequence: 77777 }).replace('77777', '9007199254740993'),
      'envelope.invalid',
      'sequence',
    ],
    ['no id', text({ id: undefined }), 'envelope.invalid', 'id'],
    ['an empty id', text({ id: '' }), 'envelope.invalid', 'id'],
    ['an id in capitals', text({ id: 'AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA' }), 'envelope.invalid', 'id'],
    ['the nil id', text({ id: '00000000-0000-0000-0000-000000000000' }), 'envelope.invalid', 'id'],
    ['an id of 10 kB', text({ id: 'a'.repeat(10_000) }), 'envelope.invalid', 'id'],
    ['SQL for an id', text({ id: "' OR 1=1" }), 'envelope.invalid', 'id'],
    ['an id with a newline', text({ id: '8b1f6f0e-2c0e-4c57-9d3e-0d0f0a7f6b11\n' }), 'envelope.invalid', 'id'],
    ['31 February', text({ startedOn: '2026-02-31' }), 'envelope.invalid', 'startedOn'],
    ['the year 0', text({ startedOn: '0000-01-01' }), 'envelope.invalid', 'startedOn'],
    ['a time', text({ startedOn: '2026-11-24T10:00:00Z' }), 'envelope.invalid', 'startedOn'],
    ['negative minutes', text({ minutes: -5 }), 'envelope.invalid', 'minutes'],
    ['40 days of minutes', text({ minutes: 57_600 }), 'envelope.invalid', 'minutes'],
    ['minutes in a string', text({ minutes: '11' }), 'envelope.invalid', 'minutes'],
    ['a channel in capitals', text({ channel: 'LinkedIn' }), 'envelope.invalid', 'channel'],
    ['a receipt of another shape', text({ receiptHash: 'F'.repeat(64) }), 'envelope.invalid', 'receiptHash'],
    ['département 1', withAnswers({ territory: '1' }), 'answer.unknown-option', 'answers.territory'],
    ['département 20', withAnswers({ territory: '20' }), 'answer.unknown-option', 'answers.territory'],
    ['département 99', withAnswers({ territory: '99' }), 'answer.unknown-option', 'answers.territory'],
    ['département 2a', withAnswers({ territory: '2a' }), 'answer.unknown-option', 'answers.territory'],
    ['département 69M', withAnswers({ territory: '69M' }), 'answer.unknown-option', 'answers.territory'],
  ];

  it.each(cases)('%s', async (_, sent, problem, path) => {
    const { app } = await testApp();
    const response = await post(app, batch(sent));
    expect(response.status).toBe(200);
    const answered = await response.json();
    expect(answered.verdicts).toMatchObject([{ verdict: 'refused', problem, path }]);
    expect(JSON.stringify(answered)).not.toMatch(/PLANTED|OR 1=1|passwd/);
    await stillWorks(app);
  });

  it('and nothing of it is printed, or left on any prototype', () => {
    expect(printed).toBe('');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('what looks odd and is right is kept exactly', () => {
  it.each([['01'], ['2A'], ['2B'], ['971'], ['976'], ['nc']])('département %s', async (territory) => {
    const { app } = await testApp();
    expect(await verdicts(app, envelope({ answers: { ...COMMUNE, territory } }))).toMatchObject([
      { verdict: 'stored' },
    ]);
  });

  it('-0, 1e2 and tiny numbers are what JSON says they are', async () => {
    const { app } = await testApp();
    const one = withAnswers({ 'digital-budget-investment': 12345 });
    expect((await post(app, batch(one.replace('12345', '-0')))).status).toBe(200);
    const other = withAnswers({ 'digital-budget-investment': 12345 });
    expect((await post(app, batch(other.replace('12345', '1e2')))).status).toBe(200);
    const budgets = (await rows(app)).map(
      (row) => (row.answers as Record<string, unknown>)['digital-budget-investment'],
    );
    expect(budgets.toSorted()).toEqual([0, 100]);
  });

  it('of a key that comes twice, the last counts, for the digest too', async () => {
    const { app } = await testApp();
    const sent = envelope({ minutes: 7 });
    const twice = JSON.stringify(sent).replace('"minutes":7', '"minutes":3,"minutes":7');
    expect(await (await post(app, batch(twice))).json()).toMatchObject({ verdicts: [{ verdict: 'stored' }] });
    expect(await verdicts(app, sent)).toMatchObject([{ verdict: 'already-stored' }]);
  });

  it('the same id twice in one batch is decided in order', async () => {
    const { app } = await testApp();
    const first = envelope({ status: 'partial', sequence: 2 });
    const answered = await verdicts(app, first, first, { ...first, sequence: 1 }, { ...first, sequence: 3 });
    expect(answered.map((one) => one.verdict)).toEqual(['stored', 'already-stored', 'superseded', 'stored']);
  });

  it('years 0001 and 9999 are days like others, and order nothing', async () => {
    const { app } = await testApp();
    const all = await verdicts(app, envelope({ startedOn: '0001-01-01' }), envelope({ startedOn: '9999-12-31' }));
    expect(all.map((one) => one.verdict)).toEqual(['stored', 'stored']);
  });

  it('bidirectional marks, joiners and a thousand emoji come back as they went', async () => {
    const { app } = await testApp();
    const comment = `\u202eabc\u200b ${'👩‍👩‍👧'.repeat(50)} e${'\u0301'.repeat(100)}`;
    expect(await verdicts(app, envelope({ answers: { ...COMMUNE, 'free-comment': comment } }))).toMatchObject([
      { verdict: 'stored' },
    ]);
    expect(await exported(app, 'numerique-territorial.comments.csv')).toContain(comment);
  });
});

describe('an address or a method that is not ours', () => {
  it.each([
    ['GET', '/api/responses', 'POST'],
    ['PUT', '/api/responses', 'POST'],
    ['DELETE', '/api/responses', 'POST'],
    ['OPTIONS', '/api/responses', 'POST'],
    ['HEAD', '/api/responses', 'POST'],
    ['POST', '/api/receipt', 'GET, HEAD, DELETE'],
    ['POST', '/api/health', 'GET, HEAD'],
    ['DELETE', '/api/export/numerique-territorial.csv', 'GET, HEAD'],
    ['PATCH', '/api/results/numerique-territorial', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
  ])('%s %s', async (method, path, allow) => {
    const { app } = await testApp();
    const response = await app.request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe(allow);
  });

  it.each([
    ['/api'],
    ['/api/'],
    ['/api/nothing'],
    ['//api/health'],
    ['/API/health'],
    ['/api/health/'],
    ['/api/export/x/y'],
  ])('GET %s', async (path) => {
    const { app } = await testApp();
    const response = await app.request(`http://localhost${path}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ code: 'not-found' });
  });
});
