import type { Ledger } from './ledger.ts';
import type { SimEndpoint } from './sim-endpoint.ts';
import type { Owner, World } from './world.ts';

/** No page may wait for longer without a word, whatever ails its device. */
const LONGEST_WAIT = 10 * 60_000;

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

/** How long a page may take to notice what has changed, or to remove what has gone, in milliseconds: where each transaction takes seconds, much longer. */
export function patienceWith({ wasSlow }: { readonly wasSlow: boolean }): number {
  return wasSlow ? 600_000 : 60_000;
}
