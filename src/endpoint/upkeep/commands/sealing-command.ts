import { dayOf } from '../../../wire/day.ts';
import type { Settings } from '../../process/settings.ts';
import { destroyKey, listKeys, makeKeys, newKeysIn, proveKey } from '../../sealed/sealing-commands.ts';
import type { Command, Done } from './command.ts';

/** The keys to which shared tablets seal. */
export const SEALING_COMMAND: Command = [
  'keys make --reserve FILE --from YYYY-MM-DD [--opener FILE], keys prove FILE, keys list, keys destroy ID',
  ([verb, ...words], settings) => {
    const wanted = verb === 'make' ? newKeysIn(words) : undefined;
    if (wanted) return done(makeKeys(wanted, settings, today()), 'keys make');
    const [name, ...rest] = words;
    if (verb === 'list' && name === undefined) return listed(settings);
    if (rest.length > 0 || !name) return undefined;
    if (verb === 'prove') return done(proveKey(name, settings, today()), 'keys prove');
    return verb === 'destroy' ? done(destroyKey(name, settings, today()), 'keys destroy') : undefined;
  },
];

const today = () => dayOf(new Date());

async function done(saying: Promise<string>, use: string): Promise<Done> {
  return { says: await saying, deed: { use } };
}

async function listed(settings: Settings): Promise<Done> {
  return { says: await listKeys(settings) };
}
