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
