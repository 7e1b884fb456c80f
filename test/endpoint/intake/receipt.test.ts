import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyring } from '../../../src/endpoint/tokens/keyring.ts';
import type { Use } from '../../../src/endpoint/tokens/token-audit.ts';
import { receiptCode } from '../../../src/wire/receipt-code.ts';
import { answer, ask, TOKEN } from '../../support/ask.ts';
import { envelope, named, rows, type TestApp, testApp, verdicts } from '../harness.ts';

const secret = randomBytes(16);
const receiptHash = createHash('sha256').update(secret).digest('hex');

const askFor = (app: TestApp, method: string, Authorization: string) =>
  answer(app, `${method} /api/receipt`, undefined, { token: null, headers: { Authorization } });

describe('a receipt', () => {
  it('shows that the response is stored, then erases it, with the same reply each time', async () => {
    const { app } = await testApp();
    const sent = envelope({ receiptHash });
    await verdicts(app, sent);
    const code = `Receipt ${receiptCode(secret)}`;
    expect(await askFor(app, 'GET', code)).toEqual({ status: 200, body: { state: 'received', receiptHash } });
    expect(await askFor(app, 'GET', code.toLowerCase().replaceAll('-', ' '))).toMatchObject({ status: 200 });
    expect(await askFor(app, 'DELETE', code)).toEqual({ status: 200, body: { state: 'erased', receiptHash } });
    expect(await askFor(app, 'DELETE', code)).toEqual({ status: 200, body: { state: 'erased', receiptHash } });
    expect(await rows(app)).toEqual([]);
    expect(await verdicts(app, sent)).toMatchObject([{ id: sent.id, verdict: 'erased' }]);
    expect(await rows(app)).toEqual([]);
  });

  it.each([
    ['that is mistyped', `Receipt ${receiptCode(secret).replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`],
    ['that is the hash', `Receipt ${receiptHash}`],
    ['for another purpose', `Bearer ${receiptCode(secret)}`],
    ['that is missing', ''],
  ])('%s tells nothing', async (_, authorization) => {
    const { app } = await testApp();
    await verdicts(app, envelope({ receiptHash }));
    for (const method of ['GET', 'DELETE'])
      expect(await askFor(app, method, authorization)).toEqual({ status: 404, body: { code: 'not-found' } });
    expect(await rows(app)).toHaveLength(1);
  });

  it('of no response tells nothing but its own hash', async () => {
    const { app } = await testApp();
    await verdicts(app, envelope({ receiptHash }));
    const other = randomBytes(16);
    const body = { code: 'not-found', receiptHash: createHash('sha256').update(other).digest('hex') };
    for (const method of ['GET', 'DELETE'])
      expect(await askFor(app, method, `Receipt ${receiptCode(other)}`)).toEqual({ status: 404, body });
    expect(await rows(app)).toHaveLength(1);
  });

  it('erases nothing when another site asks', async () => {
    const { app } = await testApp();
    await verdicts(app, envelope({ receiptHash }));
    const headers = { Authorization: `Receipt ${receiptCode(secret)}`, Origin: 'https://elsewhere.example' };
    expect((await ask(app, 'DELETE /api/receipt', undefined, { headers })).status).toBe(403);
    expect(await rows(app)).toHaveLength(1);
  });
});

const DECIDING = 'a-token-that-may-only-decide-012345678';
const keyring = createKeyring(TOKEN, [named('accueil', DECIDING, 'decide')]);

const erase = (app: TestApp, body: object | null, token = DECIDING) => answer(app, 'erase', body, { token });

describe('an organiser who was given a receipt code', () => {
  it('erases the response as its respondent would, with the same reply each time and no count', async () => {
    const { app } = await testApp({ keyring });
    const sent = envelope({ receiptHash, answers: { 'authority-type': 'commune', 'free-comment': 'to be erased' } });
    await verdicts(app, sent, envelope());
    const code = receiptCode(secret);
    for (const written of [code, code.toLowerCase().replaceAll('-', ' ')])
      expect(await erase(app, { code: written })).toEqual({ status: 200, body: { state: 'erased', receiptHash } });
    expect(await askFor(app, 'GET', `Receipt ${code}`)).toEqual({
      status: 200,
      body: { state: 'erased', receiptHash },
    });
    expect(await rows(app)).toHaveLength(1);
    expect(await verdicts(app, sent)).toMatchObject([{ id: sent.id, verdict: 'erased' }]);
    const comments = await ask(app, '/api/export/numerique-territorial.comments.csv?today=1');
    expect(comments.text).not.toContain('to be erased');
  });

  it.each([
    ['a code that is mistyped', { code: receiptCode(secret).replace(/.$/, (last) => (last === '0' ? '1' : '0')) }],
    ['a hash', { code: receiptHash }],
    ['an empty code', { code: '' }],
    ['the code of no response', { code: receiptCode(Buffer.alloc(16, 7)) }],
  ])('gets for %s what the public call replies', async (_, body) => {
    const { app } = await testApp({ keyring });
    await verdicts(app, envelope({ receiptHash }));
    const replied = await erase(app, body);
    expect(replied).toEqual(await askFor(app, 'DELETE', `Receipt ${body.code}`));
    expect(replied).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await rows(app)).toHaveLength(1);
  });

  it.each([{}, { code: 1 }, { code: receiptCode(secret), survey: 'numerique-territorial' }, null])(
    'erases nothing with a body of %j',
    async (body) => {
      const { app } = await testApp({ keyring });
      await verdicts(app, envelope({ receiptHash }));
      expect(await erase(app, body)).toEqual({ status: 400, body: { code: 'batch.unreadable' } });
      expect(await rows(app)).toHaveLength(1);
    },
  );

  it('guesses no faster than anyone, from one allowance with the public call', async () => {
    const { app } = await testApp({ keyring, rate: { burst: 100, perSecond: 1 } });
    const statuses: number[] = [];
    for (let turn = 0; turn < 12; turn++) statuses.push((await erase(app, { code: 'guess' })).status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(10);
    expect(statuses.at(-1)).toBe(429);
    expect((await askFor(app, 'GET', 'Receipt guess')).status).toBe(429);
  });

  it('leaves a line with the name of the token, and nothing of the code or the response', async () => {
    const uses: Use[] = [];
    const { app } = await testApp({ keyring, audit: (use) => uses.push(use) });
    await verdicts(app, envelope({ receiptHash }));
    await erase(app, { code: receiptCode(secret) });
    await erase(app, { code: 'MARK' });
    expect(uses).toEqual([
      { by: 'accueil', use: 'POST organiser/erase', status: 200 },
      { by: 'accueil', use: 'POST organiser/erase', status: 404 },
    ]);
  });
});
