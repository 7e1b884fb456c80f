import { createHash } from 'node:crypto';
import { readReceiptCode } from '../../wire/receipt-code.ts';
import type { ReceiptReplyBody } from '../../wire/verdict.ts';
import { reply } from '../http/reply.ts';
import type { Storage } from '../storage/storage.ts';

/* A receipt code checks and erases a response. A malformed code and an unknown one both get 404. */

/** The code that the request carries in `Authorization: Receipt <code>`. */
export function receiptCodeIn(request: Request): string {
  const [, code = ''] = /^Receipt +(.+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
  return code;
}

/** Says whether the response is there. */
export async function replyWithReceipt(code: string, storage: Storage): Promise<Response> {
  const hash = receiptHashOf(code);
  const state = hash === undefined ? undefined : await storage.receiptState(hash);
  return hash === undefined || state === undefined ? replyWithUnknown(hash) : replyWithState(state, hash);
}

/** Erases the response, and says the same thing as often as asked: for the respondent, and for an organiser who was given the code. */
export async function eraseByReceipt(code: string, storage: Storage, day: string): Promise<Response> {
  const hash = receiptHashOf(code);
  const erased = hash !== undefined && (await storage.erase(hash, day));
  return erased ? replyWithState('erased', hash) : replyWithUnknown(hash);
}

/** Names the receipt, so that a device can tell this reply from one to another request that a proxy has stored. */
function replyWithState(state: ReceiptReplyBody['state'], receiptHash: string): Response {
  return reply(200, { state, receiptHash } satisfies ReceiptReplyBody);
}

/** Names it too, if the code is one: the hash tells its sender nothing new. */
function replyWithUnknown(receiptHash: string | undefined): Response {
  return reply(404, { code: 'not-found', ...(receiptHash !== undefined && { receiptHash }) });
}

/** `undefined` if the code is none. */
export function receiptHashOf(code: string): string | undefined {
  const secret = readReceiptCode(code);
  return secret && createHash('sha256').update(secret).digest('hex');
}
