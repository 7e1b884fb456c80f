/** Under this name the token is kept for the tab, and goes with it. */
const NAME = 'barometre-token';

/**
 * The token of this tab: the one that the address brings (`/organisateur#<token>`, as a QR code does), which leaves the address at
 * once, or the one that was typed here before.
 */
export function tokenOfTab(): string | undefined {
  const brought = /^#([\w-]{16,})$/.exec(location.hash)?.[1];
  if (brought !== undefined) {
    history.replaceState(null, '', location.pathname + location.search);
    keepToken(brought);
  }
  return brought ?? sessionStorage.getItem(NAME) ?? undefined;
}

export function keepToken(token: string): void {
  sessionStorage.setItem(NAME, token);
}

export function forgetToken(): void {
  sessionStorage.removeItem(NAME);
}
