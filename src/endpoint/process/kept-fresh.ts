/** Caches a read for so many milliseconds, for all callers together. A failed read is not cached. */
export function keptFresh<T>(
  read: () => Promise<T>,
  milliseconds: number,
  clock: () => number = () => performance.now(),
) {
  let known: Promise<T> | undefined;
  let freshUntil = 0;
  return {
    get(): Promise<T> {
      if (known && clock() < freshUntil) return known;
      freshUntil = clock() + milliseconds;
      const asked = read();
      known = asked;
      asked.catch(() => {
        if (known === asked) known = undefined;
      });
      return asked;
    },
    /** Makes the next `get` read again. */
    forget(): void {
      known = undefined;
    },
  };
}

/** Caches one result by name while its stamp is current. A failed result is not cached. */
export function keptResults<Stamp, T>() {
  const results = new Map<string, { readonly stamp: Stamp; readonly result: Promise<T> }>();
  return {
    async get(name: string, stamp: Stamp, make: () => Promise<T>, isCurrent = (known: Stamp) => known === stamp) {
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
    forget: (name: string) => void results.delete(name),
  };
}
