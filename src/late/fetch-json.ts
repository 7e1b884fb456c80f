/**
 * The JSON at an address. `undefined`: it could not be had, for want of a network or because something else answered. `null`: there is
 * no such file. Nothing is known of its shape yet: a portal's answer may be JSON too.
 */
export async function fetchJson(
  address: string,
  init: RequestInit = {},
  send: typeof fetch = (...request) => fetch(...request),
): Promise<unknown> {
  try {
    const response = await send(address, init);
    if (response.status === 404) return null;
    return response.status === 200 ? await response.json() : undefined;
  } catch (error) {
    // No network, a redirect that may not be followed, no answer in time, or the page of a Wi-Fi network.
    if (error instanceof TypeError || error instanceof DOMException || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
