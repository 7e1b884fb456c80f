import { receiptCode } from '../../wire/receipt-code.ts';

/** The code of a response whose secret the device keeps in hexadecimal. */
export function codeOfSecret(secret: string): string {
  const bytes = secret.match(/../g) ?? [];
  return receiptCode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
}

/** The page where a code is checked, with the code already in it. It stays after the `#`: no server sees it. */
export function receiptAddress(origin: string, code?: string): string {
  return `${origin}/#/receipt${code === undefined ? '' : `/${encodeURIComponent(code)}`}`;
}
