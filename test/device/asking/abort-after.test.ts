import { afterEach, expect, test, vi } from 'vitest';
import { abortAfter } from '../../../src/device/asking/abort-after.ts';
import { createReceipts } from '../../../src/device/asking/ask-receipts.ts';
import { sha256Hex } from '../../../src/wire/digest.ts';
import { receiptCode } from '../../../src/wire/receipt-code.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a receipt is checked in a browser that cannot make a signal of a time limit', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    throw new TypeError('AbortSignal.timeout is not a function');
  });
  const receiptHash = sha256Hex(new Uint8Array(16));
  const receipts = createReceipts(globalThis, async () => Response.json({ state: 'received', receiptHash }));
  expect(await receipts.check(receiptCode(new Uint8Array(16)))).toBe('received');
});

test('a receipt request without a reply is aborted, as without network', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const receipts = createReceipts(globalThis, (_, { signal } = {}) => untilAborted(signal));
  const reply = receipts.check('code');
  vi.advanceTimersByTime(15_000);
  expect(await reply).toBe('offline');
});

test('an answer whose body stops on the way is given up too', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const receipts = createReceipts(globalThis, async (_, { signal } = {}) => {
    const body = new ReadableStream({
      start: (stream) => signal?.addEventListener('abort', () => stream.error(signal.reason)),
    });
    return new Response(body);
  });
  const reply = receipts.check('code');
  await Promise.resolve();
  vi.advanceTimersByTime(15_000);
  expect(await reply).toBe('offline');
});

test('giving up is an AbortError, which the callers know', () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const signal = abortAfter(globalThis, 100);
  vi.advanceTimersByTime(99);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ name: 'AbortError' });
});

function untilAborted(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
}
