/** What is wrong with a survey file and where: `sections.0.questions.2.showIf: …`. One line each. */
export interface Fault {
  readonly path: string;
  readonly reason: string;
}

/** Returns one fault for each duplicate id. */
export function repeated(ids: readonly string[], path: string): readonly Fault[] {
  return ids.filter((id, index) => ids.indexOf(id) < index).map((id) => ({ path, reason: `"${id}" appears twice` }));
}

/** Returns one fault for each id that leads nowhere: `no option "other"`. */
export function unknown(
  what: string,
  ids: readonly string[],
  isKnown: (id: string) => boolean | undefined,
  path: string,
): readonly Fault[] {
  return ids.filter((id) => !isKnown(id)).map((id) => ({ path, reason: `no ${what} "${id}"` }));
}
