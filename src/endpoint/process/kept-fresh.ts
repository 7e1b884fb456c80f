export interface Fresh<T> {
  readonly get: () => Promise<T>;
  /** The next `get` reads again. */
  readonly forget: () => void;
}

/** Reads at most once in so many milliseconds, for all callers together. A read that fails is not kept. */
export function keptFresh<T>(
  read: () => Promise<T>,
  milliseconds: number,
  clock: () => number = () => performance.now(),
): Fresh<T> {
  let known: Promise<T> | undefined;
  let freshUntil = 0;
  return {
    get() {
      if (known && clock() < freshUntil) return known;
      freshUntil = clock() + milliseconds;
      const asked = read();
      known = asked;
      asked.catch(() => {
        if (known === asked) known = undefined;
      });
      return asked;
    },
    forget() {
      known = undefined;
    },
  };
}

export interface KeptResults<Stamp, T> {
  readonly get: (
    name: string,
    stamp: Stamp,
    isCurrent: (known: Stamp) => boolean,
    make: () => Promise<T>,
  ) => Promise<T>;
  readonly forget: (name: string) => void;
}

/** Keeps one result by its name for as long as its stamp is current. A result that failed is not kept. */
export function keptResults<Stamp, T>(): KeptResults<Stamp, T> {
  const results = new Map<string, { readonly stamp: Stamp; readonly result: Promise<T> }>();
  return {
    async get(name, stamp, isCurrent, make) {
      const known = results.get(name);
      if (known && isCurrent(known.stamp)) return await known.result;
      const result = make();
      results.set(name, { stamp, result });
      try {
        return await result;
      } catch (error) {
        results.delete(name);
        throw error;
      }
    },
    forget: (name) => void results.delete(name),
  };
}
