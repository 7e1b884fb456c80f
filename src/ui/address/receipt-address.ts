import { fromHex } from '../../wire/hex.ts';
import { receiptCode } from '../../wire/receipt-code.ts';

/** The code of a response whose secret the device keeps in hexadecimal. */
export function codeOfSecret(secret: string): string {
  return receiptCode(fromHex(secret));
}

/** The page where a code is checked, with the code already in it. It stays after the `#`: no server sees it. */
export function receiptAddress(origin: string, code?: string): string {
  return `${origin}/#/receipt${code === undefined ? '' : `/${encodeURIComponent(code)}`}`;
}
