import { abortAfter } from './abort-after.ts';

const PATIENCE = 15_000;

/** What an address of the endpoint gives anyone; `undefined` when it could not be had, or is no JSON. */
export async function fetchPublished(address: string, send: typeof fetch): Promise<unknown> {
  const signal = abortAfter(PATIENCE);
  try {
    const response = await send(address, { credentials: 'omit', redirect: 'error', signal });
    return response.status === 200 ? await response.json() : undefined;
  } catch (error) {
    // No network, a redirect, no answer in time, or a body that is no JSON.
    if (error instanceof TypeError || error instanceof DOMException || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
