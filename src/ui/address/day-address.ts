/** The key of the stored query string of the organiser's link for a shared tablet. */
export const DAY = 'barometre-day';

/**
 * While a day lasts on a shared tablet, the page opens on it whatever the address. Read before the first frame: no interview may begin on
 * their own there, in the time a database takes to open.
 */
export function daySearch(): string | undefined {
  return whereStored(() => localStorage.getItem(DAY)) ?? undefined;
}

/** Returns what `act` does with a storage; `undefined` where the browser refuses: cookies are blocked, or there is no room. */
export function whereStored<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
