/** The path of a request's target, as it was written: `/api/%2e%2e/x` and `/%61pi` stay what they are. */
export function pathIn(target: string): string {
  return target.split('?', 1)[0] ?? target;
}
