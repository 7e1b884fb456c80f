import * as v from 'valibot';

/** What the endpoint says of a receipt code. `unknown` tells nothing more: never held, or another code. */
export type ReceiptAnswer =
  | 'received'
  | 'erased'
  | 'unknown'
  /** The request did not get through: nothing has changed that we know of. */
  | 'offline'
  /** Something answered, but not with an answer: a portal, a proxy, a busy service. */
  | 'later';

/** Checks and erases by code, from any device: the code alone is the right to. It must have passed `readReceiptCode`. */
export interface Receipts {
  readonly check: (code: string) => Promise<ReceiptAnswer>;
  readonly erase: (code: string) => Promise<ReceiptAnswer>;
}

const receiptAnswer = v.object({ state: v.picklist(['received', 'erased']) });
const refusal = v.object({ code: v.string() });

const PATIENCE = 15_000;

export function createReceipts(send: typeof fetch = (...request) => fetch(...request)): Receipts {
  const ask = async (method: 'GET' | 'DELETE', code: string): Promise<ReceiptAnswer> => {
    let response: Response;
    let body: unknown;
    try {
      response = await send('/api/receipt', {
        method,
        headers: { Authorization: `Receipt ${code}` },
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      });
      body = await response.json();
    } catch (error) {
      // The portal of a hotel answers with a page, which is no JSON; a lost network, a redirect and a timeout reject.
      if (error instanceof SyntaxError) return 'later';
      if (error instanceof TypeError || error instanceof DOMException) return 'offline';
      throw error;
    }
    const said = v.safeParse(receiptAnswer, body);
    if (response.status === 200 && said.success) return said.output.state;
    // Only our own 404 counts: a proxy's would let someone believe that their response is gone.
    const refused = v.safeParse(refusal, body);
    return response.status === 404 && refused.success && refused.output.code === 'not-found' ? 'unknown' : 'later';
  };
  return { check: (code) => ask('GET', code), erase: (code) => ask('DELETE', code) };
}
