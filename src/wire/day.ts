/** Returns the calendar day of a moment in the local time zone, YYYY-MM-DD: the finest time that is ever stored. */
export function dayOf(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(moment.getFullYear()).padStart(4, '0')}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** Adds days to a day, YYYY-MM-DD. Computed at noon UTC, where every day has 24 hours. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
