/** Ends the turn. */
export type EndTurn = () => void;

export interface FairTurns {
  /** Waits for a turn. Resolves with nothing when too many wait already. */
  readonly take: (network: string) => Promise<EndTurn | undefined>;
}

type Waiting = (end: EndTurn | undefined) => void;

/**
 * So many turns at once, given to one waiting network after the other: a network that asks for a hundred gets no more of them than
 * one that asks for one. When `waiting` wait, the network that waits for most loses its last.
 */
export function fairTurns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): FairTurns {
  const queues = new Map<string, Waiting[]>();
  let free = atOnce;
  let length = 0;

  const end = () => {
    const [first] = queues;
    if (!first) {
      free++;
      return;
    }
    const [network, queue] = first;
    const next = queue.shift();
    length--;
    // Its next one comes after those of every other network.
    queues.delete(network);
    if (queue.length > 0) queues.set(network, queue);
    next?.(end);
  };

  /** Takes the last of the longest queue away, unless this network's would then be the longest. */
  function makeRoom(network: string): boolean {
    const longest = [...queues.values()].reduce((one, other) => (other.length > one.length ? other : one), []);
    if (longest.length <= (queues.get(network)?.length ?? 0) + 1) return false;
    longest.pop()?.(undefined);
    length--;
    return true;
  }

  return {
    async take(network) {
      if (free > 0) {
        free--;
        return end;
      }
      if (length >= waiting && !makeRoom(network)) return undefined;
      return await new Promise((resolve) => {
        queues.set(network, [...(queues.get(network) ?? []), resolve]);
        length++;
      });
    },
  };
}
