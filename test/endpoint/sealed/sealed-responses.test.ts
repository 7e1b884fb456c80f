import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openerOf } from '../../../src/endpoint/sealed/opener.ts';
import { backUp } from '../../../src/host/backup.ts';
import { type KeyPair, makePair, privateKeyOf } from '../../../src/sealing/key-pair.ts';
import { type Recipient, recipientOf, seal } from '../../../src/sealing/seal.ts';
import type { SealedEnvelope } from '../../../src/wire/sealed.ts';
import { DAY, digestOf, envelope, post, rows, testApp, verdicts } from '../harness.ts';

let pair: KeyPair;
let recipients: readonly Recipient[];
beforeAll(async () => {
  pair = await makePair();
  const both = [pair, await makePair()];
  recipients = (await Promise.all(both.map(recipientOf))).filter((one) => one !== undefined);
});

async function openingApp(held: KeyPair = pair) {
  const key = await privateKeyOf(held.private);
  if (!key) throw new Error('no private key');
  return testApp({ open: openerOf(new Map([[held.id, key]])) });
}

function sealed(changes: Parameters<typeof envelope>[0] = {}): Promise<SealedEnvelope> {
  const { answers, ...header } = envelope({ mode: 'field', ...changes });
  return seal(header, answers, recipients);
}

/** Another letter in the middle of the text. */
function spoilt(one: SealedEnvelope): SealedEnvelope {
  const { body } = one.sealed;
  const middle = body.length >> 1;
  const other = `${body.slice(0, middle)}${body[middle] === 'A' ? 'B' : 'A'}${body.slice(middle + 1)}`;
  return { ...one, sealed: { ...one.sealed, body: other } };
}

test('a sealed response is stored once, opened; the verdict names what was sent, and a backup finds it sound', async () => {
  const { app, folder } = await openingApp();
  const one = await sealed({ answers: { 'authority-type': 'commune', territory: '2A' } });
  const digest = digestOf(one);
  expect(await verdicts(app, one)).toEqual([{ id: one.id, sequence: 1, digest, verdict: 'stored' }]);
  expect(await verdicts(app, one)).toMatchObject([{ verdict: 'already-stored', digest }]);
  expect(await rows(app)).toMatchObject([
    { id: one.id, mode: 'field', answers: { 'authority-type': 'commune', territory: '2A' } },
  ]);
  expect(await backUp(join(folder, 'responses.sqlite'), join(folder, 'copy.sqlite'), DAY)).toBe(1);
});

test('resealed under a higher sequence it replaces; other answers under the same sequence are a conflict', async () => {
  const { app } = await openingApp();
  const id = randomUUID();
  const receiptHash = 'c'.repeat(64);
  await verdicts(app, await sealed({ id, receiptHash, status: 'partial' }));
  expect(await verdicts(app, await sealed({ id, receiptHash, status: 'partial' }))).toMatchObject([
    { verdict: 'already-stored' },
  ]);
  const answers = { 'authority-type': 'region' };
  expect(await verdicts(app, await sealed({ id, receiptHash, status: 'partial', answers }))).toMatchObject([
    { verdict: 'refused', problem: 'envelope.conflict' },
  ]);
  expect(await verdicts(app, await sealed({ id, receiptHash, sequence: 2 }))).toMatchObject([{ verdict: 'stored' }]);
  expect(await rows(app)).toMatchObject([{ id, status: 'complete', sequence: 2 }]);
});

test('one damaged response among a hundred is refused with its code, and ninety-nine are stored', async () => {
  const { app } = await openingApp();
  const all = await Promise.all(Array.from({ length: 100 }, () => sealed()));
  const sent = all.map((one, place) => (place === 41 ? spoilt(one) : one));
  const replies = [...(await verdicts(app, ...sent.slice(0, 50))), ...(await verdicts(app, ...sent.slice(50)))];
  expect(replies.filter(({ verdict }) => verdict === 'stored')).toHaveLength(99);
  expect(replies[41]).toMatchObject({
    id: all[41]?.id,
    verdict: 'refused',
    problem: 'sealed.unreadable',
    path: 'sealed',
  });
  expect(await rows(app)).toHaveLength(99);
});

test('an altered header and an unknown key each have their code; the right key opens it later', async () => {
  const stranger = await openingApp(await makePair());
  const one = await sealed();
  expect(await verdicts(stranger.app, one)).toMatchObject([{ verdict: 'refused', problem: 'sealed.key-unknown' }]);
  const { app } = await openingApp();
  expect(await verdicts(app, { ...one, minutes: 12 })).toMatchObject([{ problem: 'sealed.unreadable' }]);
  expect(await verdicts(app, one)).toMatchObject([{ verdict: 'stored' }]);
});

test('an endpoint without keys refuses what is sealed, and goes on with the rest', async () => {
  const { app } = await testApp();
  expect(await verdicts(app, await sealed(), envelope())).toMatchObject([
    { verdict: 'refused', problem: 'sealed.key-unknown' },
    { verdict: 'stored' },
  ]);
});

test('decrypted answers are checked like any others', async () => {
  const { app } = await openingApp();
  const replies = await verdicts(
    app,
    await sealed({ answers: { nonsense: 'yes' } }),
    await sealed({ answers: { 'authority-type': 'kingdom' } }),
    await sealed({ answers: {} }),
    await sealed({ answers: ['authority-type'] }),
    await sealed({ survey: 'another' }),
  );
  expect(replies.map(({ problem }) => problem)).toEqual([
    'answer.unknown-question',
    'answer.unknown-option',
    'answer.required',
    'sealed.unreadable',
    'survey.unknown',
  ]);
  expect(await rows(app)).toEqual([]);
});

test('sealed answers that are nested too deeply are unreadable, and hold up no neighbour', async () => {
  const deep = JSON.parse(`{"authority-type":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
  const nested = await sealed();
  const { app } = await testApp({
    open: async (item) => (item === undefined ? undefined : { kind: 'opened', answers: deep }),
  });
  expect(await verdicts(app, nested, envelope())).toMatchObject([
    { verdict: 'refused', problem: 'sealed.unreadable' },
    { verdict: 'stored' },
  ]);
});

test.each(['survey', 'lastQuestion'])('a sealed envelope with a lone surrogate as %s is invalid', async (field) => {
  const { app } = await openingApp();
  const text = JSON.stringify({ envelopes: [{ ...(await sealed()), [field]: '\ud800' }] });
  expect(await (await post(app, text)).json()).toMatchObject({
    verdicts: [{ verdict: 'refused', digest: null }],
  });
});

test.each([
  ['beside answers in clear', (one: SealedEnvelope) => ({ ...one, answers: {} }), 'answers'],
  ['of a later form', (one: SealedEnvelope) => ({ ...one, sealed: { ...one.sealed, v: 2 } }), 'sealed'],
  ['without recipients', (one: SealedEnvelope) => ({ ...one, sealed: { ...one.sealed, to: [] } }), 'sealed'],
  ['that is none', (one: SealedEnvelope) => ({ ...one, sealed: 'x' }), 'sealed'],
  ['that is null', (one: SealedEnvelope) => ({ ...one, sealed: null }), 'sealed'],
  ['with an unknown key', (one: SealedEnvelope) => ({ ...one, more: 1 }), '(unknown key)'],
])('a sealed envelope %s is invalid', async (_, change, path) => {
  const { app } = await openingApp();
  expect(await verdicts(app, change(await sealed()))).toMatchObject([{ problem: 'envelope.invalid', path }]);
});

test('two hundred sealed in four batches are opened, with others', async () => {
  const { app } = await openingApp();
  const all = await Promise.all(Array.from({ length: 200 }, () => sealed()));
  for (let at = 0; at < 200; at += 40)
    expect(new Set((await verdicts(app, ...all.slice(at, at + 40))).map(({ verdict }) => verdict))).toEqual(
      new Set(['stored']),
    );
  expect(await rows(app)).toHaveLength(200);
});
