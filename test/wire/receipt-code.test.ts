import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReceiptCode, receiptCode, SECRET_BYTES } from '../../src/wire/receipt-code.ts';

const secrets = fc.uint8Array({ minLength: SECRET_BYTES, maxLength: SECRET_BYTES });
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('the receipt code', () => {
  test.each([
    ['zeros', new Uint8Array(16), '0000-0000-0000-0000-0000-0000-000'],
    ['one', Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? 1 : 0)), '0000-0000-0000-0000-0000-0000-011'],
    ['ones', new Uint8Array(16).fill(255), '7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ*'],
  ])('of %s', (_, secret, code) => {
    expect(receiptCode(secret)).toBe(code);
    expect(readReceiptCode(code)).toEqual(secret);
  });

  test('gives the secret back', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const code = receiptCode(secret);
        expect(code).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{2}[0-9A-Z*~$=]$/);
        expect(readReceiptCode(code)).toEqual(secret);
      }),
    );
  });

  test('forgives case, spaces, hyphens and look-alikes', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const code = receiptCode(secret);
        expect(readReceiptCode(code.toLowerCase())).toEqual(secret);
        expect(readReceiptCode(` ${code.replaceAll('-', ' ')} `)).toEqual(secret);
        expect(readReceiptCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(secret);
        expect(readReceiptCode(code.replaceAll('0', 'O').replaceAll('1', 'I'))).toEqual(secret);
      }),
    );
  });

  test('is refused with one wrong symbol', () => {
    fc.assert(
      fc.property(secrets, fc.nat({ max: 26 }), fc.constantFrom(...SYMBOLS), (secret, at, wrong) => {
        const symbols = receiptCode(secret).replaceAll('-', '');
        fc.pre(symbols[at] !== wrong);
        expect(readReceiptCode(symbols.slice(0, at) + wrong + symbols.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  test('is refused with two neighbours exchanged', () => {
    fc.assert(
      fc.property(secrets, fc.nat({ max: 24 }), (secret, at) => {
        const symbols = receiptCode(secret).replaceAll('-', '');
        const [left = '', right = ''] = [symbols[at], symbols[at + 1]];
        fc.pre(left !== right);
        expect(readReceiptCode(symbols.slice(0, at) + right + left + symbols.slice(at + 2))).toBeUndefined();
      }),
    );
  });

  test.each([
    '',
    '-',
    '0000',
    'Z'.repeat(27),
    '0'.repeat(26),
    '0'.repeat(28),
    'U'.repeat(27),
    'é'.repeat(27),
    '0'.repeat(100_000),
  ])('%s is none', (code) => {
    expect(readReceiptCode(code)).toBeUndefined();
  });
});
