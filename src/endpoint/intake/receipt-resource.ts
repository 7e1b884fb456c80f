import { createHash } from 'node:crypto';
import { readReceiptCode } from '../../wire/receipt-code.ts';
import { refuse, reply } from '../http/reply.ts';
import type { Storage } from '../storage/storage.ts';

/** `GET /api/receipt`: whether the response is there. A wrong code and an unknown one look the same. */
export async function replyWithReceipt(request: Request, storage: Storage): Promise<Response> {
  const hash = receiptHashIn(request);
  const state = hash === undefined ? undefined : await storage.receiptState(hash);
  return state === undefined ? refuse('not-found') : reply(200, { state });
}

/** `DELETE /api/receipt`: erases, and says the same thing as often as asked. */
export async function eraseByReceipt(request: Request, storage: Storage, day: string): Promise<Response> {
  const hash = receiptHashIn(request);
  const erased = hash !== undefined && (await storage.erase(hash, day));
  return erased ? reply(200, { state: 'erased' }) : refuse('not-found');
}

function receiptHashIn(request: Request): string | undefined {
  const [, code] = /^Receipt +(.+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
  const secret = code === undefined ? undefined : readReceiptCode(code);
  return secret && createHash('sha256').update(secret).digest('hex');
}
