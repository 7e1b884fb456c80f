import type { Ledger, Promised } from './ledger.ts';
import type { Plan } from './plan.ts';
import type { StoredRow } from './sim-database.ts';
import type { SimDevice } from './sim-device.ts';
import type { SimEndpoint } from './sim-endpoint.ts';
import { LONGEST_WAIT, type Owner, type World } from './world.ts';

/** All that there is of a world. */
export interface Scene {
  readonly plan: Plan;
  readonly world: World;
  readonly ledger: Ledger;
  readonly devices: readonly SimDevice[];
  readonly endpoint: SimEndpoint;
}

/** The rows of the endpoint by response, without tombstones, as they were when they were last looked at. */
export type Rows = () => ReadonlyMap<string, StoredRow>;

export function fail({ world }: Scene, invariant: string, detail: string): void {
  world.breaks(invariant, detail);
}

export function nameOf({ ledger }: Scene, id: string): string {
  return ledger.responses.get(id)?.name ?? id;
}

/** By the endpoint, or by a proxy for which it was too large. */
export function wasRefused({ endpoint, devices }: Scene, id: string): boolean {
  return endpoint.refused.has(id) || devices.some(({ network }) => network.tooLarge.has(id));
}

/** Received by a database that another has replaced, from a device that keeps no copy, or had no room for one. */
export function isRestoredAway({ endpoint }: Scene, { storedIn, device, finished, isUnstored }: Promised): boolean {
  const isStoredIn = (epoch: string) => (storedIn.get(epoch) ?? 0) >= (finished?.sequence ?? 0);
  if (isStoredIn(endpoint.epoch()) || ![...storedIn.keys()].some(isStoredIn)) return false;
  return isUnstored || device.kind !== 'sealed' || device.wasFull || device.wasWiped || device.setbacks > 0;
}

/** A restored database has forgotten what was erased in the one before. */
export function isErasedIn({ erasedIn, erasure }: Promised, endpoint: SimEndpoint): boolean {
  return erasure === 'everywhere' ? erasedIn === endpoint.epoch() : endpoint.epoch() === 'epoch-0';
}

/** What a person does to a page, and hears of it. Ends nowhere when the page dies. */
export function awaited<T>({ world }: Scene, owner: Owner, what: string, promise: Promise<T>): Promise<T> {
  const timer = world.after(owner, LONGEST_WAIT, () =>
    world.breaks('no wait is for ever', `${owner.name} still waits for ${what}`),
  );
  return promise.finally(() => world.cancel(timer));
}

export function sleep({ world }: Scene, owner: Owner, delay: number): Promise<void> {
  return new Promise((resolve) => world.after(owner, delay, resolve));
}
