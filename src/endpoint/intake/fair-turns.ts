/** Ends the turn. */
export type EndTurn = () => void;

export interface FairTurns {
  /** Waits for a turn. Resolves with `undefined` if too many are waiting. */
  readonly take: (network: string) => Promise<EndTurn | undefined>;
}

type Waiting = (end: EndTurn | undefined) => void;

/**
 * A round-robin queue by network, with `atOnce` turns in parallel: a network that asks for a hundred turns gets no more than one that
 * asks for one. When the queue is full, the network with most entries loses its last.
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
    // Moves the network to the end of the round.
    queues.delete(network);
    if (queue.length > 0) queues.set(network, queue);
    next?.(end);
  };

  /** Drops the last entry of the longest queue, unless that would be this network's. */
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
