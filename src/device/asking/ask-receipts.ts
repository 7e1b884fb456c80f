import * as v from 'valibot';
import { sha256Hex } from '../../wire/digest.ts';
import { codeOfSecret, readReceiptCode } from '../../wire/receipt-code.ts';
import { readReceiptState } from '../../wire/verdict.ts';
import type { ReceiptReply, Receipts } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';
import { abortAfter } from './abort-after.ts';
import { askStanding } from './ask-standing.ts';

const unknownReceipt = v.object({ code: v.literal('not-found'), receiptHash: v.optional(v.string()) });

const PATIENCE = 15_000;

export function createReceipts(around: Surroundings, send: typeof fetch): Receipts {
  const ask = async (method: 'GET' | 'DELETE', code: string): Promise<ReceiptReply> => {
    const signal = abortAfter(around, PATIENCE);
    let response: Response;
    let body: unknown;
    try {
      response = await send('/api/receipt', {
        method,
        headers: { Authorization: `Receipt ${code}` },
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal,
      });
      body = await response.json();
    } catch (error) {
      // A captive portal replies with HTML, which is not JSON; a lost network, a redirect and a timeout reject.
      if (error instanceof SyntaxError) return 'later';
      if (error instanceof TypeError || error instanceof DOMException) return 'offline';
      throw error;
    }
    const secret = readReceiptCode(code);
    const hash = secret && sha256Hex(secret);
    const state = hash && readReceiptState(body, hash);
    if (response.status === 200 && state) return state;
    // Only our own 404 counts: a proxy's, or one about another receipt, would make people believe that their response is gone.
    const unknown = v.safeParse(unknownReceipt, body);
    const isOurs = unknown.success && (unknown.output.receiptHash ?? hash) === hash;
    return response.status === 404 && isOurs ? 'unknown' : 'later';
  };
  return {
    check: (code) => ask('GET', code),
    erase: (code) => ask('DELETE', code),
    async isLost({ epoch, secret, delivery }) {
      if (epoch === undefined || delivery.state !== 'received') return false;
      const standing = await askStanding(around, send);
      if (!standing || standing.epoch === epoch) return false;
      return (await ask('GET', codeOfSecret(secret))) === 'unknown';
    },
  };
}
