/** A rule or a condition that holds where all of these do. */
export function allOf<T>(...these: T[]): { all: T[] } {
  return { all: these };
}
