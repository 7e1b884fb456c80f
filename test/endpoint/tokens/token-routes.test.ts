import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newEntryCode, redeemEntryCode } from '../../../src/endpoint/tokens/entry-code.ts';
import { SCOPES } from '../../../src/endpoint/tokens/scopes.ts';
import { dayOf } from '../../../src/wire/day.ts';
import { openSqlite, started, temporaryFolder } from '../harness.ts';

const LATER = '2999-12-31';

async function opened() {
  const { ask } = await started();
  const enter = (code: string) =>
    ask('POST /api/entry', undefined, { token: null, headers: { Authorization: `Code ${code}` } });
  return { ask, enter };
}

const CLAIRE = { name: 'claire', scopes: ['read'], until: LATER, surveys: ['town-*'] };

it('gives, prolongs and revokes a token, which is shown once', async () => {
  const { ask } = await opened();
  const { token } = (await ask('tokens', CLAIRE)).body;
  expect((await ask('me', undefined, { token })).body).toMatchObject({ name: 'claire', limitedTo: ['town-*'] });
  // Its use is noted behind the reply.
  await expect
    .poll(async () => (await ask('tokens')).body)
    .toEqual({ tokens: [{ ...CLAIRE, usedOn: dayOf(new Date()) }] });
  expect((await ask('tokens', CLAIRE)).body.code).toBe('token.exists');
  for (const name of ['organiser', 'host'])
    expect((await ask('tokens', { ...CLAIRE, name })).body.code).toBe('token.exists');
  expect((await ask('tokens', { ...CLAIRE, name: 'past', until: '2020-01-01' })).body.code).toBe('day.too-early');
  expect((await ask('tokens/prolong', { name: 'claire', until: '3000-01-01' })).status).toBe(200);
  expect((await ask('tokens')).body.tokens[0].until).toBe('3000-01-01');
  expect((await ask('tokens/revoke', { name: 'claire' })).status).toBe(200);
  expect((await ask('tokens/revoke', { name: 'claire' })).status).toBe(404);
  await expect.poll(async () => (await ask('me', undefined, { token })).status, { interval: 500 }).toBe(401);
});

it.each([
  ['everything but one scope', { scopes: SCOPES.filter((scope) => scope !== 'contacts'), surveys: null }],
  ['everything on some surveys', { scopes: SCOPES, surveys: ['town-*'] }],
])('a token that allows %s handles no token', async (_, allowed) => {
  const { ask } = await opened();
  const { token } = (await ask('tokens', { ...CLAIRE, ...allowed })).body;
  expect((await ask('tokens', undefined, { token })).body.code).toBe('token.scope');
  expect((await ask('tokens', { ...CLAIRE, name: 'more' }, { token })).body.code).toBe('token.scope');
  expect((await ask('tokens/revoke', { name: 'claire' }, { token })).body.code).toBe('token.scope');
});

it('hands a token over by a code, once; the code opens nothing itself', async () => {
  const { ask, enter } = await opened();
  const { token } = (await ask('tokens', CLAIRE)).body;
  expect((await ask('tokens/code', { name: 'claire', token: 'another' })).status).toBe(404);
  const first = (await ask('tokens/code', { name: 'claire', token })).body.code;
  const { code } = (await ask('tokens/code', { name: 'claire', token })).body;
  // The one before it is gone.
  expect((await enter(first)).status).toBe(404);
  expect((await ask('me', undefined, { token: code })).status).toBe(401);
  const entries = await Promise.all([enter(code), enter(code), enter(code)]);
  expect(entries.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  expect(entries.find(({ status }) => status === 200)?.body).toEqual({ token });
  expect((await ask('tokens')).body.tokens).toHaveLength(1);
  const { code: other } = (await ask('tokens/code', { name: 'claire', token })).body;
  await ask('tokens/revoke', { name: 'claire' });
  expect((await enter(other)).status).toBe(404);
});

it('takes a code for ten minutes', async () => {
  const folder = await temporaryFolder();
  const storage = openSqlite(join(folder, 'responses.sqlite'));
  onTestFinished(() => storage.close());
  const at = new Date('2027-01-01T10:00:00Z');
  const after = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
  const make = () => newEntryCode(storage, { name: 'claire', token: 'the-token', until: LATER }, at);
  expect(await redeemEntryCode(storage, (await make()).code, after(599))).toEqual({
    name: 'claire',
    token: 'the-token',
  });
  expect(await redeemEntryCode(storage, (await make()).code, after(600))).toBeUndefined();
});
