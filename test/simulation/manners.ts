import type { QueuedEnvelope } from '../../src/device/store/schema.ts';
import { idsIn } from './names.ts';
import { LONGEST_WAIT, type Owner, type World } from './world.ts';

/** How a page behaves towards the endpoint, as its requests show. */

export interface Machine {
  /** What the worker answers without a network, when it is asked for the notice of a survey. */
  readonly notice: () => unknown;
  readonly outbox: () => readonly QueuedEnvelope[];
  readonly now: () => number;
  /** Nothing has ailed its disk since, and it was never emptied. */
  readonly isWell: (since: number) => boolean;
  /** When its clock was last set, by that of the world. */
  readonly clockSetAt: () => number;
}

const DAY = 86_400_000;
/** How often a response that makes requests fail may take others along before its page knows which it is. */
const MOST_TOGETHER = 12;
/** How often more for each other such response: these are found one after the other, in batches that hold several of them. */
const MORE_FOR_ANOTHER = 2;

/** Breaks a world in which a page sends two batches at once, or sooner than the endpoint has asked it to, or what rests. */
export function watchManners(world: World, { outbox, now, clockSetAt, isWell }: Machine) {
  const sending = new Set<Owner>();
  const quietUntil = new Map<Owner, number>();
  const direct = new Map<Owner, string>();
  /** When each was last heard, and when by which page, by the clock of the device. */
  const refusals = new Map<string, { readonly at: number; readonly heardBy: Map<Owner, number> }>();
  const asking = new Set<Owner>();
  const together = new Map<Owner, Map<string, number>>();
  let unreadableSince: number | undefined;

  /**
   * A page has heard that a response is refused, and its disk has it as refused: it rests for a day by the clock of the device. A page that
   * was just opened sends each once, and has heard of none.
   */
  function lookAtRefused(owner: Owner, body: string): void {
    if (asking.has(owner) || refusals.size === 0) return;
    for (const { id, sequence, state, refusedAt = 0 } of outbox()) {
      const refusal = refusals.get(`${id} ${sequence}`);
      if (state !== 'refused' || !refusal?.heardBy.has(owner) || !body.includes(id)) continue;
      // What this page has heard while its storage did not open, another had heard before.
      if (refusedAt < (refusal.heardBy.get(owner) ?? 0)) continue;
      // A page may have read envelopes and clock long before it sends, while another held the lock. By a clock that was set since, a page whose storage opens late takes it for what an earlier page heard.
      const isSure = clockSetAt() <= refusal.at && world.elapsed() - refusal.at > LONGEST_WAIT;
      // Another page may have heard it again only now, after the browser had dropped it.
      const age = Math.abs(now() - refusedAt);
      if (isSure && age > LONGEST_WAIT && age < DAY)
        world.breaks('a refused response rests until it is due', `${owner.name} sends ${id} again`);
    }
  }

  return {
    /** Envelopes leave; `done` when they are answered or given up. */
    begin(owner: Owner, body: string) {
      lookAtRefused(owner, body);
      if (sending.has(owner)) world.breaks('a page sends one batch at a time', `${owner.name} sends two at once`);
      sending.add(owner);
      const early = (quietUntil.get(owner) ?? 0) - world.elapsed();
      if (early > 1)
        world.breaks('a page waits as it was asked', `${owner.name} sends ${Math.ceil(early / 1000)} s too soon`);
    },
    done: (owner: Owner) => void sending.delete(owner),
    /** The page was asked to wait so many seconds. */
    told: (owner: Owner, seconds: number) => void quietUntil.set(owner, world.elapsed() + seconds * 1000),
    /** The page hears that one of them is refused. */
    refused(owner: Owner, { id, sequence }: Pick<QueuedEnvelope, 'id' | 'sequence'>) {
      const name = `${id} ${sequence}`;
      const { heardBy } = refusals.get(name) ?? { heardBy: new Map<Owner, number>() };
      refusals.set(name, { at: world.elapsed(), heardBy: heardBy.set(owner, now()) });
    },
    /** A request fails as a whole for one of its responses. */
    unreadable(owner: Owner, body: string) {
      unreadableSince ??= world.elapsed();
      if (!holdsSeveral(body)) return;
      const own = together.get(owner) ?? new Map<string, number>();
      together.set(owner, own);
      for (const id of heavyIn(body)) {
        const times = (own.get(id) ?? 0) + 1;
        own.set(id, times);
        if (times > MOST_TOGETHER + MORE_FOR_ANOTHER * (own.size - 1) && isWell(unreadableSince))
          world.breaks('what makes requests fail travels alone in the end', `${owner.name} sends ${id} with others`);
      }
    },
    /** A person sends this response from the memory of a page, which may send others meanwhile. Returns what to call when that is done. */
    allowDirect(owner: Owner, response: string) {
      direct.set(owner, response);
      return () => void direct.delete(owner);
    },
    isDirect(owner: Owner, body: string) {
      const response = direct.get(owner);
      return response !== undefined && body.includes(response) && !holdsSeveral(body);
    },
    /** A person has pressed the button that sends at once. Returns what to call when that is done. */
    allowAtOnce(owner: Owner) {
      quietUntil.delete(owner);
      asking.add(owner);
      return () => void asking.delete(owner);
    },
  };
}

export function holdsSeveral(body: string): boolean {
  return body.split('"sequence"').length > 2;
}

/** Those of numbers that three divides. */
export function heavyIn(body: string): readonly string[] {
  return idsIn(body).filter((id) => Number(id.slice(4, 8)) % 3 === 0);
}
