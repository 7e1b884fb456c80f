import type { Disk, DiskEvents, OpenDisk } from '../../src/device/store/disk.ts';
import { DATABASE_VERSION, STORE_NAMES, type StoreName } from '../../src/device/store/schema.ts';
import { accessTo, apply, type Change, type Shelves, shown, type Undo } from './sim-shelves.ts';
import { createTurns, type Transaction } from './sim-turns.ts';
import type { Owner, World } from './world.ts';

/** The database of one origin, as all its pages and its worker see it. Held to the truth by `test/contracts/disk.ts`. */
export type SimDisk = ReturnType<typeof createSimDisk>;

/** What ails a disk until a moment, by the clock of the world. */
export interface Ailments {
  /** The database does not open before. */
  opensAt: number;
  /** Reads and writes fail. */
  failsUntil: number;
  /** Nothing more fits. */
  fullUntil: number;
  /** Each transaction takes so many milliseconds more. */
  drag: number;
}

/** Called after each commit, before its page hears of it. */
type Written = (owner: Owner, changes: readonly Change[]) => void;

interface Handle {
  readonly owner: Owner;
  readonly events: DiskEvents;
  isOpen: boolean;
}

/** The system writes back what it holds after half a minute at most. */
const WRITTEN_BACK = 30_000;

const UNSENT = ['drafts', 'locked', 'outbox'] as const;

export function createSimDisk(world: World, name: string, written: Written = () => {}) {
  const shelves: Shelves = new Map(STORE_NAMES.map((store) => [store, new Map()]));
  const ailments: Ailments = { opensAt: 0, failsUntil: 0, fullUntil: 0, drag: 0 };
  const disk: Owner = { name, isAlive: true };
  let handles: Handle[] = [];
  /** How to undo what no flush has reached yet, oldest first, and when it was committed. */
  let unflushed: { readonly undo: Undo; readonly at: number }[] = [];
  /** The page that waits for others to close the database, and then upgrades it; below, those that wait for it. */
  let upgrader: Owner | undefined;
  let held: { readonly owner: Owner; readonly go: () => void }[] = [];
  let tear: 'none' | 'tail' | 'middle' = 'none';
  let version = 0;
  let generation = 0;
  const generations = new Map<StoreName, number>();
  let heldSince: number | undefined;

  const subject = `disk ${name}`;
  const pause = (least: number, most: number) => world.between(subject, least, most);
  const clear = () => {
    for (const shelf of shelves.values()) shelf.clear();
    unflushed = [];
    version = 0;
    touch(STORE_NAMES);
  };
  const touch = (stores: readonly StoreName[]) => {
    generation++;
    for (const store of stores) generations.set(store, generation);
    const holds = UNSENT.some((store) => (shelves.get(store)?.size ?? 0) > 0);
    heldSince = holds ? (heldSince ?? world.elapsed()) : undefined;
  };
  const isFailing = () => world.elapsed() < ailments.failsUntil;
  /** Why these cannot be committed now. */
  function failureOf(mode: IDBTransactionMode, changes: readonly Change[]): DOMException | undefined {
    const grows = changes.some(({ kind }) => kind === 'put');
    if (grows && world.elapsed() < ailments.fullUntil) return new DOMException('', 'QuotaExceededError');
    return mode === 'readwrite' && isFailing() ? new DOMException('', 'UnknownError') : undefined;
  }
  const turns = createTurns(({ begin }) => world.after(disk, pause(0.1, 2) + ailments.drag, begin));

  function commit(changes: readonly Change[], isStrict: boolean): void {
    const undos = changes.map((change) => apply(shelves, change));
    if (tear === 'tail') tear = 'middle';
    touch(changes.map(({ store }) => store));
    const undo = () => {
      for (const one of undos.reverse()) one();
    };
    if (isStrict) unflushed = [];
    else unflushed.push({ undo, at: world.elapsed() });
  }

  function transact<T>(handle: Handle, ...[mode, stores, work, durability]: Parameters<Disk['transact']>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const fail = (error: unknown) => {
        turns.end(transaction);
        // A page that is dead hears nothing.
        if (handle.owner.isAlive) reject(error);
      };
      const begin = () => {
        if (!handle.owner.isAlive || !handle.isOpen) return fail(new DOMException('', 'AbortError'));
        if (isFailing()) return fail(new DOMException('the disk fails', 'UnknownError'));
        const changes: Change[] = [];
        let isOver = false;
        const over = (settle: () => void) => {
          if (isOver) return;
          isOver = true;
          world.after(disk, durability === 'strict' ? pause(0.5, 8) : pause(0.1, 2), settle);
        };
        work(accessTo(shelves, changes, stores)).then(
          (value) => over(() => (mode === 'readonly' ? hear(value as T) : conclude(changes, value as T))),
          (error: unknown) => over(() => fail(error)),
        );
        // IndexedDB commits a transaction that waits for anything but its own requests.
        world.afterwards(() => {
          if (isOver) return;
          world.breaks('a transaction waits for nothing but itself', `${[...stores]} of ${handle.owner.name}`);
        });
      };
      const conclude = (changes: readonly Change[], value: T) => {
        if (!handle.owner.isAlive || !handle.isOpen) return fail(new DOMException('', 'AbortError'));
        const failure = failureOf(mode, changes);
        if (failure) {
          world.log?.(handle.owner.name, 'cannot write', { failure: failure.name, changes: changes.map(shown) });
          return fail(failure);
        }
        if (changes.length > 0) {
          // What is not there is removed without effect.
          const real = changes.filter((one) => one.kind !== 'remove' || shelves.get(one.store)?.has(one.key));
          commit(changes, durability === 'strict');
          written(handle.owner, real);
        }
        world.after(disk, pause(0.1, 1), () => hear(value));
      };
      // The page hears of it a little later, if it lives, and before the next transaction gives it anything.
      const hear = (value: T) => {
        if (handle.owner.isAlive) resolve(value);
        turns.end(transaction);
      };
      const transaction: Transaction = { owner: handle.owner, mode, stores: new Set(stores), begin };
      turns.ask(transaction);
    });
  }

  async function open(owner: Owner, wanted: number | undefined, events: DiskEvents): Promise<Disk> {
    const wait = (delay: number) => new Promise<void>((resolve) => world.after(owner, delay, resolve));
    await wait(Math.max(pause(1, 25), ailments.opensAt - world.elapsed()));
    if (isFailing()) throw new DOMException('the disk fails', 'UnknownError');
    const another = () => new Promise<void>((go) => held.push({ owner, go }));
    // Requests to open are done one after the other.
    while (upgrader?.isAlive) await another();
    if (wanted !== undefined && wanted < version) throw new DOMException('', 'VersionError');
    const target = wanted ?? Math.max(version, 1);
    if (target > version && version > 0) {
      upgrader = owner;
      const others = () => handles.filter(({ isOpen }) => isOpen);
      for (const other of others())
        world.after(other.owner, 0, () => other.isOpen && other.events.blocking(version, target));
      await wait(5);
      if (others().length > 0) events.blocked();
      while (others().length > 0) await another();
      upgrader = undefined;
    }
    version = Math.max(version, target);
    letOthersLook();
    const handle: Handle = { owner, events, isOpen: true };
    handles.push(handle);
    return {
      stores: { contains: () => true },
      transact: (...asked) =>
        handle.isOpen ? transact(handle, ...asked) : Promise.reject(new DOMException('', 'InvalidStateError')),
      close() {
        handle.isOpen = false;
        closed();
      },
    } as Disk;
  }

  function terminate(isGone: (handle: Handle) => boolean): void {
    for (const handle of handles.filter(isGone)) {
      if (!handle.isOpen) continue;
      handle.isOpen = false;
      world.after(handle.owner, 1, handle.events.terminated);
    }
    closed();
  }

  function closed(): void {
    handles = handles.filter(({ isOpen }) => isOpen);
    letOthersLook();
  }

  /** Pages that wait to open it look whether they can go on. */
  function letOthersLook(): void {
    for (const { owner, go } of held) world.after(owner, pause(1, 25), go);
    held = [];
  }

  return {
    // A release that says so opens a later version than its own code wants.
    opener:
      (owner: Owner, later = DATABASE_VERSION): OpenDisk =>
      (wanted, events) =>
        open(owner, wanted === DATABASE_VERSION ? later : wanted, events),
    ailments,
    /** Until when it does not open, fails or is full. */
    illUntil: () => Math.max(ailments.opensAt, ailments.failsUntil, ailments.fullUntil),
    /** Ends what ails it. */
    recover() {
      // Not as if they had never been: what they held up may take its time from now.
      for (const kind of ['opensAt', 'failsUntil', 'fullUntil'] as const)
        ailments[kind] = Math.min(ailments[kind], world.elapsed());
      ailments.drag = 0;
    },
    /** What is committed. */
    shelves,
    /** Since when it has held something unsent without a break; `undefined` while it holds nothing. */
    heldSince: () => heldSince,
    /** Changes with each commit; with each that changes one store. */
    generation: (store?: StoreName) => (store === undefined ? generation : (generations.get(store) ?? 0)),
    /** It has transactions under way. */
    isBusy: turns.isBusy,
    /** Closes the handles of a page that the browser keeps for Back, as the device does itself in WebKit. */
    putAside: (owner: Owner) => terminate((handle) => handle.owner === owner),
    /** The process of a page has died: its transactions end, and its handles. */
    killed(owner: Owner) {
      for (const handle of handles) if (handle.owner === owner) handle.isOpen = false;
      closed();
      turns.killed(owner);
    },
    /** Loses commits that were not flushed. `tears`: the last record of the log is torn, which the next start does not notice. */
    powerCut(kept: number, tears: boolean) {
      const current = unflushed.filter(({ at }) => world.elapsed() - at < WRITTEN_BACK);
      const lost = current.slice(Math.floor(kept * (current.length + 1)));
      for (const { undo } of lost.reverse()) undo();
      unflushed = [];
      touch(STORE_NAMES);
      if (tears && tear === 'none') tear = 'tail';
    },
    isTorn: () => tear !== 'none',
    /** Restarts the browser. A torn record with later records after it drops the whole database. */
    started(): 'intact' | 'dropped' {
      if (tear !== 'middle') return 'intact';
      tear = 'none';
      clear();
      return 'dropped';
    },
    /** A database of this origin was deleted, which begins a new log. */
    newLog() {
      tear = 'none';
    },
    /** Emptied under its pages, by the browser or `Clear-Site-Data`. */
    emptied() {
      terminate(() => true);
      clear();
    },
  };
}
