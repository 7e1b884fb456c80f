/** The current revision closes or reopens all revisions. Both days are YYYY-MM-DD. */
export function isClosedOn({ closedFrom }: { readonly closedFrom?: string | undefined }, day: string): boolean {
  return closedFrom !== undefined && day >= closedFrom;
}
