/**
 * How long nobody touches a shared tablet, in mid-interview, before it asks who is there: what the organiser's link may say, in minutes.
 * Then it counts down, and may be told to wait as often as one likes (WCAG 2.2.1). Longer, the next person finds the one before.
 */
export const IDLE_MINUTES = { least: 1, usual: 3, most: 15 } as const;

/** Of a link that says nothing, or something else, the usual. */
export function toIdleMinutes(text: string | null): number {
  const minutes = /^\d{1,2}$/.test(text ?? '') ? Number(text) : IDLE_MINUTES.usual;
  return minutes >= IDLE_MINUTES.least && minutes <= IDLE_MINUTES.most ? minutes : IDLE_MINUTES.usual;
}
