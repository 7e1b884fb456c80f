import { createHmac } from 'node:crypto';

/** What a response's key is made with. A thread may have it: no draw can be made from it. */
export interface KeySecret {
  /** Tells one secret from another without telling it. */
  readonly digest: string;
  readonly forKeys: Uint8Array;
}

/** 32 bits for a response, to be summed over the respondents of a cell. */
export function responseKey({ forKeys }: KeySecret, id: string): number {
  return Number.parseInt(createHmac('sha256', forKeys).update(id).digest('hex').slice(0, 8), 16);
}
