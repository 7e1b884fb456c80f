/** The day that an organiser's link names: its address, and the check of its PIN. */
export interface LinkDay {
  readonly search: string;
  readonly check: string | undefined;
}

/**
 * Whether it is another than the one that lasts. The address of the day itself has lost its end, and that of the application's
 * shortcut names no event.
 */
export function isAnotherDay({ search, check }: LinkDay, kept: string, keptCheck: string | undefined): boolean {
  if (check !== undefined) return search !== kept || check !== keptCheck;
  return search !== kept && new URLSearchParams(search).has('c');
}

/** Taken from the address, whose end goes at once. `undefined` for an address that is no field link. */
export function dayOfLink(): LinkDay | undefined {
  const { search, pathname, hash } = location;
  if (new URLSearchParams(search).get('mode') !== 'field') return undefined;
  const check = /^#\/field\/([A-Za-z0-9_-]{32})$/.exec(hash)?.[1];
  history.replaceState(null, '', pathname + search);
  return { search, check };
}
