/** What is wrong with a survey file and where: `sections.0.questions.2.showIf: …`. One line each. */
export interface Fault {
  readonly path: string;
  readonly reason: string;
}

/** Returns one fault for each duplicate id. */
export function repeated(ids: readonly string[], path: string): readonly Fault[] {
  return ids.filter((id, index) => ids.indexOf(id) < index).map((id) => ({ path, reason: `"${id}" appears twice` }));
}
