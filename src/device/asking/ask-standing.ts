import { fetchJson } from '../../lazy/fetch-json.ts';
import { type BackupStanding, readStanding } from '../../wire/verdict.ts';
import type { Surroundings } from '../port/surroundings.ts';
import { abortAfter } from './abort-after.ts';

const TIME_LIMIT = 15_000;

/** Asks for the epoch of the endpoint's database and its last backup; `undefined` if the request failed. */
export async function askStanding(
  around: Surroundings,
  send: typeof fetch,
  health = '/api/health',
): Promise<BackupStanding | undefined> {
  const how: RequestInit = { cache: 'no-store', credentials: 'omit', signal: abortAfter(around, TIME_LIMIT) };
  return readStanding(await fetchJson(health, how, send));
}
