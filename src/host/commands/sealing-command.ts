import { createInterface } from 'node:readline/promises';
import { readSurveys } from '../../endpoint/process/read-surveys.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import { dayOf } from '../../wire/day.ts';
import { destroyKey, listKeys, makeKeys, proveKey } from '../keys/sealing-commands.ts';
import { type Done, everySurvey, hasDatabase, withStorage } from './command.ts';
import { type Command, DAY_VALUE, FILE } from './command-line.ts';
import { sealedUnderWay } from './sealed-under-way.ts';

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

async function done(saying: Promise<string>, use: string): Promise<Done> {
  return { says: await saying, record: { use } };
}
