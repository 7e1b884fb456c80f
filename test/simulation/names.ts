/** The id of response 0012. */
export function idOf(name: string): string {
  return `0000${name}-0000-4000-8000-000000000000`;
}

/** The text with response 0012 named so, wherever its id is in it. */
export function withNames(text: string): string {
  return text.replaceAll(/0000(\d{4})-0000-4000-8000-0{12}/g, '$1');
}

/** The responses that a body holds. */
export function idsIn(body: string): readonly string[] {
  return [...body.matchAll(/"id":"(0000\d{4}-[^"]*)"/g)].map(([, id = '']) => id);
}
