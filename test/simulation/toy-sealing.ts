import type { Sealer } from '../../src/device/sealed/find-recipients.ts';
import type { Opener } from '../../src/endpoint/sealed/opener.ts';
import type { Recipient } from '../../src/sealing/seal.ts';
import type { Owner, World } from './world.ts';

/*
 * Ciphers of a simulation: no letter of what goes in is readable in what comes out, and that is all. Each call takes an event, in which
 * its page may die. The real ones are tested in `test/sealing`.
 */

const MASK = 0xa5;

function masked(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const other = new Uint8Array(bytes);
  for (let place = 0; place < other.length; place++) other[place] = (other[place] ?? 0) ^ MASK;
  return other;
}

function bytesOf(data: BufferSource): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

export function toySealer(world: World, owner: Owner): Sealer {
  return {
    recipientOf: async ({ id, key }) => ({ id, publicKey: key }) as unknown as Recipient,
    seal: (header, answers, recipients) =>
      inAnEvent(world, owner, () => {
        const to = recipients.map(({ id }) => ({ key: id, enc: 'e'.repeat(87), wrapped: 'w'.repeat(64) }));
        const body = Buffer.from(masked(new TextEncoder().encode(JSON.stringify(answers)))).toString('base64url');
        return { ...header, sealed: { v: 1 as const, to, body } };
      }),
  };
}

export const openToy: Opener = async (item) => {
  if (typeof item !== 'object' || item === null || !('sealed' in item)) return undefined;
  const { body } = item.sealed as { readonly body: string };
  return { kind: 'opened', answers: JSON.parse(new TextDecoder().decode(masked(Buffer.from(body, 'base64url')))) };
};

/** AES-GCM, HKDF and key wrapping as far as drafts use them: a key is its secret as text, and opens what the same text closed. */
export function toyCrypto(world: World, owner: Owner): Pick<Crypto, 'getRandomValues' | 'randomUUID' | 'subtle'> {
  const subject = `bytes of ${owner.name}`;
  const fill = (bytes: Uint8Array) => {
    for (let place = 0; place < bytes.length; place++) bytes[place] = Math.floor(world.chance(subject) * 256);
    return bytes;
  };
  const encode = (text: string) => masked(new TextEncoder().encode(text)).buffer;
  const decode = (data: BufferSource) => new TextDecoder().decode(masked(bytesOf(data)));
  const secretOf = (key: unknown) => (key as { readonly secret: string }).secret;
  /** What was closed with this secret, or the error of a wrong tag. */
  const opened = (key: unknown, data: BufferSource) => {
    const [secret, text] = JSON.parse(decode(data)) as [string, string];
    if (secret !== secretOf(key)) throw new DOMException('', 'OperationError');
    return text;
  };
  const subtle = {
    generateKey: () => inAnEvent(world, owner, () => ({ secret: String(world.chance(subject)) })),
    importKey: (_: string, secret: Uint8Array) => inAnEvent(world, owner, () => ({ secret: [...secret].join('.') })),
    deriveKey: ({ salt }: { readonly salt: Uint8Array }, key: unknown) =>
      inAnEvent(world, owner, () => ({ secret: `${secretOf(key)} ${[...salt].join('.')}` })),
    encrypt: (_: unknown, key: unknown, data: BufferSource) =>
      inAnEvent(world, owner, () => encode(JSON.stringify([secretOf(key), new TextDecoder().decode(bytesOf(data))]))),
    decrypt: (_: unknown, key: unknown, data: BufferSource) =>
      inAnEvent(world, owner, () => new TextEncoder().encode(opened(key, data)).buffer),
    wrapKey: (_: string, key: unknown, wrapping: unknown) =>
      inAnEvent(world, owner, () => encode(JSON.stringify([secretOf(wrapping), secretOf(key)]))),
    unwrapKey: (_: string, data: BufferSource, wrapping: unknown) =>
      inAnEvent(world, owner, () => ({ secret: opened(wrapping, data) })),
  };
  return {
    getRandomValues: fill as Crypto['getRandomValues'],
    randomUUID: () => '00000000-0000-4000-8000-000000000000',
    subtle: subtle as unknown as SubtleCrypto,
  };
}

function inAnEvent<T>(world: World, owner: Owner, make: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    world.after(owner, world.between(`sealing of ${owner.name}`, 0.5, 20), () => {
      try {
        resolve(make());
      } catch (error) {
        reject(error);
      }
    });
  });
}
