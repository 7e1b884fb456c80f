import { afterEach, expect, test, vi } from 'vitest';
import { createDrafts } from '../../../src/device/drafts/drafts.ts';
import type { Claim } from '../../../src/device/port/device.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import { listed } from '../../support/listed.ts';
import { GARDEN_FILE } from '../../support/surveys-in-browser.ts';
import { beside, clean, down, draftOf, open, SURVEY } from '../support.ts';

afterEach(clean);

const nothing = { take: false, onLost() {} };

function isClaim(claim: Claim | 'other-tab'): asserts claim is Claim {
  expect(claim).not.toBe('other-tab');
}

test('two interviews on one device never touch each other', async () => {
  const device = await open();
  for (const current of ['plot', 'crops', 'hours']) {
    await device.drafts.save(draftOf(1, { current, savedAt: 10 }));
    await device.drafts.save(draftOf(2, { current, mode: 'field', answers: { plot: 'no' }, savedAt: 20 }));
  }
  expect(await listed(device.drafts.list())).toEqual([
    draftOf(2, { current: 'hours', mode: 'field', answers: { plot: 'no' }, savedAt: 20 }),
    draftOf(1, { current: 'hours', savedAt: 10 }),
  ]);
  await device.drafts.discard(draftOf(2).id);
  expect((await listed(device.drafts.list())).map(({ id }) => id)).toEqual([draftOf(1).id]);
});

test('a reopened device finds every draft where it was', async () => {
  const before = await open();
  await before.drafts.save(draftOf());
  before.close();
  expect(await listed((await open()).drafts.list())).toEqual([draftOf()]);
});

test('one tab per interview; taking it over tells the one that loses it', async () => {
  const [here, there] = [await open(), await open()];
  const lost = vi.fn();
  isClaim(await here.drafts.claim('a', { take: false, onLost: lost }));
  expect(await there.drafts.claim('a', nothing)).toBe('other-tab');
  isClaim(await there.drafts.claim('b', nothing));
  const taken = await there.drafts.claim('a', { take: true, onLost() {} });
  await expect.poll(() => lost.mock.calls.length).toBe(1);
  isClaim(taken);
  taken.release();
  isClaim(await here.drafts.claim('a', nothing));
});

test('a page that lets go in time, as a reloaded one does, is no other tab', async () => {
  const [here, there] = [await open(), await open()];
  const claim = await here.drafts.claim('c', nothing);
  isClaim(claim);
  setTimeout(claim.release, 100);
  isClaim(await there.drafts.claim('c', nothing));
});

test('a page that dies slowly, as a reloaded one may, is another tab until it has let go', async () => {
  const [here, there] = [await open(), await open()];
  const first = await here.drafts.claim('d', nothing);
  isClaim(first);
  const freed = vi.fn();
  expect(await there.drafts.claim('d', { ...nothing, onFree: freed })).toBe('other-tab');
  first.release();
  await expect.poll(() => freed.mock.calls.length).toBe(1);
  isClaim(await there.drafts.claim('d', nothing));
});

test('a browser that is slow to grant the lock names no other tab', async () => {
  const device = await open();
  const { locks } = navigator;
  const request = locks.request.bind(locks) as (...asked: unknown[]) => Promise<unknown>;
  vi.spyOn(locks, 'request').mockImplementation(async (...asked: unknown[]) => {
    await new Promise((late) => setTimeout(late, 600));
    return request(...asked);
  });
  isClaim(await device.drafts.claim('e', nothing));
});

test('a definition is kept while a draft, an envelope or a card needs it, and for a day after', async () => {
  const endpoint = down();
  let now = 1_795_000_000_000;
  const start = async () => {
    const device = await open({ fetch: endpoint.fetch, now: () => now });
    await device.outbox.send();
    return device;
  };
  const kept = () => beside((database) => database.getAllKeys('definitions'));
  const device = await start();
  for (const revision of [3, 4]) await device.definitions.keep({ ...GARDEN_FILE, revision }, 'en');
  await device.definitions.keep({ ...GARDEN_FILE, revision: 4 }, 'fr');
  await device.drafts.save(draftOf());
  device.close();
  (await start()).close();
  expect(await kept()).toHaveLength(3);
  now += 2 * 86_400_000;
  const later = await start();
  await expect.poll(kept).toEqual([
    ['shared-garden', 4, 'en'],
    ['shared-garden', 4, 'fr'],
  ]);
  expect(await listed(later.definitions.find('shared-garden', 4, 'en'))).toEqual({ ...GARDEN_FILE, revision: 4 });
  expect(await listed(later.definitions.find('shared-garden', 3, 'en'))).toBeUndefined();
  await later.finish(draftOf(), SURVEY);
  later.close();
  const finished = await start();
  expect(await kept()).toHaveLength(2);
  await finished.finished.erase(draftOf().id, draftOf().secret);
  finished.close();
  await start();
  await expect.poll(kept).toEqual([]);
});

test('a page that takes an interview over numbers it above what another page has stored, though the database is emptied', async () => {
  const database = memoryDatabase();
  const drafts = createDrafts(database);
  await database.write(['drafts'], async (tx) => tx.put('drafts', draftOf(1, { sequence: 3 })));
  await drafts.save(draftOf(1));
  await database.write(['drafts'], async (tx) => tx.clear('drafts'));
  await drafts.save(draftOf(1));
  const read = await database.read(['drafts'], (tx) => tx.get('drafts', draftOf(1).id));
  expect(read).toMatchObject({ kind: 'done', value: { sequence: 3 } });
});
