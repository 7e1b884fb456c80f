import type { Draft } from '../../src/device/port/device.ts';
import type { Disk, DiskEvents, OpenDisk } from '../../src/device/store/disk.ts';
import type { QueuedEnvelope } from '../../src/device/store/schema.ts';
import type { WriteAccess } from '../../src/device/store/store.ts';

/** A property of IndexedDB that the device relies on. The simulated disk must have it too. Throws where it does not hold. */
export interface DiskClaim {
  readonly what: string;
  /** `openDisk` opens a database that is not there yet. */
  readonly check: (openDisk: OpenDisk) => Promise<void>;
}

const VERSION = 9;

interface Heard extends DiskEvents {
  readonly events: string[];
}

function listening(onBlocking: () => void = () => {}): Heard {
  const events: string[] = [];
  return {
    events,
    blocked: () => events.push('blocked'),
    blocking(version, wanted) {
      events.push(`blocking ${version} for ${wanted}`);
      onBlocking();
    },
    terminated: () => events.push('terminated'),
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

const claim = (what: string, check: DiskClaim['check']): DiskClaim => ({ what, check });

/** Without a test runner's own words: these run in browsers that no runner drives. */
function same(actual: unknown, expected: unknown): void {
  const [is, wanted] = [actual, expected].map((one) => JSON.stringify(one, (_, part) => part ?? null));
  if (is !== wanted) throw new Error(`${is} instead of ${wanted}`);
}

/** The name of the error, or its message where that is ours. */
async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'nothing';
  } catch (error) {
    if (!(error instanceof Error || error instanceof DOMException)) throw error;
    return error.name === 'RangeError' ? error.message : error.name;
  }
}

export const DISK_CLAIMS: readonly DiskClaim[] = [
  claim('what is committed is read by every handle', async (openDisk) => {
    const [one, other] = [await openDisk(VERSION, listening()), await openDisk(VERSION, listening())];
    await put(one, draft('a', 1), draft('b', 2));
    await put(other, draft('a', 3));
    same(await list(one), [draft('a', 3), draft('b', 2)]);
    same(one.stores.contains('outbox'), true);
  }),

  claim('a transaction that throws changes nothing, and says why', async (openDisk) => {
    const disk = await openDisk(VERSION, listening());
    await put(disk, draft('a', 1));
    const work = async (tx: WriteAccess) => {
      tx.remove('drafts', 'a');
      tx.put('drafts', draft('b', 2));
      await tx.get('drafts', 'b');
      throw new RangeError('after all');
    };
    same(await failureOf(disk.transact('readwrite', ['drafts'], work, 'strict')), 'after all');
    same(await list(disk), [draft('a', 1)]);
  }),

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
    same(seen, [undefined, draft('c', 3), 2, 0]);
  }),

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
    same(
      all.map(({ body }) => body),
      ['a 2', 'b 9', 'b 10', 'c 1'],
    );
    same(
      own.map(({ body }) => body),
      ['b 9', 'b 10'],
    );
  }),

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
    same(await list(handles[0] as Disk), [draft('count', 10)]);
  }),

  claim('a handle that is closed takes nothing any more', async (openDisk) => {
    const disk = await openDisk(VERSION, listening());
    disk.close();
    same(await failureOf(list(disk)), 'InvalidStateError');
  }),

  claim('a later version waits until the others have closed, which are asked to', async (openDisk) => {
    let disk: Disk | undefined;
    const earlier = listening(() => disk?.close());
    disk = await openDisk(VERSION, earlier);
    await put(disk, draft('a', 1));
    const later = await openDisk(VERSION + 1, listening());
    same(earlier.events, [`blocking ${VERSION} for ${VERSION + 1}`]);
    same(await list(later), [draft('a', 1)]);
    same(await failureOf(openDisk(VERSION, listening())), 'VersionError');
    const asItIs = await openDisk(undefined, listening());
    same(await list(asItIs), [draft('a', 1)]);
  }),

  claim('a handle that stays open blocks a later version, which gets a blocked event', async (openDisk) => {
    const disk = await openDisk(VERSION, listening());
    const later = listening();
    const opening = openDisk(VERSION + 1, later);
    while (later.events.length === 0) await list(disk);
    same(later.events, ['blocked']);
    disk.close();
    await put(await opening, draft('a', 1));
  }),

  claim('two pages that want the same later version do not wait for each other', async (openDisk) => {
    const disk = await openDisk(VERSION, listening());
    const first = listening();
    const both = [openDisk(VERSION + 1, first), openDisk(VERSION + 1, listening())];
    while (first.events.length === 0) await list(disk);
    disk.close();
    for (const later of await Promise.all(both)) same(await list(later), []);
  }),
];
