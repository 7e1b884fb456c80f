import { type Machine, watchRefusals } from './watch-refusals.ts';
import { Broken, type Owner, type World } from './world.ts';

/** How a page behaves towards the endpoint, as its requests show. */
export interface Manners {
  /** Envelopes leave; `done` when they are answered or given up. */
  readonly begin: (owner: Owner, body: string) => void;
  readonly done: (owner: Owner) => void;
  /** The page hears that one of them is refused. */
  readonly refused: (owner: Owner, one: { readonly id: string; readonly sequence: number }) => void;
  /** The page was asked to wait so many seconds. */
  readonly told: (owner: Owner, seconds: number) => void;
  /** A person has pressed the button that sends at once. Returns what to call when that is done. */
  readonly allowAtOnce: (owner: Owner) => () => void;
  /** A person sends this response from the memory of a page, which may send others meanwhile. Returns what to call when that is done. */
  readonly allowDirect: (owner: Owner, response: string) => () => void;
  readonly isDirect: (owner: Owner, body: string) => boolean;
}

/** Fails a world in which a page sends two batches at once, or sooner than the endpoint has asked it to, or what rests. */
export function watchManners(world: World, machine: Machine): Manners {
  const refusals = watchRefusals(world, machine);
  const sending = new Set<Owner>();
  const quietUntil = new Map<Owner, number>();
  const direct = new Map<Owner, string>();
  return {
    begin(owner, body) {
      refusals.sends(owner, body);
      if (sending.has(owner))
        world.fail(new Broken('a page sends one batch at a time', `${owner.name} sends two at once`));
      sending.add(owner);
      const early = (quietUntil.get(owner) ?? 0) - world.elapsed();
      if (early > 1)
        world.fail(
          new Broken('a page waits as it was asked', `${owner.name} sends ${Math.ceil(early / 1000)} s too soon`),
        );
    },
    done: (owner) => void sending.delete(owner),
    told: (owner, seconds) => void quietUntil.set(owner, world.elapsed() + seconds * 1000),
    refused: refusals.hears,
    allowDirect(owner, response) {
      direct.set(owner, response);
      return () => void direct.delete(owner);
    },
    isDirect(owner, body) {
      const response = direct.get(owner);
      return response !== undefined && body.includes(response) && body.split('"sequence"').length === 2;
    },
    allowAtOnce(owner) {
      quietUntil.delete(owner);
      return refusals.asked(owner);
    },
  };
}
