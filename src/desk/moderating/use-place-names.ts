import { type PlaceNames, readPlaceNames } from '../../core/moderation/place-names.ts';
import type { Called } from '../calls/desk-client.ts';
import { type CallState, useCalled } from '../calls/use-called.ts';

/** Half a megabyte before it is compressed: this page alone asks for it. */
export function usePlaceNames(): CallState<PlaceNames> {
  return useCalled(loadPlaceNames, []);
}

export const NO_PLACES: PlaceNames = readPlaceNames('');

async function loadPlaceNames(signal: AbortSignal): Promise<Called<PlaceNames>> {
  try {
    const response = await fetch('/organisateur/place-names.txt', { signal });
    const lines = await response.text();
    // A page of the network's in place of the list, or of the service without it.
    if (!response.ok || !/^[\p{L}\p{N} \n]+$/u.test(lines)) return { kind: 'failed', why: 'unreadable' };
    return { kind: 'ok', value: readPlaceNames(lines) };
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'failed', why: 'unreachable' };
    throw error;
  }
}
