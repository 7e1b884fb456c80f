import type { Surveys } from '../../authoring/published-surveys.ts';
import type { SealingKey } from '../../core/survey/sealing-keys.ts';
import { databaseFile, type Settings } from '../../endpoint/process/settings.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import { hasDatabase, withStorage } from './command.ts';

/** Counts the responses sealed to a key that arrived, and those that were refused. */
export async function sealedUnderWay(
  id: string,
  surveys: Surveys,
  settings: Settings,
  today: string,
): Promise<readonly string[]> {
  if (!hasDatabase(settings))
    return [`There is no database at ${databaseFile(settings)}: what was sealed to the key ${id} cannot be counted.`];
  return await withStorage(settings, async (storage) => {
    const lines: string[] = [];
    for (const [survey, { current }] of surveys) {
      const key = current.notice?.sealing?.keys.find((one) => one.id === id);
      if (key) lines.push(await arrivedLine(survey, key, storage, today), await refusedLine(survey, storage, today));
    }
    return lines;
  });
}

/** The key of a stored response is not stored: it is derived from the day on which the response was begun. */
async function arrivedLine(survey: string, key: SealingKey, storage: Storage, today: string): Promise<string> {
  let arrived = 0;
  let last = '';
  for await (const { mode, startedOn, receivedOn } of storage.all(survey)) {
    if (mode !== 'field' || startedOn < key.from || (key.retiredFrom !== undefined && startedOn >= key.retiredFrom))
      continue;
    arrived++;
    if (receivedOn > last) last = receivedOn;
  }
  const when = arrived === 0 ? '' : `, the last one ${since(last, today)}`;
  return `${survey}: ${arrived} responses begun on tablets while they sealed to it have come${when}.`;
}

async function refusedLine(survey: string, storage: Storage, today: string): Promise<string> {
  const refused = (await storage.refusals()).filter(
    (one) => one.survey === survey && one.code === 'sealed.key-unknown',
  );
  const envelopes = refused.reduce((total, one) => total + one.envelopes, 0);
  const last = refused.at(-1)?.day;
  const when = last === undefined ? '' : `, the last one ${since(last, today)}`;
  return `${survey}: ${envelopes} envelopes were refused because no key here opens them${when}.`;
}

function since(day: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return `on ${day} (${days} ${days === 1 ? 'day' : 'days'} ago)`;
}
