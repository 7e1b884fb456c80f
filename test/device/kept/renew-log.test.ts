import { expect, test } from 'vitest';
import { renewLogLater } from '../../../src/device/kept/renew-log.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import { draftOf } from '../support.ts';

test('where even looking at the storage throws, the page goes on, and tries again to renew the log', async () => {
  const database = memoryDatabase();
  await database.write(['drafts'], async (tx) => tx.put('drafts', draftOf()));
  let looks = 0;
  const around = Object.create(globalThis, {
    navigator: { value: { vendor: 'Google Inc.' } },
    setTimeout: { value: (act: () => void) => globalThis.setTimeout(act) },
    indexedDB: {
      get() {
        looks++;
        if (looks < 3) throw new DOMException('The operation is insecure.', 'SecurityError');
        return globalThis.indexedDB;
      },
    },
  });
  await renewLogLater(database, around, () => false);
  expect(looks).toBe(3);
});
