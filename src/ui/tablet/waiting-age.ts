/** Longer than that nothing waits on a tablet that is in use, unless its clock was wrong when it was given, or is now. */
const LONGEST = 60 * 24 * 60 * 60_000;

/** How long the oldest has waited, by two readings of a clock that anyone may set. */
export type WaitingAge =
  | { readonly kind: 'minutes' | 'hours' | 'days'; readonly minutes: number }
  /** It would have been given in the future. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'very-long' };

export function waitingAge(since: number, now: number): WaitingAge {
  const age = now - since;
  if (age < 0) return { kind: 'unknown' };
  if (age > LONGEST) return { kind: 'very-long' };
  const minutes = Math.floor(age / 60_000);
  return { kind: minutes < 60 ? 'minutes' : minutes < 48 * 60 ? 'hours' : 'days', minutes };
}
