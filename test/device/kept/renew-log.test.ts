import { expect, test } from 'vitest';
import { renewLogLater } from '../../../src/device/kept/renew-log.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import { draftOf } from '../support.ts';

test('where even looking at the storage throws, no log is renewed, and the page goes on', async () => {
  const database = memoryDatabase();
  await database.write(['drafts'], async (tx) => tx.put('drafts', draftOf()));
  let looks = 0;
  const around = Object.create(globalThis, {
    navigator: { value: { vendor: 'Google Inc.' } },
    setTimeout: { value: (act: () => void) => globalThis.setTimeout(act) },
    indexedDB: {
      get() {
        looks++;
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    },
  });
  await renewLogLater(database, around, () => false);
  expect(looks).toBe(1);
});
