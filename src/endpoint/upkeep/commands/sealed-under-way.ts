import { existsSync } from 'node:fs';
import type { Surveys } from '../../../authoring/published-surveys.ts';
import type { SealingKey } from '../../../core/survey/sealing-keys.ts';
import { databaseFile, type Settings } from '../../process/settings.ts';
import { readKeptKeys } from '../../sealed/key-file.ts';
import type { Storage } from '../../storage/storage.ts';
import { withStorage } from './command.ts';

/** What the database knows of responses that were sealed to a key: those held, those that came, those that were refused. */
export async function sealedUnderWay(
  id: string,
  surveys: Surveys,
  settings: Settings,
  today: string,
): Promise<readonly string[]> {
  if (settings.databaseUrl === undefined && !existsSync(databaseFile(settings)))
    return [`There is no database at ${databaseFile(settings)}: what was sealed to the key ${id} cannot be counted.`];
  const others = new Set((await readKeptKeys(settings.dataDir)).map((one) => one.id).filter((one) => one !== id));
  return await withStorage(settings, async (storage) => {
    const lines = [await heldLine(id, others, storage)];
    for (const [survey, { current }] of surveys) {
      const key = current.notice?.sealing?.keys.find((one) => one.id === id);
      if (key) lines.push(await arrivedLine(survey, key, storage, today), await refusedLine(survey, storage, today));
    }
    return lines;
  });
}

async function heldLine(id: string, others: ReadonlySet<string>, storage: Storage): Promise<string> {
  const held = (await storage.recipients()).filter(({ keys }) => keys.includes(id));
  const alone = held.filter(({ keys }) => !keys.some((key) => others.has(key)));
  return `Stored and still sealed to the key ${id}: ${sum(held)} responses; ${sum(alone)} of them to no other key that is kept here.`;
}

/** Which key a response was sealed to is not kept: the tablet's day says which it was. */
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

function sum(counts: readonly { readonly responses: number }[]): number {
  return counts.reduce((total, { responses }) => total + responses, 0);
}
