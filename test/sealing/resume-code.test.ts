import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newResumeCode, readResumeCode } from '../../src/sealing/resume-code.ts';

test('a code of the day holds 80 bits, and is read back as people type it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (secret) => {
      const code = newResumeCode((bytes) => {
        bytes.set(secret);
        return bytes;
      });
      expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z*~$=]$/);
      expect(readResumeCode(code)).toEqual(secret);
      expect(readResumeCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`)).toEqual(secret);
    }),
  );
});

test.each([
  ['nothing', ''],
  ['a symbol short', '0000-0000-0000-000'],
  ['another check', '0000-0000-0000-0001-0'],
  ['a receipt code', '0000-0000-0000-0000-0000-0000-000'],
])('%s is no code', (_, code) => {
  expect(readResumeCode(code)).toBeUndefined();
});
