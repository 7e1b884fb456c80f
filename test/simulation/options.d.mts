export interface Options {
  readonly minutes?: number;
  readonly hours?: number;
  readonly worlds?: number;
  readonly failures?: number;
  readonly from?: number;
  readonly seed?: number;
  readonly found?: string;
  readonly near?: true;
  readonly whole?: true;
  readonly plan?: true;
  readonly twice?: number;
  readonly without?: string;
  readonly help?: true;
}

export const HELP: string;
export function readOptions(words: readonly string[]): Options;
