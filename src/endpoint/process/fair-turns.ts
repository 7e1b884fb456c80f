type EndTurn = () => void;

type Waiter = (end: EndTurn | undefined) => void;

interface TurnBounds {
  readonly atOnce: number;
  readonly waiting: number;
}

/**
 * A round-robin queue by network, or by another key, with `atOnce` turns in parallel: a network that asks for a hundred turns gets no
 * more than one that asks for one. When the queue is full, the network with most entries loses its last. `each` bounds every key.
 */
export function fairTurns({ atOnce, waiting, each }: TurnBounds & { readonly each?: TurnBounds }) {
  const queues = new Map<string, Waiter[]>();
  const taken = new Map<string, number>();
  let free = atOnce;
  let length = 0;

  const mayBegin = (key: string) => free > 0 && (taken.get(key) ?? 0) < (each?.atOnce ?? atOnce);

  function turnOf(key: string): EndTurn {
    free--;
    taken.set(key, (taken.get(key) ?? 0) + 1);
    return () => {
      free++;
      const left = (taken.get(key) ?? 0) - 1;
      if (left > 0) taken.set(key, left);
      else taken.delete(key);
      beginNext();
    };
  }

  function beginNext(): void {
    for (const [key, queue] of queues) {
      if (!mayBegin(key)) continue;
      const next = queue.shift();
      length--;
      // Moves the key to the end of the round.
      queues.delete(key);
      if (queue.length > 0) queues.set(key, queue);
      next?.(turnOf(key));
      return;
    }
  }

  /** Drops the last entry of the longest queue, unless that would be this key's. */
  function makeRoom(key: string): boolean {
    const longest = [...queues.values()].reduce((one, other) => (other.length > one.length ? other : one), []);
    if (longest.length <= (queues.get(key)?.length ?? 0) + 1) return false;
    longest.pop()?.(undefined);
    length--;
    return true;
  }

  return {
    /** Waits for a turn. Resolves with `undefined` if too many are waiting. */
    async take(key: string): Promise<EndTurn | undefined> {
      if (mayBegin(key)) return turnOf(key);
      const queue = queues.get(key) ?? [];
      if (each && queue.length >= each.waiting) return undefined;
      if (length >= waiting && !makeRoom(key)) return undefined;
      return await new Promise((resolve) => {
        queues.set(key, [...queue, resolve]);
        length++;
      });
    },
  };
}
