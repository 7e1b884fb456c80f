import type { Surroundings, Timer } from '../../src/device/port/surroundings.ts';
import type { SimNetwork } from './sim-network.ts';
import type { Origin } from './sim-origin.ts';
import { toyCrypto } from './toy-sealing.ts';
import type { Event, Owner, World } from './world.ts';

export interface Machine {
  readonly origin: Origin;
  readonly network: SimNetwork;
  /** How far the clock of this device is from the true time, in milliseconds. */
  clockOffset: number;
}

interface Listener {
  readonly type: string;
  readonly act: (event: never) => void;
  readonly once: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What a page, or a worker, of a simulated device has around it. */
export function surround(world: World, owner: Owner, machine: Machine) {
  const { origin, network } = machine;
  const chance = `chance of ${owner.name}`;
  let listeners: Listener[] = [];
  const addEventListener = (
    type: string,
    act: (event: never) => void,
    { once = false, signal }: { readonly once?: boolean; readonly signal?: AbortSignal } = {},
  ) => void listeners.push({ type, act, once, signal });
  const around = {
    Date: { now: () => world.wall() + machine.clockOffset },
    Math: { random: () => world.chance(chance) },
    performance: { now: world.elapsed },
    setTimeout: (act: () => void, milliseconds = 0) => world.after(owner, milliseconds, act) as unknown as Timer,
    clearTimeout: (timer: Timer | undefined) => world.cancel(timer as unknown as Event | undefined),
    requestIdleCallback: (act: () => void) => world.after(owner, 50, act),
    fetch: network.fetchOf(owner),
    crypto: toyCrypto(world, owner),
    isSecureContext: true,
    navigator: {
      get onLine() {
        return network.weather !== 'offline';
      },
      // The browser whose log can be torn.
      vendor: 'Google Inc.',
      locks: origin.locks.managerOf(owner),
      storage: { persist: async () => true, persisted: async () => true },
    },
    indexedDB: origin.indexedDbOf(owner),
    caches: origin.cachesOf(owner),
    BroadcastChannel: origin.channelOf(owner),
    addEventListener,
    document: { visibilityState: 'visible', addEventListener },
  };
  return {
    around: around as unknown as Surroundings,
    dispatch(type: string, persisted = false) {
      const hearing = listeners.filter((one) => one.type === type && !one.signal?.aborted);
      listeners = listeners.filter((one) => !(hearing.includes(one) && one.once));
      for (const { act } of hearing) act({ persisted } as never);
    },
  };
}
