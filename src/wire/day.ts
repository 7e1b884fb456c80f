/** The day of a moment in the zone of whoever asks, YYYY-MM-DD: the day on the wall, and the finest time that is ever kept. */
export function dayOf(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(moment.getFullYear()).padStart(4, '0')}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
