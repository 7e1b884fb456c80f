/** What an organiser's link says of a day: its address, and how its PIN is known. */
export interface BroughtDay {
  readonly search: string;
  readonly check: string | undefined;
}

/** Taken from the address, whose end goes at once. `undefined` for an address that is no field link. */
export function broughtDay(): BroughtDay | undefined {
  const { search, pathname, hash } = location;
  if (new URLSearchParams(search).get('mode') !== 'field') return undefined;
  const check = /^#\/field\/([A-Za-z0-9_-]{32})$/.exec(hash)?.[1];
  history.replaceState(null, '', pathname + search);
  return { search, check };
}
