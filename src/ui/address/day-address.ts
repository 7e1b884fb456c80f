/** Under this name stands what the organiser's link of a shared tablet said before any `#`. */
export const DAY = 'barometre-day';

/**
 * While a shared tablet has its day, the page opens on it whatever the address. Read before the first frame: nobody may begin on
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
