import type { Ledger } from './ledger.ts';
import type { SimEndpoint } from './sim-endpoint.ts';
import { LONGEST_WAIT, type Owner, type World } from './world.ts';

export interface Stage {
  readonly world: World;
  readonly endpoint: Pick<SimEndpoint, 'epoch'>;
  readonly ledger: Ledger;
}

/** What a person does to a page, and hears of it. Ends nowhere when the page dies. */
export function awaited<T>({ world }: Stage, owner: Owner, what: string, promise: Promise<T>): Promise<T> {
  const timer = world.after(owner, LONGEST_WAIT, () =>
    world.breaks('no wait is for ever', `${owner.name} still waits for ${what}`),
  );
  return promise.finally(() => world.cancel(timer));
}

export function sleep(world: World, owner: Owner, delay: number): Promise<void> {
  return new Promise((resolve) => world.after(owner, delay, resolve));
}
