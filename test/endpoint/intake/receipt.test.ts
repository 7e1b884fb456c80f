import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { receiptCode } from '../../../src/wire/receipt-code.ts';
import { envelope, rows, type TestApp, testApp, verdicts } from '../harness.ts';

const secret = randomBytes(16);
const receiptHash = createHash('sha256').update(secret).digest('hex');

async function ask(app: TestApp, method: string, authorization: string) {
  const response = await app.request('/api/receipt', { method, headers: { Authorization: authorization } });
  return { status: response.status, body: await response.json() };
}

describe('a receipt', () => {
  it('shows that the response is stored, then erases it, with the same reply each time', async () => {
    const { app } = await testApp();
    const sent = envelope({ receiptHash });
    await verdicts(app, sent);
    const code = `Receipt ${receiptCode(secret)}`;
    expect(await ask(app, 'GET', code)).toEqual({ status: 200, body: { state: 'received', receiptHash } });
    expect(await ask(app, 'GET', code.toLowerCase().replaceAll('-', ' '))).toMatchObject({ status: 200 });
    expect(await ask(app, 'DELETE', code)).toEqual({ status: 200, body: { state: 'erased', receiptHash } });
    expect(await ask(app, 'DELETE', code)).toEqual({ status: 200, body: { state: 'erased', receiptHash } });
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
      expect(await ask(app, method, authorization)).toEqual({ status: 404, body: { code: 'not-found' } });
    expect(await rows(app)).toHaveLength(1);
  });

  it('of no response tells nothing but its own hash', async () => {
    const { app } = await testApp();
    await verdicts(app, envelope({ receiptHash }));
    const other = randomBytes(16);
    const body = { code: 'not-found', receiptHash: createHash('sha256').update(other).digest('hex') };
    for (const method of ['GET', 'DELETE'])
      expect(await ask(app, method, `Receipt ${receiptCode(other)}`)).toEqual({ status: 404, body });
    expect(await rows(app)).toHaveLength(1);
  });

  it('erases nothing when another site asks', async () => {
    const { app } = await testApp();
    await verdicts(app, envelope({ receiptHash }));
    const headers = { Authorization: `Receipt ${receiptCode(secret)}`, Origin: 'https://elsewhere.example' };
    expect((await app.request('/api/receipt', { method: 'DELETE', headers })).status).toBe(403);
    expect(await rows(app)).toHaveLength(1);
  });
});
