/**
 * Minutes without a touch, in mid-interview, after which a shared tablet asks who is there. It then counts down; the respondent can
 * extend the time any number of times (WCAG 2.2.1). The organiser's link may set another whole number between the limits. After a longer
 * wait, the next respondent could see the answers of the one before.
 */
export const IDLE_MINUTES = { least: 1, usual: 3, most: 15 } as const;

/** Reads the minutes of a link. Returns the usual ones if the text is absent, not a whole number, or outside the limits. */
export function toIdleMinutes(text: string | null): number {
  const minutes = /^\d{1,2}$/.test(text ?? '') ? Number(text) : IDLE_MINUTES.usual;
  return minutes >= IDLE_MINUTES.least && minutes <= IDLE_MINUTES.most ? minutes : IDLE_MINUTES.usual;
}
