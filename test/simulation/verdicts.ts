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
