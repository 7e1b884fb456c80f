import type { Ledger } from './ledger.ts';
import type { SimEndpoint } from './sim-endpoint.ts';
import type { Owner, World } from './world.ts';

/** By then whatever a page does by itself is done, though each transaction takes seconds: more than twice its longest pause, in milliseconds. */
export const LONGEST_WAIT = 15 * 60_000;

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
