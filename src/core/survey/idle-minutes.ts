/**
 * Minutes without a touch, in mid-interview, after which a shared tablet asks who is there; the organiser's link may choose one of these.
 * It then counts down, and can be extended any number of times (WCAG 2.2.1). With more, the next person would see the answers of the last.
 */
export const IDLE_MINUTES = { least: 1, usual: 3, most: 15 } as const;

/** Returns the default for a link that gives none, or another number. */
export function toIdleMinutes(text: string | null): number {
  const minutes = /^\d{1,2}$/.test(text ?? '') ? Number(text) : IDLE_MINUTES.usual;
  return minutes >= IDLE_MINUTES.least && minutes <= IDLE_MINUTES.most ? minutes : IDLE_MINUTES.usual;
}
