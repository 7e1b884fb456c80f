import { networkOf } from './client-address.ts';

/** A conference hall behind one address stays under this: each phone has a few connections, for some seconds. */
const MOST_OF_ONE_NETWORK = 200;
/** Bounds the memory of the block list. */
const MOST_BARRED = 10_000;

/** Limits connections before a byte of them is parsed. It uses socket addresses: never use it behind a proxy. */
export interface ConnectionLimits {
  /** Counts the connection, until `closed` is called; false when its network may not have it. */
  readonly admits: (address: string) => boolean;
  readonly closed: (address: string) => void;
  /** Refuses every new connection of this address's network for a while. */
  readonly bar: (address: string) => void;
}

/** `barred`: the duration of a block, in milliseconds. */
export function connectionLimits(barred: number): ConnectionLimits {
  const open = new Map<string, number>();
  const bars = new Set<string>();
  return {
    admits(address) {
      const network = networkOf(address);
      const count = open.get(network) ?? 0;
      if (bars.has(network) || count >= MOST_OF_ONE_NETWORK) return false;
      open.set(network, count + 1);
      return true;
    },
    closed(address) {
      const network = networkOf(address);
      const left = (open.get(network) ?? 0) - 1;
      if (left > 0) open.set(network, left);
      else open.delete(network);
    },
    bar(address) {
      const network = networkOf(address);
      if (bars.has(network) || bars.size >= MOST_BARRED) return;
      bars.add(network);
      setTimeout(() => bars.delete(network), barred).unref();
    },
  };
}
