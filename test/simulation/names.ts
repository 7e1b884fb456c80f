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

/** A verdict as the reply of the endpoint has it. */
export interface Heard {
  readonly id: string;
  readonly sequence: number;
  readonly digest: string;
  readonly verdict: string;
  readonly problem?: string;
}

export function heardName({ id, sequence, digest }: Omit<Heard, 'verdict'>): string {
  return `${id} ${sequence} ${digest}`;
}

export function verdictsIn(text: string): readonly Heard[] {
  if (!text.startsWith('{"verdicts"')) return [];
  return (JSON.parse(text) as { readonly verdicts: readonly Heard[] }).verdicts;
}
