import { describe, expect, test } from 'vitest';
import { createReceipts } from '../../../src/device/asking/ask-receipts.ts';
import type { ReceiptReply } from '../../../src/device/port/device.ts';
import { pageAddress } from '../../../src/ui/address/addresses.ts';
import { parseRoute } from '../../../src/ui/address/routes.ts';
import { sha256Hex } from '../../../src/wire/digest.ts';
import { codeOfSecret, readReceiptCode } from '../../../src/wire/receipt-code.ts';

const CODE = '0024-H36H-2NCS-VRH6-DAQF-6DVV-QZW';
const receiptHash = sha256Hex(readReceiptCode(CODE) ?? new Uint8Array());

describe('what a code answers', () => {
  const page = () => new Response('<html>', { status: 200, headers: { 'Content-Type': 'text/html' } });
  const OTHER = sha256Hex(new Uint8Array(16));
  const cases: readonly [string, () => Response | Promise<Response>, ReceiptReply][] = [
    ['received', () => Response.json({ state: 'received', receiptHash }), 'received'],
    ['erased', () => Response.json({ state: 'erased', receiptHash }), 'erased'],
    [
      'another receipt, as a proxy has stored it',
      () => Response.json({ state: 'erased', receiptHash: OTHER }),
      'later',
    ],
    ['no receipt named, as earlier endpoints reply', () => Response.json({ state: 'erased' }), 'later'],
    ['our own 404 knows nothing', () => Response.json({ code: 'not-found' }, { status: 404 }), 'unknown'],
    ["a proxy's 404 is no answer", () => new Response('Not found', { status: 404 }), 'later'],
    ["a portal's page is no answer", page, 'later'],
    ['a state we do not know is no answer', () => Response.json({ state: 'gone', receiptHash }), 'later'],
    ['storage that cannot be had', () => Response.json({ code: 'storage.unavailable' }, { status: 503 }), 'later'],
    ['too many questions', () => Response.json({ code: 'rate.limited' }, { status: 429 }), 'later'],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
    ['no answer in time', () => Promise.reject(new DOMException('late', 'TimeoutError')), 'offline'],
  ];

  test.each(cases)('%s', async (_, respond, expected) => {
    const receipts = createReceipts(globalThis, async () => respond());
    expect([await receipts.check(CODE), await receipts.erase(CODE)]).toEqual([expected, expected]);
  });

  test('the code travels in a header, never in an address', async () => {
    const sent: { url: string; method: string | undefined; code: string | null }[] = [];
    const receipts = createReceipts(globalThis, async (url, init) => {
      sent.push({ url: String(url), method: init?.method, code: new Headers(init?.headers).get('Authorization') });
      return Response.json({ state: 'erased', receiptHash });
    });
    await receipts.erase(CODE);
    expect(sent).toEqual([{ url: '/api/receipt', method: 'DELETE', code: `Receipt ${CODE}` }]);
  });
});

test('a secret becomes a code, and its address leads to the page with that code in it', () => {
  const code = codeOfSecret('00112233445566778899aabbccddeeff');
  expect(readReceiptCode(code)?.[1]).toBe(0x11);
  // The check symbol may be one that an address writes otherwise.
  for (const check of ['*', '~', '$', '=', 'U']) {
    const odd = `0024-H36H-2NCS-VRH6-DAQF-6DVV-QZ${check}`;
    expect(parseRoute(new URL(pageAddress('https://b.example', { screen: 'receipt', code: odd })).hash)).toEqual({
      screen: 'receipt',
      code: odd,
    });
  }
  expect(parseRoute('#/receipt/%E0%A4%A')).toEqual({ screen: 'receipt', code: '%E0%A4%A' });
  expect(parseRoute('#/receipt')).toEqual({ screen: 'receipt' });
});
