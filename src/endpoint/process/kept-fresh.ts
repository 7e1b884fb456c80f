interface Fresh<T> {
  readonly get: () => Promise<T>;
  /** Makes the next `get` read again. */
  readonly forget: () => void;
}

/** Caches a read for so many milliseconds, for all callers together. A failed read is not cached. */
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

interface ResultCache<Stamp, T> {
  readonly get: (
    name: string,
    stamp: Stamp,
    isCurrent: (known: Stamp) => boolean,
    make: () => Promise<T>,
  ) => Promise<T>;
  readonly forget: (name: string) => void;
}

/** Caches one result by name while its stamp is current. A failed result is not cached. */
export function keptResults<Stamp, T>(): ResultCache<Stamp, T> {
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
