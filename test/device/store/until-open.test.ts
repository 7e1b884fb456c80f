import { afterEach, expect, test } from 'vitest';
import { createShelf } from '../../../src/device/asking/published-shelf.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { openDatabase } from '../../../src/device/store/open-store.ts';
import type { RecordOf, StoreName } from '../../../src/device/store/schema.ts';
import type { Database } from '../../../src/device/store/store.ts';
import { pending } from '../../pending.ts';
import { listed } from '../../support/listed.ts';
import { RESULTS } from '../../support/unshown-results.ts';
import {
  clean,
  copied,
  down,
  draftOf,
  envelopesIn,
  failStorage,
  held,
  holdDatabase,
  holdLock,
  json,
  open,
  rescueFile,
  SURVEY,
  until,
  VERBATIMS,
} from '../support.ts';

afterEach(clean);

/** A device has finished these, has their second copies, and is closed again. */
async function closedWith(...numbers: readonly number[]): Promise<void> {
  const device = await open({ fetch: down().fetch });
  for (const number of numbers) await device.finish(draftOf(number), SURVEY);
  await device.outbox.send();
  await copied(numbers.length);
  device.close();
}

/** The database as a page knows it whose storage opens late: what it writes, and what is there once it has opened. */
async function late(write: (database: Database) => Promise<unknown>): Promise<Database> {
  const { promise: moved, resolve: onMoved } = pending();
  const release = await holdDatabase();
  const database = openDatabase(globalThis, { onMoved });
  await database.opened;
  expect(database.keeps).toBe('slow');
  await write(database);
  await release();
  await moved;
  return database;
}

const all = async <S extends StoreName>(database: Database, store: S): Promise<readonly RecordOf<S>[]> =>
  listed(database.read([store], (tx) => tx.all(store)));

test('results and comments fetched before the storage opened are stored once it opens', async () => {
  const database = await late(async (opening) => {
    await createShelf('results', opening, globalThis, async () => json(RESULTS)).refresh('garden');
    await createShelf('verbatims', opening, globalThis, async () => json(VERBATIMS)).refresh('garden');
  });
  expect(await all(database, 'results')).toMatchObject([RESULTS]);
  expect(await all(database, 'verbatims')).toMatchObject([VERBATIMS]);
  database.close();
});

test('keys that a tablet has begun with are not replaced by those that were taken before the storage opened', async () => {
  const before = openDatabase(globalThis);
  await before.write(['seals'], async (tx) => tx.put('seals', { survey: 'garden', keys: ['first'] }));
  before.close();
  const database = await late((opening) =>
    opening.write(['seals'], async (tx) => {
      tx.put('seals', { survey: 'garden', keys: ['second'] });
      tx.put('seals', { survey: 'meadow', keys: ['second'] });
    }),
  );
  expect(await all(database, 'seals')).toEqual([
    { survey: 'garden', keys: ['first'] },
    { survey: 'meadow', keys: ['second'] },
  ]);
  database.close();
});

test('what the endpoint acknowledged before the storage opened is not missing from the day that the disk began', async () => {
  const day = { day: '2026-11-24', left: 1 };
  const before = openDatabase(globalThis);
  await before.write(['days'], async (tx) => tx.put('days', { ...day, finished: 2, unacknowledged: ['a', 'b'] }));
  before.close();
  const database = await late((opening) =>
    opening.write(['days'], async (tx) =>
      tx.put('days', { ...day, finished: 1, unacknowledged: ['c'], acknowledged: ['a'] }),
    ),
  );
  const joined = { finished: 3, left: 2, unacknowledged: ['b', 'c'], acknowledged: ['a'] };
  expect(await all(database, 'days')).toMatchObject([joined]);
  database.close();
});

test('an erasure before the storage opens also deletes the stored response and its second copies, and is sent to the endpoint', async () => {
  await closedWith(1, 2);
  const release = await holdDatabase();
  const endpoint = down();
  const asked: (string | undefined)[] = [];
  const device = await open({
    async fetch(url, init) {
      if (String(url).endsWith('/api/receipt')) asked.push(init?.method);
      return endpoint.fetch(url, init);
    },
  });
  expect(device.keeps).toBe('slow');
  expect(await device.finished.erase(draftOf(1).id, draftOf(1).secret)).toBe('unknown');
  await release();
  await device.moved;
  await until(device, ({ waiting, erasing }) => waiting === 1 && erasing === 1);
  expect((await held(device)).map(({ id }) => id)).toEqual([draftOf(2).id]);
  expect((await listed(device.finished.list())).map(({ id }) => id)).toEqual([draftOf(2).id]);
  await copied(1);
  expect(asked).toContain('DELETE');
});

test('an erased response is not queued again by a file imported before the storage opens', async () => {
  const before = await open({ fetch: down().fetch });
  for (const number of [1, 2]) await before.finish(draftOf(number), SURVEY);
  const file = await rescueFile(before);
  for (const number of [1, 2]) await before.finished.erase(draftOf(number).id, draftOf(number).secret);
  await until(before, ({ waiting, erasing }) => waiting === 0 && erasing === 2);
  before.close();
  // Over http there are no second copies, which would say so.
  await caches.delete('outbox-copies');
  const release = await holdDatabase();
  const device = await open({ fetch: down().fetch });
  expect(await device.importFile(file, async () => true)).toMatchObject({ kind: 'imported', added: 2 });
  await release();
  await device.moved;
  await until(device, ({ waiting, erasing }) => waiting === 0 && erasing === 2);
  expect(await held(device)).toEqual([]);
});

test('an interview that was begun and erased before the storage has opened left nothing to ask of the endpoint', async () => {
  const release = await holdDatabase();
  const device = await open({ fetch: down().fetch });
  await device.drafts.save(draftOf(1));
  expect(await device.drafts.discard(draftOf(1).id)).toBe('discarded');
  await release();
  await device.moved;
  await until(device, ({ waiting, erasing }) => waiting === 0 && erasing === 0);
  expect(await listed(device.drafts.list())).toEqual([]);
});

/** The ids in the file that is made, and whether it says that it has all. */
async function exported(device: OpenedDevice): Promise<readonly [boolean, ...string[]] | 'unread'> {
  const made = await device.outbox.exportFile();
  if (made === 'no-code') throw new Error(made);
  if (made.kind === 'unread') return 'unread';
  const ids = (await envelopesIn(made.file.content)).map(({ id }) => id);
  return [made.file.isWhole, ...ids.toSorted()];
}

test('with an outbox that cannot be read a file is made of what the page knows, and says so', async () => {
  const device = await open({ fetch: down().fetch });
  for (const number of [1, 2]) await device.finish(draftOf(number), SURVEY);
  const ids = [1, 2].map((number) => draftOf(number).id);
  expect(await exported(device)).toEqual([true, ...ids]);
  await device.outbox.send();
  await copied(2);
  await device.finished.erase(draftOf(2).id, draftOf(2).secret);
  failStorage();
  expect(await exported(device)).toEqual([false, draftOf(1).id]);
});

test('with a storage that never answered a file is made of the second copies; without them there is none, which is said', async () => {
  await closedWith(1, 2);
  failStorage();
  const device = await open({ fetch: down().fetch });
  expect(await exported(device)).toEqual([false, ...[1, 2].map((number) => draftOf(number).id)]);
  await caches.delete('outbox-copies');
  expect(await exported(device)).toBe('unread');
});

test('erasing a response that a rescue file took before the storage opened asks the endpoint, which may have it', async () => {
  // Another page holds the outbox, so that nothing is sent.
  const free = await holdLock('outbox');
  const before = await open({ fetch: down().fetch });
  await before.finish(draftOf(1), SURVEY);
  await copied(1);
  before.close();
  const release = await holdDatabase();
  const device = await open({ fetch: down().fetch });
  expect(await exported(device)).toEqual([false, draftOf(1).id]);
  await release();
  await device.moved;
  expect(await device.finished.erase(draftOf(1).id, draftOf(1).secret)).toBe('unknown');
  free();
});

test('before the storage has opened a file has what was given since, and the second copies of what was given before', async () => {
  await closedWith(1);
  const release = await holdDatabase();
  const device = await open({ fetch: down().fetch });
  await device.finish(draftOf(2), SURVEY);
  const ids = [1, 2].map((number) => draftOf(number).id);
  expect(await exported(device)).toEqual([false, ...ids]);
  await release();
  await device.moved;
  expect(await exported(device)).toEqual([true, ...ids]);
});
