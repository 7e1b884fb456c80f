import { createInterface } from 'node:readline/promises';
import type { Surveys } from '../../authoring/published-surveys.ts';
import type { SealingKey } from '../../core/survey/sealing-keys.ts';
import { readSurveys } from '../../endpoint/process/read-surveys.ts';
import { databaseFile, type Settings } from '../../endpoint/process/settings.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import { dayOf } from '../../wire/day.ts';
import { destroyKey, listKeys, makeKeys, proveKey } from '../keys/sealing-commands.ts';
import { type CommandResult, everySurvey, hasDatabase, withStorage } from './command.ts';
import { type Command, DAY_VALUE, FILE } from './command-line.ts';

/** Commands for the keys of shared tablets. */
export const SEALING_COMMANDS: Readonly<Record<string, Command>> = {
  'keys make': {
    options: {
      reserve: { value: FILE, isRequired: true },
      from: { value: DAY_VALUE, isRequired: true },
      into: { value: { name: 'NOTICE' } },
    },
    help: 'makes the key that opens here and a reserve key, from a day on',
    run: ({ options: { reserve = '', from = '', into } }, settings) =>
      done(makeKeys({ reserve, from, ...(into !== undefined && { into }) }, settings, today()), 'keys make'),
  },
  'keys prove': {
    words: [FILE],
    help: 'tries the reserve key of a file, and notes the day',
    run: ({ words: [file = ''] }, settings) => done(proveKey(file, settings, today()), 'keys prove'),
  },
  'keys list': {
    help: 'lists the keys with where they open',
    run: async (_, settings) => ({ says: await listKeys(settings) }),
  },
  'keys destroy': {
    words: [{ name: 'ID' }],
    options: { yes: {} },
    help: 'destroys the private half of a key, after saying what may be lost',
    run: ({ words: [id = ''], flags }, settings) => done(destroy(id, settings, flags.has('yes')), 'keys destroy'),
  },
};

const today = () => dayOf(new Date());

async function destroy(id: string, settings: Settings, isSure: boolean): Promise<string> {
  const day = today();
  const { surveys } = hasDatabase(settings)
    ? await withStorage(settings, (storage) => everySurvey(settings, storage))
    : await readSurveys(settings);
  return destroyKey(id, settings, {
    surveys,
    today: day,
    known: (surveys) => sealedUnderWay(id, surveys, settings, day),
    confirm: async (facts) => isSure || (await confirmed(`${facts}\nTo destroy the key, write its id: `, id)),
  });
}

/** Asks for confirmation on a terminal only. */
async function confirmed(question: string, expected: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim() === expected;
  } finally {
    terminal.close();
  }
}

async function done(saying: Promise<string>, use: string): Promise<CommandResult> {
  return { says: await saying, record: { use } };
}

/** Counts the responses sealed to a key that arrived, and those that were refused. */
async function sealedUnderWay(
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
  return `${survey}: ${arrived} responses begun on tablets while they sealed to it have come${lastOne(last, today)}.`;
}

async function refusedLine(survey: string, storage: Storage, today: string): Promise<string> {
  const refused = (await storage.refusals()).filter(
    (one) => one.survey === survey && one.code === 'sealed.key-unknown',
  );
  const envelopes = refused.reduce((total, one) => total + one.envelopes, 0);
  const last = lastOne(refused.at(-1)?.day ?? '', today);
  return `${survey}: ${envelopes} envelopes were refused because no key here opens them${last}.`;
}

/** `day` is empty where there was none. */
function lastOne(day: string, today: string): string {
  if (day === '') return '';
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return `, the last one on ${day} (${days} ${days === 1 ? 'day' : 'days'} ago)`;
}
