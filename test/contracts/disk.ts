import { expect, test } from 'vitest';
import type { Draft } from '../../src/device/port/device.ts';
import type { Disk, DiskEvents, OpenDisk } from '../../src/device/store/disk.ts';
import type { QueuedEnvelope } from '../../src/device/store/schema.ts';
import type { WriteAccess } from '../../src/device/store/store.ts';

/** A new origin without a database. */
export interface DiskPlace {
  readonly openDisk: OpenDisk;
  /** Runs the claim, and whatever else has to go on meanwhile. */
  readonly during: (claim: () => Promise<void>) => Promise<void>;
}

const VERSION = 9;

interface Heard extends DiskEvents {
  readonly said: string[];
}

function listening(onBlocking: () => void = () => {}): Heard {
  const said: string[] = [];
  return {
    said,
    onNew: () => said.push('new'),
    blocked: () => said.push('blocked'),
    blocking(version, wanted) {
      said.push(`blocking ${version} for ${wanted}`);
      onBlocking();
    },
    terminated: () => said.push('terminated'),
  };
}

const draft = (id: string, savedAt: number) => ({ id, savedAt }) as Draft;
const envelope = (id: string, sequence: number) => ({ id, sequence, body: `${id} ${sequence}` }) as QueuedEnvelope;
const put = (disk: Disk, ...drafts: readonly Draft[]) =>
  disk.transact(
    'readwrite',
    ['drafts'],
    async (tx) => {
      for (const one of drafts) tx.put('drafts', one);
    },
    'strict',
  );
const list = (disk: Disk) => disk.transact('readonly', ['drafts'], (tx) => tx.all('drafts'), 'relaxed');

/** What the device counts on, of IndexedDB and of what stands in for it in a simulation. */
export function diskContract(name: string, place: () => Promise<DiskPlace>): void {
  const claim = (what: string, check: (openDisk: OpenDisk) => Promise<void>) =>
    test(`${name}: ${what}`, async () => {
      const { openDisk, during } = await place();
      await during(() => check(openDisk));
    });

  claim('what is committed is read by every handle', async (openDisk) => {
    const [one, other] = [await openDisk(VERSION, listening()), await openDisk(VERSION, listening())];
    await put(one, draft('a', 1), draft('b', 2));
    await put(other, draft('a', 3));
    expect(await list(one)).toEqual([draft('a', 3), draft('b', 2)]);
    expect(one.stores.contains('outbox')).toBe(true);
  });

  claim('a transaction that throws changes nothing, and says why', async (openDisk) => {
    const disk = await openDisk(VERSION, listening());
    await put(disk, draft('a', 1));
    const work = async (tx: WriteAccess) => {
      tx.remove('drafts', 'a');
      tx.put('drafts', draft('b', 2));
      await tx.get('drafts', 'b');
      throw new RangeError('after all');
    };
    await expect(disk.transact('readwrite', ['drafts'], work, 'strict')).rejects.toThrow('after all');
    expect(await list(disk)).toEqual([draft('a', 1)]);
  });

  claim('a transaction sees what it has changed', async (openDisk) => {
    const disk = await openDisk(VERSION, listening());
    await put(disk, draft('a', 1), draft('b', 2));
    const seen = await disk.transact(
      'readwrite',
      ['drafts'],
      async (tx) => {
        tx.put('drafts', draft('c', 3));
        tx.remove('drafts', 'a');
        const before = [await tx.get('drafts', 'a'), await tx.get('drafts', 'c'), (await tx.all('drafts')).length];
        tx.clear('drafts');
        return [...before, (await tx.all('drafts')).length];
      },
      'relaxed',
    );
    expect(seen).toEqual([undefined, draft('c', 3), 2, 0]);
  });

  claim('records come in the order of their keys, and those of one id alone where asked', async (openDisk) => {
    const disk = await openDisk(VERSION, listening());
    const written = [envelope('b', 10), envelope('a', 2), envelope('b', 9), envelope('c', 1)];
    const [all, own] = await disk.transact(
      'readwrite',
      ['outbox'],
      async (tx) => {
        for (const one of written) tx.put('outbox', one);
        return [await tx.all('outbox'), await tx.all('outbox', 'b')] as const;
      },
      'strict',
    );
    expect(all.map(({ body }) => body)).toEqual(['a 2', 'b 9', 'b 10', 'c 1']);
    expect(own.map(({ body }) => body)).toEqual(['b 9', 'b 10']);
  });

  claim('writes to the same store go one after the other, whichever handle asks', async (openDisk) => {
    const handles = [await openDisk(VERSION, listening()), await openDisk(VERSION, listening())];
    const add = (disk: Disk) =>
      disk.transact(
        'readwrite',
        ['drafts', 'outbox'],
        async (tx) => {
          const held = await tx.get('drafts', 'count');
          await tx.all('outbox');
          tx.put('drafts', draft('count', (held?.savedAt ?? 0) + 1));
        },
        'relaxed',
      );
    await Promise.all([1, 2, 3, 4, 5].flatMap(() => handles.map(add)));
    expect(await list(handles[0] as Disk)).toEqual([draft('count', 10)]);
  });

  claim('a handle that is closed takes nothing any more', async (openDisk) => {
    const disk = await openDisk(VERSION, listening());
    disk.close();
    await expect(list(disk)).rejects.toMatchObject({ name: 'InvalidStateError' });
  });

  claim('only the handle that made the database is told that it is new', async (openDisk) => {
    const [first, second] = [listening(), listening()];
    await openDisk(VERSION, first);
    await openDisk(VERSION, second);
    expect(first.said).toEqual(['new']);
    expect(second.said).toEqual([]);
  });

  claim('a later version waits until the others have closed, which are asked to', async (openDisk) => {
    let disk: Disk | undefined;
    const earlier = listening(() => disk?.close());
    disk = await openDisk(VERSION, earlier);
    await put(disk, draft('a', 1));
    const later = await openDisk(VERSION + 1, listening());
    expect(earlier.said).toEqual(['new', `blocking ${VERSION} for ${VERSION + 1}`]);
    expect(await list(later)).toEqual([draft('a', 1)]);
    await expect(openDisk(VERSION, listening())).rejects.toMatchObject({ name: 'VersionError' });
    const asItIs = await openDisk(undefined, listening());
    expect(await list(asItIs)).toEqual([draft('a', 1)]);
  });

  claim('whoever stays open blocks a later version, which is told so', async (openDisk) => {
    const disk = await openDisk(VERSION, listening());
    const later = listening();
    const opening = openDisk(VERSION + 1, later);
    await expect.poll(() => later.said, { timeout: 5000 }).toEqual(['blocked']);
    disk.close();
    await put(await opening, draft('a', 1));
  });
}
