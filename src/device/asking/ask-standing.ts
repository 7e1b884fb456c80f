import { readStanding, type StandingTold } from '../../wire/verdict.ts';
import { abortAfter } from './abort-after.ts';

const TIME_LIMIT = 15_000;

/** Which database the endpoint has, and what a backup of it holds; `undefined` when it could not be asked. */
export async function askStanding(
  fetch: typeof globalThis.fetch,
  health = '/api/health',
): Promise<StandingTold | undefined> {
  try {
    const response = await fetch(health, { cache: 'no-store', credentials: 'omit', signal: abortAfter(TIME_LIMIT) });
    return response.ok ? readStanding(await response.json()) : undefined;
  } catch (error) {
    // No network, the page of a portal, or a body that broke off.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}
