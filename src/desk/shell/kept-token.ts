import { fetchJson } from '../../lazy/fetch-json.ts';

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

/** A code of the address, `/organisateur#enter=<code>`, which hands a token over once: it may stay in the history. */
export function takeEntryCode(): string | undefined {
  const [, code] = /^#enter=([\w-]{22})$/.exec(location.hash) ?? [];
  if (code !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return code;
}

/** Exchanges the code for its token. `undefined` where it was used, is too old or wrong, or where the service cannot be asked. */
export async function redeemCode(code: string): Promise<string | undefined> {
  const init = { method: 'POST', headers: { Authorization: `Code ${code}` } };
  const { token }: { readonly token?: unknown } = Object(await fetchJson('/api/entry', init));
  return typeof token === 'string' ? token : undefined;
}

export function keepToken(token: string): void {
  sessionStorage.setItem(NAME, token);
}

/** With everything else that is kept for the session. */
export function forgetToken(): void {
  sessionStorage.clear();
}
