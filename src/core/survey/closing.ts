export interface OpenDays {
  readonly opensOn?: string | undefined;
  readonly closedFrom?: string | undefined;
}

/** Returns whether nothing may be begun: not yet, or no longer. The current revision decides for all. All days are YYYY-MM-DD. */
export function isClosedOn({ opensOn = '', closedFrom = '~' }: OpenDays, day: string): boolean {
  // Every day is before a tilde.
  return day < opensOn || day >= closedFrom;
}
