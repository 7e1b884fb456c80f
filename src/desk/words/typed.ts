/** Checks texts against a type that is wider than theirs, so that the other language follows it. */
export function typed<Texts>(texts: Texts): Texts {
  return texts;
}
