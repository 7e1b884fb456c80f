import type { Survey } from '../../src/core/survey/questionnaire.ts';
import type { Sealing } from '../../src/core/survey/sealing-keys.ts';
import { drainInWorker } from '../../src/device/drain-in-worker.ts';
import { startDevice } from '../../src/device/open.ts';
import type { OpenedDevice, OutboxStatus } from '../../src/device/port/device.ts';
import type { Tablet } from '../../src/device/port/tablet.ts';
import { openTablet } from '../../src/device/sealed/open-tablet.ts';
import type { OpenDisk } from '../../src/device/store/disk.ts';
import { DATABASE_VERSION } from '../../src/device/store/schema.ts';
import type { SimEndpoint } from './sim-endpoint.ts';
import { createSimNetwork } from './sim-network.ts';
import { createOrigin, outboxOf } from './sim-origin.ts';
import { losing } from './sim-shelves.ts';
import { surround } from './surroundings.ts';
import { toySealer } from './toy-sealing.ts';
import type { Owner, World } from './world.ts';

export type DeviceKind = 'phone' | 'sealed' | 'clear';

/** An open page. */
export interface Tab {
  readonly on: SimDevice;
  readonly owner: Owner;
  readonly openedAt: number;
  /** As it was published when the page was opened. */
  readonly survey: Survey;
  /** Once it can be used; on a shared tablet, once its day has begun. */
  readonly ready: Promise<Page | undefined>;
  readonly status: () => OutboxStatus;
  readonly dispatch: (type: string, persisted?: boolean) => void;
}

/** An open page that can be used. */
export interface Page extends Omit<Tab, 'ready'> {
  readonly device: OpenedDevice;
  readonly tablet: Tablet | undefined;
}

/** One browser on one machine, with its pages. */
export type SimDevice = ReturnType<typeof createSimDevice>;

/** How long something must be held for a page to have had the time to begin a new log, in milliseconds, where transactions do not take seconds. */
const CALM = 70_000;
const SECRET = Uint8Array.from({ length: 10 }, (_, place) => place);

export function createSimDevice(
  world: World,
  name: string,
  { kind, isImpatient }: { readonly kind: DeviceKind; readonly isImpatient: boolean },
  endpoint: SimEndpoint,
) {
  const origin = createOrigin(world, name);
  const network = createSimNetwork(world, name, endpoint, {
    notice: () => ({ sealing: KEYS[device.keys] }),
    outbox: () => outboxOf({ origin }),
    now: () => world.wall() + device.clockOffset,
    clockSetAt: () => device.clockSetAt,
    isWell: (since) => origin.disk.illUntil() < since && device.setbacks === 0 && !device.wasSlow,
  });
  let tabs: Tab[] = [];
  /** Kept for Back. */
  let left: Tab[] = [];
  let count = 0;
  /** Pages that had the time to begin a new log since the record was torn, and something to do it for. */
  let tornAt: number | undefined;

  const openerOf = (owner: Owner, version?: number): OpenDisk => {
    const open = origin.disk.opener(owner, version);
    return (...asked) => {
      owner.openings = (owner.openings ?? 0) + 1;
      return origin.underWay(owner, open(...asked));
    };
  };

  function openTab(): Tab {
    if (tabs.length + left.length === 0) startBrowser();
    count++;
    const owner: Owner = { name: `${name}/${count}`, isAlive: true };
    const page = surround(world, owner, device);
    const survey = endpoint.survey();
    const version = device.isLaterRelease ? DATABASE_VERSION + 1 : DATABASE_VERSION;
    const openDisk = openerOf(owner, version);
    const started = startDevice({ around: { ...page.around, openDisk } });
    const { status } = started.device.outbox;
    const shown = { on: device, owner, openedAt: world.elapsed(), survey, status, dispatch: page.dispatch };
    const isPhone = kind === 'phone';
    const ready = isPhone ? Promise.resolve({ ...shown, device: started.device, tablet: undefined }) : begin();
    async function begin(): Promise<Page | undefined> {
      await started.opened;
      // As the page of a shared tablet does.
      if (!isImpatient && !['disk', 'memory'].includes(started.device.keeps)) await started.device.moved;
      const parts = {
        started,
        survey,
        channel: null,
        seals: kind === 'sealed',
        named: device.isNamed ? OURS.id : undefined,
      };
      const begun = await openTablet({ ...parts, sealing: toySealer(world, owner) });
      if (begun.kind !== 'open') {
        world.log?.(owner.name, 'does not begin', { kind: begun.kind });
        return undefined;
      }
      begun.tablet.giveSecret(SECRET);
      return { ...shown, ...begun };
    }
    const logKeeping = () => world.log?.(owner.name, 'keeps', { keeps: started.device.keeps });
    started.opened.then(logKeeping, () => {});
    started.device.moved.then(logKeeping, () => {});
    const tab: Tab = { ...shown, ready };
    tabs.push(tab);
    world.log?.(owner.name, 'opens');
    return tab;
  }

  function startBrowser(): void {
    if (losing(world, name, origin.disk.shelves, origin.disk.started) === 'intact') return;
    device.setbacks++;
    device.losses++;
    world.log?.(name, 'drops the database, since its log is torn');
    if (tornAt === Number.POSITIVE_INFINITY)
      world.breaks('a torn log is not written on for long', `${name} had the time to begin another`);
    tornAt = undefined;
  }

  function kill(dying: readonly Tab[]): void {
    for (const { owner, openedAt } of dying) {
      owner.isAlive = false;
      owner.diedAt = world.elapsed();
      origin.killed(owner);
      world.log?.(owner.name, 'dies');
      const since = Math.max(openedAt, origin.disk.illUntil(), origin.disk.heldSince() ?? Number.POSITIVE_INFINITY);
      if (tornAt !== undefined && openedAt >= tornAt && !device.wasSlow && world.elapsed() - since > CALM)
        tornAt = Number.POSITIVE_INFINITY;
    }
    tabs = tabs.filter(({ owner }) => owner.isAlive);
    left = left.filter(({ owner }) => owner.isAlive);
  }

  const quit = () => kill([...tabs, ...left]);

  function leave(tab: Tab): void {
    if (origin.isBusy(tab.owner)) return;
    tab.dispatch('pagehide', true);
    world.freeze(tab.owner);
    origin.disk.putAside(tab.owner);
    tabs = tabs.filter((one) => one !== tab);
    left.push(tab);
    world.log?.(tab.owner.name, 'is kept for Back');
  }

  function goBack(): void {
    for (const tab of left) {
      world.log?.(tab.owner.name, 'is back');
      world.thaw(tab.owner, () => tab.dispatch('pageshow', true));
      // Another tab for those who watch for how long it says something, or has had the time to do something.
      tabs.push({ ...tab, openedAt: world.elapsed() });
    }
    left = [];
  }

  const device = {
    name,
    kind,
    origin,
    network,
    clockOffset: 0,
    /** When that was last changed, by the clock of the world. */
    clockSetAt: 0,
    /** Whose keys the notice names. */
    keys: 'ours' as 'ours' | 'others',
    /** Opened by a link that names our key. */
    isNamed: false,
    isLaterRelease: false,
    /** Something of it was not kept because nothing more fitted. */
    wasFull: false,
    wasSlow: false,
    wasWiped: false,
    /** How many pages died between a write and the message that tells the others. */
    unannounced: 0,
    /** How often its database was dropped, or lost what was not flushed. */
    setbacks: 0,
    /** How often the whole of it was dropped. */
    losses: 0,
    tabs: () => tabs,
    openTab,
    /** The process of a page dies. */
    kill: (tab: Tab) => kill([tab]),
    /** That of the page which makes so many more writes dies after the last. */
    dieAfter: (writes: number) =>
      origin.dieAfter(writes, (owner) => {
        device.unannounced++;
        kill(tabs.filter((tab) => tab.owner === owner));
      }),
    /** Those of all pages die. */
    quit,
    /** A page is left, and kept for Back, unless it is busy. */
    leave,
    /** Goes back to the pages that were left. */
    goBack,
    powerCut(kept: number, tears: boolean) {
      quit();
      device.setbacks++;
      if (tears && !origin.disk.isTorn()) tornAt = world.elapsed();
      losing(world, name, origin.disk.shelves, () => origin.disk.powerCut(kept, tears));
    },
    startWorker() {
      const owner: Owner = { name: `${name}/worker${++count}`, isAlive: true };
      const end = () => {
        owner.isAlive = false;
        origin.killed(owner);
      };
      return { owner, around: surround(world, owner, device).around, end };
    },
    wakeWorker() {
      const { owner, around, end } = device.startWorker();
      world.log?.(owner.name, 'is woken');
      void drainInWorker('/api/responses', { ...around, openDisk: openerOf(owner) }).then((isEmpty) => {
        world.log?.(owner.name, 'is done', { isEmpty });
      });
      // A browser gives it no longer.
      world.after({ name, isAlive: true }, 300_000, end);
    },
  };
  return device;
}

const key = (holder: 'opener' | 'backup', digit: string) => ({
  id: digit.repeat(16),
  key: `B${digit.repeat(86)}`,
  holder,
  from: '2026-01-01',
});

const OURS = key('opener', '1');

export const KEYS: Readonly<Record<SimDevice['keys'], Sealing>> = {
  ours: { keys: [OURS, key('backup', '2')] },
  others: { keys: [key('opener', '3'), key('backup', '4')] },
};

/** Opens one where none is open. */
export function tabOf(device: SimDevice, number: number): Tab {
  const tabs = device.tabs();
  return tabs.at(number % Math.max(1, tabs.length)) ?? device.openTab();
}
