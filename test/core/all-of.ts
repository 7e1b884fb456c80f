/** A rule or a condition that holds where all of these do. */
export function allOf<T>(...these: T[]): { all: T[] } {
  return { all: these };
}

/** One that holds where any of these does. */
export function anyOf<T>(...these: T[]): { any: T[] } {
  return { any: these };
}
