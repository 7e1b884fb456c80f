import { createInterface } from 'node:readline/promises';
import type { Surveys } from '../../authoring/published-surveys.ts';
import { recipientsOn, type SealingKey } from '../../core/survey/sealing-keys.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import { readSurveys } from '../../endpoint/process/read-surveys.ts';
import { databaseFile, type Settings } from '../../endpoint/process/settings.ts';
import { changeKeptKeys, readKeptKeys } from '../../endpoint/sealed/key-file.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import { dayOf } from '../../wire/day.ts';
import { listKeys, makeKeys, proveKey } from '../keys/sealing-commands.ts';
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
  'keys restore': {
    words: [FILE],
    help: 'opens with the reserve key of a file from the next start on, where the key that opens here is lost',
    run: ({ words: [file = ''] }, settings) => done(proveKey(file, settings, today(), true), 'keys restore'),
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

/** Destroys a private key: this endpoint can then open nothing sealed to it. Refused while a survey seals to it; first shows what may be lost. */
async function destroy(id: string, settings: Settings, isSure: boolean): Promise<string> {
  const day = today();
  const { surveys } = hasDatabase(settings)
    ? await withStorage(settings, (storage) => everySurvey(settings, storage))
    : await readSurveys(settings);
  for (const [survey, { current }] of surveys) {
    const sealing = current.notice?.sealing;
    if (sealing && recipientsOn(sealing, day).some((one) => one.id === id))
      throw new CannotStart(`${survey} seals to the key ${id}: write its retiredFrom in the notice first`);
  }
  const { dataDir } = settings;
  if (!(await readKeptKeys(dataDir)).some((one) => one.id === id)) throw new CannotStart(`there is no key ${id}`);
  const facts = [...(await sealedUnderWay(id, surveys, settings, day)), UNKNOWN_REST].join('\n');
  if (!isSure && !(await confirmed(`${facts}\nTo destroy the key, write its id: `, id)))
    throw new CannotStart(`${facts}\nNothing is destroyed. To destroy the key ${id}, add --yes`);
  await changeKeptKeys(dataDir, (keys) => keys.filter((one) => one.id !== id));
  return `${facts}\ndestroyed ${id}: what is still sealed to it alone is lost`;
}

const UNKNOWN_REST =
  'Tablets that have not sent since may hold more, which cannot be counted here: look at the screen of each, which says whether anything waits. ' +
  'What comes afterwards is refused and stays on its tablet, and only the reserve key opens it.';

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
