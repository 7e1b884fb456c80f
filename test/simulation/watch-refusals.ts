import type { QueuedEnvelope } from '../../src/device/store/schema.ts';
import { Broken, type Owner, type World } from './world.ts';

/** What the pages of a device do with responses that the endpoint has refused. */
export interface RefusalWatch {
  readonly sends: (owner: Owner, body: string) => void;
  readonly hears: (owner: Owner, refused: Pick<QueuedEnvelope, 'id' | 'sequence'>) => void;
  /** A person presses the button that sends at once. Returns what to call when that is done. */
  readonly asked: (owner: Owner) => () => void;
}

export interface Machine {
  readonly outbox: () => readonly QueuedEnvelope[];
  readonly now: () => number;
  /** Nothing has ailed its disk since, and it was never emptied. */
  readonly isWell: (since: number) => boolean;
  readonly wasSlow: () => boolean;
  /** When its clock was last set, by that of the world. */
  readonly clockSetAt: () => number;
}

const DAY = 86_400_000;
/** A page may have read envelopes and clock so long before it sends: another page held the lock. */
const READ_BEFORE = 300_000;
/** Where a pass lasts for minutes. */
const READ_BEFORE_WHEN_SLOW = 900_000;

/**
 * Fails a world in which a page sends a response that it has heard to be refused, and that its disk has as refused, before a day has
 * passed by its clock. A page that was just opened sends each once, and has heard of none.
 */
export function watchRefusals(world: World, { outbox, now, clockSetAt, wasSlow }: Machine): RefusalWatch {
  /** When each was last heard, and when by which page, by the clock of the device. */
  const refusals = new Map<string, { readonly at: number; readonly heardBy: Map<Owner, number> }>();
  const asking = new Set<Owner>();
  return {
    sends(owner, body) {
      if (asking.has(owner) || refusals.size === 0) return;
      for (const { id, sequence, state, refusedAt = 0 } of outbox()) {
        const refusal = refusals.get(`${id} ${sequence}`);
        if (state !== 'refused' || !refusal?.heardBy.has(owner) || !body.includes(id)) continue;
        // What this page has heard while its storage did not open, another had heard before.
        if (refusedAt < (refusal.heardBy.get(owner) ?? 0)) continue;
        const patience = wasSlow() ? READ_BEFORE_WHEN_SLOW : READ_BEFORE;
        // By a clock that was set since, a page whose storage opens late takes it for what an earlier page heard.
        const isSure = clockSetAt() <= refusal.at && world.elapsed() - refusal.at > patience;
        // Another page may have heard it again only now, after the browser had dropped it.
        const age = Math.abs(now() - refusedAt);
        if (isSure && age > patience && age < DAY)
          world.fail(new Broken('a refused response rests until it is due', `${owner.name} sends ${id} again`));
      }
    },
    hears(owner, { id, sequence }) {
      const name = `${id} ${sequence}`;
      const { heardBy } = refusals.get(name) ?? { heardBy: new Map<Owner, number>() };
      refusals.set(name, { at: world.elapsed(), heardBy: heardBy.set(owner, now()) });
    },
    asked(owner) {
      asking.add(owner);
      return () => void asking.delete(owner);
    },
  };
}
