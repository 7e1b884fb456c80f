import { Broken, type Owner, type World } from './world.ts';

/** How a page behaves towards the endpoint, as its requests show. */
export interface Manners {
  /** Envelopes leave; `done` when they are answered or given up. */
  readonly begin: (owner: Owner) => void;
  readonly done: (owner: Owner) => void;
  /** The page was asked to wait so many seconds. */
  readonly told: (owner: Owner, seconds: number) => void;
  /** A person has pressed the button that sends at once. */
  readonly allowAtOnce: (owner: Owner) => void;
}

/** Fails a world in which a page sends two batches at once, or sooner than the endpoint has asked it to. */
export function watchManners(world: World): Manners {
  const sending = new Set<Owner>();
  const quietUntil = new Map<Owner, number>();
  return {
    begin(owner) {
      if (sending.has(owner))
        world.fail(new Broken('a page sends one batch at a time', `${owner.name} sends two at once`));
      sending.add(owner);
      const early = (quietUntil.get(owner) ?? 0) - world.elapsed();
      if (early > 1) world.fail(new Broken('a page waits as it was asked', `${owner.name} sends ${early} ms too soon`));
    },
    done: (owner) => void sending.delete(owner),
    told: (owner, seconds) => void quietUntil.set(owner, world.elapsed() + seconds * 1000),
    allowAtOnce: (owner) => void quietUntil.delete(owner),
  };
}
