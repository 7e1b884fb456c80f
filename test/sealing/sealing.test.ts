import { Aes256Gcm, DhkemP256HkdfSha256, HkdfSha256, CipherSuite as OtherSuite } from '@hpke/core';
import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import { beforeAll, describe, expect, test } from 'vitest';
import { recipientsOn, type SealingKey } from '../../src/core/survey/sealing-keys.ts';
import { fromBase64url, toBase64url } from '../../src/sealing/base64url.ts';
import { FINGERPRINT_WORDS, fingerprintOf } from '../../src/sealing/fingerprint.ts';
import { isPair, type KeyPair, makePair, privateKeyOf } from '../../src/sealing/key-pair.ts';
import { openSealed, type PrivateKeys } from '../../src/sealing/open-sealed.ts';
import { type Recipient, recipientOf, seal } from '../../src/sealing/seal.ts';
import { boundTo, infoOf, NONCE } from '../../src/sealing/suite.ts';
import { fromHex, toHex } from '../../src/wire/hex.ts';
import type { SealedEnvelope, SealedHeader } from '../../src/wire/sealed.ts';
import kept from './sealed-envelope.json' with { type: 'json' };

const HEADER: SealedHeader = {
  id: '8b1f6f0e-2c0e-4c57-9d3e-0d0f0a7f6b11',
  sequence: 3,
  survey: 'shared-garden',
  revision: 4,
  status: 'complete',
  mode: 'field',
  channel: 'salon',
  language: 'fr',
  startedOn: '2026-11-24',
  minutes: 11,
  lastQuestion: 'wish',
  receiptHash: 'a'.repeat(64),
};
const ANSWERS = { plot: 'yes', wish: 'Des arbres, « partout » 🌳' };

let pairs: readonly KeyPair[];
let recipients: readonly Recipient[];
beforeAll(async () => {
  pairs = [await makePair(), await makePair()];
  recipients = (await Promise.all(pairs.map(recipientOf))).filter((one) => one !== undefined);
});

async function keysOf(...held: readonly (KeyPair | undefined)[]): Promise<PrivateKeys> {
  const keys = await Promise.all(
    held.map(async (pair) => {
      const key = await privateKeyOf(pair?.private ?? '');
      if (!pair || !key) throw new Error('no private key');
      return [pair.id, key] as const;
    }),
  );
  return new Map(keys);
}

const spoilt = (text: string) => `${text.slice(0, -9)}${text.at(-9) === 'A' ? 'B' : 'A'}${text.slice(-8)}`;

describe('what is sealed', () => {
  test('is opened by either recipient alone', async () => {
    const envelope = await seal(HEADER, ANSWERS, recipients);
    for (const pair of pairs)
      expect(await openSealed(envelope, await keysOf(pair))).toEqual({ kind: 'opened', answers: ANSWERS });
  });

  test('says nothing of the answers, and of their length only which step of 512 bytes it is in', async () => {
    const short = await seal(HEADER, { plot: 'yes' }, recipients);
    const long = await seal(HEADER, { plot: 'yes', wish: 'x'.repeat(480) }, recipients);
    expect(short.sealed.body.length).toBe(long.sealed.body.length);
    expect(JSON.stringify(short)).not.toContain('plot');
    expect((await seal(HEADER, { wish: 'x'.repeat(600) }, recipients)).sealed.body.length).toBeGreaterThan(
      long.sealed.body.length,
    );
  });

  test('is another text each time', async () => {
    const [one, other] = [await seal(HEADER, ANSWERS, recipients), await seal(HEADER, ANSWERS, recipients)];
    expect(one.sealed.body).not.toBe(other.sealed.body);
    expect(one.sealed.to[0]?.enc).not.toBe(other.sealed.to[0]?.enc);
  });

  test('is unreadable for anyone else', async () => {
    const envelope = await seal(HEADER, ANSWERS, recipients);
    const stranger = await makePair();
    expect(await openSealed(envelope, await keysOf(stranger))).toEqual({ kind: 'key-unknown' });
    // Even under the name of a recipient.
    const posing = await keysOf({ ...stranger, id: pairs[0]?.id ?? '' });
    expect(await openSealed(envelope, posing)).toEqual({ kind: 'unreadable' });
  });

  test.each([
    ['sequence', { sequence: 4 }],
    ['survey', { survey: 'another' }],
    ['revision', { revision: 5 }],
    ['status', { status: 'partial' as const }],
    ['day', { startedOn: '2026-11-25' }],
    ['receipt', { receiptHash: 'b'.repeat(64) }],
  ])('cannot be moved under another header: %s', async (_, change) => {
    const envelope = await seal(HEADER, ANSWERS, recipients);
    expect(await openSealed({ ...envelope, ...change }, await keysOf(...pairs))).toEqual({ kind: 'unreadable' });
  });

  test.each([
    ['body', (one: SealedEnvelope) => ({ ...one.sealed, body: spoilt(one.sealed.body) })],
    ['body cut short', (one: SealedEnvelope) => ({ ...one.sealed, body: one.sealed.body.slice(0, 12) })],
    ['body that is no base64', (one: SealedEnvelope) => ({ ...one.sealed, body: one.sealed.body.slice(0, 9) })],
    [
      'point',
      (one: SealedEnvelope) => ({ ...one.sealed, to: one.sealed.to.map((to) => ({ ...to, enc: spoilt(to.enc) })) }),
    ],
    [
      'wrapped key',
      (one: SealedEnvelope) => ({
        ...one.sealed,
        to: one.sealed.to.map((to) => ({ ...to, wrapped: spoilt(to.wrapped) })),
      }),
    ],
  ])('is unreadable, and no more, with another byte in it: %s', async (_, spoil) => {
    const envelope = await seal(HEADER, ANSWERS, recipients);
    expect(await openSealed({ ...envelope, sealed: spoil(envelope) }, await keysOf(...pairs))).toEqual({
      kind: 'unreadable',
    });
  });

  test('is opened by the reserve when only the other wrapping is damaged', async () => {
    const envelope = await seal(HEADER, ANSWERS, recipients);
    const [first, second] = envelope.sealed.to;
    if (!first || !second) throw new Error('two recipients');
    const sealed = { ...envelope.sealed, to: [{ ...first, wrapped: spoilt(first.wrapped) }, second] };
    expect(await openSealed({ ...envelope, sealed }, await keysOf(...pairs))).toMatchObject({ kind: 'opened' });
  });

  test('in November 2026 opens for ever', async () => {
    const envelope = kept.envelope as SealedEnvelope;
    for (const pair of kept.pairs)
      expect(await openSealed(envelope, await keysOf(pair))).toEqual({ kind: 'opened', answers: kept.answers });
  });
});

describe('the standard', () => {
  const other = new OtherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });

  test('as another hand implements it opens what this one seals', async () => {
    const { sealed, ...header } = await seal(HEADER, ANSWERS, recipients);
    const [to] = sealed.to;
    const secret = bytesOf(pairs[0]?.private);
    const recipientKey = await other.kem.deserializePrivateKey(secret);
    const context = await other.createRecipientContext({
      recipientKey,
      enc: bytesOf(to?.enc),
      info: infoOf(header, to?.key ?? ''),
    });
    const content = await context.open(bytesOf(to?.wrapped), boundTo(header));
    const key = await crypto.subtle.importKey('raw', content, 'AES-GCM', false, ['decrypt']);
    const how = { name: 'AES-GCM', iv: NONCE, additionalData: boundTo(header) };
    const text = new TextDecoder().decode(await crypto.subtle.decrypt(how, key, bytesOf(sealed.body)));
    expect(text.length % 2 === 0 && JSON.parse(text)).toEqual(ANSWERS);
  });

  test('as another hand implements it seals what this one opens', async () => {
    const [pair] = pairs;
    const id = pair?.id ?? '';
    const content = crypto.getRandomValues(new Uint8Array(32));
    const key = await crypto.subtle.importKey('raw', content, 'AES-GCM', false, ['encrypt']);
    const how = { name: 'AES-GCM', iv: NONCE, additionalData: boundTo(HEADER) };
    const body = await crypto.subtle.encrypt(how, key, new TextEncoder().encode(JSON.stringify(ANSWERS)));
    const sender = await other.createSenderContext({
      recipientPublicKey: await other.kem.deserializePublicKey(bytesOf(pair?.key)),
      info: infoOf(HEADER, id),
    });
    const wrapped = await sender.seal(content, boundTo(HEADER));
    const to = [{ key: id, enc: base64(sender.enc), wrapped: base64(wrapped) }];
    const envelope = { ...HEADER, sealed: { v: 1 as const, to, body: base64(body) } };
    expect(await openSealed(envelope, await keysOf(pair))).toEqual({ kind: 'opened', answers: ANSWERS });
  });

  // RFC 9180, A.3.1: P-256, HKDF-SHA256, AES-128-GCM, whose key agreement and schedule are ours.
  test('is kept to the letter: the vector of RFC 9180 opens', async () => {
    const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM);
    const privateKey = await suite.DeserializePrivateKey(
      fromHex('f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2'),
      true,
    );
    const opened = await suite.Open(
      privateKey,
      fromHex(
        '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
      ),
      fromHex('5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434'),
      { info: fromHex('4f6465206f6e2061204772656369616e2055726e'), aad: fromHex('436f756e742d30') },
    );
    expect(toHex(opened)).toBe('4265617574792069732074727574682c20747275746820626561757479');
  });
});

describe('a key', () => {
  test('is one only when it opens what was sealed to it', async () => {
    const [one, other] = pairs;
    const [right] = [...(await keysOf(one)).values()];
    const [wrong] = [...(await keysOf(other)).values()];
    if (!one || !right || !wrong) throw new Error('two pairs');
    expect(await isPair(one, right)).toBe(true);
    expect(await isPair(one, wrong)).toBe(false);
  });

  test('that does not match its id, or is not a point of the curve, is not used', async () => {
    const [one, other] = pairs;
    expect(await recipientOf({ id: one?.id ?? '', key: other?.key ?? '' })).toBeUndefined();
    const point = new Uint8Array(65).fill(4);
    const { idOfKey } = await import('../../src/sealing/key-id.ts');
    expect(await recipientOf({ id: idOfKey(point), key: toBase64url(point) })).toBeUndefined();
    expect(await privateKeyOf('no key')).toBeUndefined();
  });

  const key = (id: string, holder: SealingKey['holder'], from: string, retiredFrom?: string): SealingKey => ({
    id,
    key: id,
    holder,
    from,
    ...(retiredFrom && { retiredFrom }),
  });
  const keys = [
    key('a1', 'opener', '2026-01-01', '2026-12-01'),
    key('a2', 'opener', '2026-11-26'),
    key('b1', 'backup', '2026-01-01'),
  ];

  test.each([
    ['before the second begins', '2026-11-25', ['a1', 'b1']],
    ['from the day on which it begins', '2026-11-26', ['a2', 'b1']],
    ['after the first is retired', '2027-05-01', ['a2', 'b1']],
    ['by a clock of 1970', '1970-01-01', ['a1', 'b1']],
    ['by a clock of 2040', '2040-01-01', ['a2', 'b1']],
  ])('has a life: %s', (_, today, expected) => {
    expect(recipientsOn({ keys }, today).map(({ id }) => id)).toEqual(expected);
  });
});

describe('a fingerprint', () => {
  test('is four words of 256, all different and said in one way', () => {
    expect(new Set(FINGERPRINT_WORDS).size).toBe(256);
    expect(FINGERPRINT_WORDS).toHaveLength(256);
    const bare = FINGERPRINT_WORDS.map((word) => word.normalize('NFD').replaceAll(/\P{L}/gu, ''));
    expect(new Set(bare).size).toBe(256);
    for (const word of bare) expect(word).toMatch(/^[a-z]{4,10}$/);
  });

  test('is of both keys, in whatever order, and never changes', async () => {
    expect(await fingerprintOf(kept.pairs)).toBe(kept.fingerprint);
    expect(await fingerprintOf(kept.pairs.toReversed())).toBe(kept.fingerprint);
    expect(await fingerprintOf(pairs)).not.toBe(kept.fingerprint);
  });
});

function bytesOf(text: string | undefined): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64url(text ?? '');
  if (!bytes) throw new Error('no base64url');
  return bytes;
}

const base64 = (buffer: ArrayBuffer) => toBase64url(new Uint8Array(buffer));
