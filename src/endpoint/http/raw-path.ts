/** Returns the path of a request's target without normalisation: `/api/%2e%2e/x` and `/%61pi` stay as they are. */
export function pathIn(target: string): string {
  return target.split('?', 1)[0] ?? target;
}
