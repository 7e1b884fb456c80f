/** Whether names stand in the order of the alphabet of a language: only then may a page say so. */
export function isAlphabetical(names: readonly string[], language: string): boolean {
  const { compare } = new Intl.Collator(language);
  return names.every((name, index) => index === 0 || compare(names[index - 1] ?? '', name) <= 0);
}
