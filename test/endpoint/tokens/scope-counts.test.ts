import { describe, expect, it } from 'vitest';
import { createKeyring } from '../../../src/endpoint/tokens/keyring.ts';
import { ask, TOKEN } from '../../support/ask.ts';
import { envelope, named, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';
const tokens = {
  decide: 'a-token-that-may-only-decide-012345678',
  both: 'a-token-that-may-decide-and-read-01234',
  comments: 'a-token-that-decides-and-moderates-012',
} as const;
const scopes = { decide: ['decide'], both: ['decide', 'read'], comments: ['comments', 'decide'] } as const;
const keyring = createKeyring(
  TOKEN,
  (Object.keys(tokens) as (keyof typeof tokens)[]).map((name) => named(name, tokens[name], ...scopes[name])),
);

async function endpoint() {
  const { app } = await testApp({ keyring });
  const sent = Array.from({ length: 5 }, () => envelope({ minutes: 0 }));
  await verdicts(app, ...sent);
  const say = async (name: keyof typeof tokens, call: string, body: object) => {
    const { status, text } = await ask(app, call, { survey: SURVEY, ...body }, { token: tokens[name] });
    return { status, text };
  };
  return { app, ids: sent.map(({ id }) => id), say };
}

describe.each(['decide', 'comments'] as const)('a token with the scopes of %s, which may not read', (name) => {
  it('gets no count of what it excludes and reinstates, and may not exclude by a flag', async () => {
    const { ids, say } = await endpoint();
    expect(await say(name, 'set-aside', { ids, reason: 'r' })).toEqual({ status: 200, text: '{"setAside":null}' });
    expect(await say(name, 'take-back', { ids })).toEqual({ status: 200, text: '{"takenBack":null}' });
    const byFlag = { flag: 'burst/commune/2026-11-24', reason: 'r', burst: 1, today: true };
    expect(await say(name, 'set-aside', byFlag)).toMatchObject({ status: 403, text: '{"code":"token.scope"}' });
  });

  it('gets no number of a crossing that it lists, however often it asks', async () => {
    const { ids, say } = await endpoint();
    const crossing = { rows: 'digital-plan', columns: 'digital-service-size', wanted: 'listed', dryRun: true };
    const before = await say(name, 'crossing', crossing);
    await say(name, 'set-aside', { ids: ids.slice(0, 1), reason: 'r' });
    expect(await say(name, 'crossing', crossing)).toEqual(before);
    expect(before.text).not.toMatch(/:\d/);
  });
});

it('a token that may read too gets them', async () => {
  const { ids, say } = await endpoint();
  expect(await say('both', 'set-aside', { ids, reason: 'r' })).toEqual({ status: 200, text: '{"setAside":5}' });
  expect(await say('both', 'take-back', { ids })).toEqual({ status: 200, text: '{"takenBack":5}' });
});
