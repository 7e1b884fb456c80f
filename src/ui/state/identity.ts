import type { Draft } from '../../device/port/device.ts';
import { toHex } from '../../wire/hex.ts';

/** The response's id, a version 4 UUID, and the secret whose hash travels as its receipt. `randomUUID` needs a recent browser. */
export function newIdentity(): Pick<Draft, 'id' | 'secret'> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const id = toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { id, secret: toHex(crypto.getRandomValues(new Uint8Array(16))) };
}
