import { expect, test } from 'vitest';
import { uuidOf } from '../../src/wire/hex.ts';

test.each([
  [0x00, '00000000-0000-4000-8000-000000000000'],
  [0xff, 'ffffffff-ffff-4fff-bfff-ffffffffffff'],
])('random bytes of %i make a UUID of version 4', (byte, uuid) => {
  expect(uuidOf(new Uint8Array(16).fill(byte))).toBe(uuid);
});
