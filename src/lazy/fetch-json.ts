/**
 * Fetches JSON. `undefined` if it could not be fetched: no network, or a reply that is not the endpoint's. `null` if there is no such
 * file. The shape is not validated: a captive portal's reply may be JSON too.
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
    // No network, a redirect that is not followed, a timeout, or the page of a captive portal.
    if (error instanceof TypeError || error instanceof DOMException || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
