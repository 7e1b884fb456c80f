/** Under this name the token is kept for the tab, and goes with it. */
const NAME = 'barometre-token';

export function keptToken(): string | undefined {
  return sessionStorage.getItem(NAME) ?? undefined;
}

/**
 * Takes a token out of the address (`/organisateur#<token>`) and says whether there was one. It is not used: the browser's history,
 * its sessions and its synchronisation keep the address that was opened, whatever replaces it afterwards.
 */
export function dropTokenInAddress(): boolean {
  if (!/^#[\w-]{16,}$/.test(location.hash)) return false;
  history.replaceState(null, '', location.pathname + location.search);
  forgetToken();
  return true;
}

export function keepToken(token: string): void {
  sessionStorage.setItem(NAME, token);
}

export function forgetToken(): void {
  sessionStorage.removeItem(NAME);
}
