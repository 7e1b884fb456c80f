import { expect, test } from 'vitest';
import type { Draft } from '../../src/device/port/device.ts';
import type { Disk } from '../../src/device/store/disk.ts';
import { DISK_CLAIMS } from '../contracts/disk.ts';
import { createSimDisk, type SimDisk } from './sim-disk.ts';
import { createWorld, type Owner, type World } from './world.ts';

/** Lets the world go on while something waits for it. */
async function livingThrough(world: World, claim: () => Promise<void>): Promise<void> {
  let isOver = false;
  const claimed = claim().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await world.run(world.elapsed() + 60_000, () => {});
    await new Promise((resolve) => setImmediate(resolve));
  }
  await claimed;
}

const page = (): Owner => ({ name: 'page', isAlive: true });

test.each(DISK_CLAIMS)('the simulated disk: $what', async ({ check }) => {
  const world = createWorld(1);
  const openDisk = createSimDisk(world, 'disk').opener(page());
  await livingThrough(world, () => check(openDisk));
});

const EVENTS = { blocked() {}, blocking() {}, terminated() {} };
const draft = (id: string) => ({ id }) as Draft;
const save = (disk: Disk, id: string, durability: 'relaxed' | 'strict') =>
  disk.transact('readwrite', ['drafts'], async (tx) => tx.put('drafts', draft(id)), durability);
const kept = (disk: SimDisk) => [...(disk.shelves.get('drafts')?.keys() ?? [])];

async function withDisk(claim: (disk: SimDisk, open: () => Promise<Disk>, world: World) => Promise<void>) {
  const world = createWorld(1);
  const disk = createSimDisk(world, 'disk');
  await livingThrough(world, () => claim(disk, () => disk.opener(page())(9, EVENTS), world));
}

test('a power cut takes what was not flushed, and never what was', () =>
  withDisk(async (disk, open) => {
    const handle = await open();
    for (const [id, durability] of [
      ['a', 'relaxed'],
      ['b', 'strict'],
      ['c', 'relaxed'],
    ] as const)
      await save(handle, id, durability);
    disk.powerCut(0, false);
    expect(kept(disk)).toEqual(['a', 'b']);
  }));

test('a kill takes what was not committed', () =>
  withDisk(async (disk, _, world) => {
    const owner = page();
    const handle = await disk.opener(owner)(9, EVENTS);
    await save(handle, 'a', 'strict');
    void save(handle, 'b', 'strict');
    owner.isAlive = false;
    disk.killed(owner);
    await new Promise<void>((resolve) => world.after(page(), 1000, resolve));
    expect(kept(disk)).toEqual(['a']);
  }));

test('writing on to a torn log loses the whole database at the next start, and a new log loses nothing', () =>
  withDisk(async (disk, open) => {
    await save(await open(), 'a', 'strict');
    disk.powerCut(0, true);
    expect(disk.started()).toBe('intact');
    disk.newLog();
    await save(await open(), 'b', 'strict');
    expect(disk.started()).toBe('intact');
    disk.powerCut(0, true);
    expect(disk.started()).toBe('intact');
    await save(await open(), 'c', 'strict');
    expect(kept(disk)).toEqual(['a', 'b', 'c']);
    expect(disk.started()).toBe('dropped');
    expect(kept(disk)).toEqual([]);
  }));
