import { createInterface } from 'node:readline/promises';
import { dayOf } from '../../../wire/day.ts';
import type { Settings } from '../../process/settings.ts';
import { destroyKey, listKeys, makeKeys, newKeysIn, proveKey } from '../../sealed/sealing-commands.ts';
import type { Command, Done } from './command.ts';
import { sealedUnderWay } from './sealed-under-way.ts';

/** The keys to which shared tablets seal. */
export const SEALING_COMMAND: Command = [
  'keys make --reserve FILE --from YYYY-MM-DD [--into NOTICE], keys prove FILE, keys list, keys destroy ID [--yes]',
  ([verb, ...words], settings) => {
    const wanted = verb === 'make' ? newKeysIn(words) : undefined;
    if (wanted) return done(makeKeys(wanted, settings, today()), 'keys make');
    const [name, ...rest] = words;
    if (verb === 'list' && name === undefined) return listed(settings);
    if (!name || name.startsWith('-')) return undefined;
    if (verb === 'destroy' && (rest.length === 0 || (rest.length === 1 && rest[0] === '--yes')))
      return done(destroy(name, settings, rest.length === 1), 'keys destroy');
    return verb === 'prove' && rest.length === 0 ? done(proveKey(name, settings, today()), 'keys prove') : undefined;
  },
];

const today = () => dayOf(new Date());

function destroy(id: string, settings: Settings, isSure: boolean): Promise<string> {
  const day = today();
  return destroyKey(id, settings, {
    today: day,
    known: (surveys) => sealedUnderWay(id, surveys, settings, day),
    confirm: async (facts) => isSure || (await confirmed(`${facts}\nTo destroy the key, write its id: `, id)),
  });
}

/** Asks where a person looks on; elsewhere nobody could answer. */
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
  return { says: await saying, deed: { use } };
}

async function listed(settings: Settings): Promise<Done> {
  return { says: await listKeys(settings) };
}
