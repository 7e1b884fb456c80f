import { fromHex } from './hex.ts';

/* Secret bytes in a form that people can copy: Crockford base32 with its modulo-37 check symbol, in groups of four. */

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U';

/** Returns how many symbols of 5 bits encode these bytes, without the check symbol. */
const symbolsFor = (bytes: number) => Math.ceil((bytes * 8) / 5);

export function toSymbols(secret: Uint8Array): string {
  let value = secret.reduce((total, byte) => (total << 8n) | BigInt(byte), 0n);
  const check = SYMBOLS[Number(value % 37n)];
  let symbols = '';
  for (let i = 0; i < symbolsFor(secret.length); i++) {
    symbols = SYMBOLS[Number(value & 31n)] + symbols;
    value >>= 5n;
  }
  return `${symbols}${check}`.replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** Ignores case, spaces, hyphens and the look-alikes O, I and L; `undefined` if the check symbol does not match. */
export function fromSymbols(text: string, bytes: number): Uint8Array<ArrayBuffer> | undefined {
  const symbols = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const length = symbolsFor(bytes);
  if (symbols.length !== length + 1) return undefined;
  let value = 0n;
  for (const symbol of symbols.slice(0, length)) {
    const digit = SYMBOLS.indexOf(symbol);
    if (digit < 0 || digit > 31) return undefined;
    value = (value << 5n) | BigInt(digit);
  }
  if (value >= 1n << BigInt(bytes * 8) || symbols[length] !== SYMBOLS[Number(value % 37n)]) return undefined;
  const secret = new Uint8Array(bytes);
  for (let i = bytes - 1; i >= 0; i--) {
    secret[i] = Number(value & 255n);
    value >>= 8n;
  }
  return secret;
}

/* The receipt code: 16 secret bytes. 128 bits make 26 symbols; with the check, 27, read in seven groups. */

export const SECRET_BYTES = 16;

/** `secret` holds 16 bytes. */
export function receiptCode(secret: Uint8Array): string {
  return toSymbols(secret);
}

/** The code of a response whose secret the device keeps in hexadecimal. */
export function codeOfSecret(secret: string): string {
  return receiptCode(fromHex(secret));
}

/** As tolerant as `fromSymbols`; `undefined` if the text is not a receipt code. */
export function readReceiptCode(code: string): Uint8Array | undefined {
  return fromSymbols(code, SECRET_BYTES);
}
