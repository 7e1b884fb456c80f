/** The key of the stored query string of the organiser's link for a shared tablet. */
export const DAY = 'barometre-day';

/**
 * While a day lasts on a shared tablet, the page opens on it whatever the address. Read before the first frame: no interview may begin on
 * their own there, in the time a database takes to open.
 */
export function daySearch(): string | undefined {
  try {
    return localStorage.getItem(DAY) ?? undefined;
  } catch (error) {
    // Where cookies are blocked nothing can be kept.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
