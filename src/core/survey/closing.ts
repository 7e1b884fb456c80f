/** Closing or reopening is said in the current revision, for all of them. Both days are YYYY-MM-DD. */
export function isClosedOn({ closedFrom }: { readonly closedFrom?: string | undefined }, day: string): boolean {
  return closedFrom !== undefined && day >= closedFrom;
}
