import { fromHex } from './hex.ts';

/*
 * The receipt code: 16 secret bytes in Crockford base32 with its modulo-37 check symbol, in groups of four.
 * 128 bits make 26 symbols; with the check, 27, read in seven groups.
 */

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U';
const LENGTH = 26;

export const SECRET_BYTES = 16;

/** `secret` holds 16 bytes. */
export function receiptCode(secret: Uint8Array): string {
  let value = secret.reduce((total, byte) => (total << 8n) | BigInt(byte), 0n);
  const check = SYMBOLS[Number(value % 37n)];
  let symbols = '';
  for (let i = 0; i < LENGTH; i++) {
    symbols = SYMBOLS[Number(value & 31n)] + symbols;
    value >>= 5n;
  }
  return `${symbols}${check}`.replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** The code of a response whose secret the device keeps in hexadecimal. */
export function codeOfSecret(secret: string): string {
  return receiptCode(fromHex(secret));
}

/** Forgives case, spaces, hyphens and the look-alikes O, I and L; `undefined` when the check symbol disagrees. */
export function readReceiptCode(code: string): Uint8Array | undefined {
  const symbols = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (symbols.length !== LENGTH + 1) return undefined;
  let value = 0n;
  for (const symbol of symbols.slice(0, LENGTH)) {
    const digit = SYMBOLS.indexOf(symbol);
    if (digit < 0 || digit > 31) return undefined;
    value = (value << 5n) | BigInt(digit);
  }
  if (value >= 1n << 128n || symbols[LENGTH] !== SYMBOLS[Number(value % 37n)]) return undefined;
  const secret = new Uint8Array(SECRET_BYTES);
  for (let i = SECRET_BYTES - 1; i >= 0; i--) {
    secret[i] = Number(value & 255n);
    value >>= 8n;
  }
  return secret;
}
