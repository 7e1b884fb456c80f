import * as v from 'valibot';
import { expect, it } from 'vitest';
import { createKeyring, tokenDigest } from '../../../src/endpoint/tokens/keyring.ts';
import { type JournalAct, journalReply } from '../../../src/wire/organiser/organiser-reply.ts';
import { ask, TOKEN } from '../../support/ask.ts';
import { DAY, envelope, named, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';
const READER = 'a-token-of-a-reader-called-rene-01234';
const DECIDER = 'a-token-of-one-who-decides-0123456789';
const OTHER = 'a-token-that-is-limited-to-sport-0123';

async function endpoint() {
  const limited = { ...named('other', OTHER, 'read', 'author'), digest: tokenDigest(OTHER), surveys: ['sport-*'] };
  const keyring = createKeyring(TOKEN, [named('reader', READER, 'read'), named('decider', DECIDER, 'decide'), limited]);
  const { app } = await testApp({ keyring });
  await verdicts(app, envelope());
  const say = (call: string, token: string, body?: object) => ask(app, call, body, { token });
  const journal = async (token = TOKEN): Promise<readonly JournalAct[]> =>
    v.parse(journalReply, (await say('journal', token)).body).acts;
  return { say, journal };
}

it('counts by day who did what with which outcome, and says no hour', async () => {
  const { say, journal } = await endpoint();
  for (const path of [SURVEY, SURVEY, `${SURVEY}?today=1`]) await say(`participation/${path}`, READER);
  await say('close', READER, { survey: SURVEY });
  await say('close', DECIDER, { survey: SURVEY, dryRun: true });
  await say('me', READER);
  await expect.poll(journal).toHaveLength(4);
  const acts = await journal();
  expect(acts.map(({ name, act, outcome, times }) => [name, act, outcome, times])).toEqual([
    ['decider', 'post-close', 'dry', 1],
    ['reader', 'post-close', 'token.scope', 1],
    ['reader', 'get-participation', 'done', 2],
    ['reader', 'get-participation-today', 'done', 1],
  ]);
  expect(new Set(acts.map(({ day }) => day))).toEqual(new Set([DAY]));
  expect(JSON.stringify(acts)).not.toMatch(/\d\d:\d\d/);
});

it('shows a limited token its own acts and those on its surveys, and one that may not read no count', async () => {
  const { say, journal } = await endpoint();
  await say(`participation/${SURVEY}`, READER);
  await say(`participation/${SURVEY}`, OTHER);
  await say('home', TOKEN, { survey: null });
  await expect.poll(journal).toHaveLength(3);
  expect(await journal(OTHER)).toEqual([
    { day: DAY, name: 'other', survey: '', act: 'get-participation', outcome: 'not-found', times: 1 },
  ]);
  expect((await journal(DECIDER)).map(({ name, times }) => [name, times])).toEqual([['reader', null]]);
});
