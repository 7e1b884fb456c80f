import { parseArgs } from 'node:util';
import { readSurveyFiles } from '../../../authoring/read-survey-files.ts';
import { isPair, privateKeyOf } from '../../../sealing/key-pair.ts';
import type { PrivateKeys } from '../../../sealing/open-sealed.ts';
import { CannotStart } from '../../process/cannot-start.ts';
import type { Settings } from '../../process/settings.ts';
import { readPair } from '../../sealed/sealing-commands.ts';
import type { Command, Done } from './command.ts';
import { type Unsealed, unseal } from './unseal.ts';

/** For the laptop of an organiser who alone opens what the tablets sealed. */
export const UNSEAL_COMMAND: Command = [
  'unseal BACKUP --key FILE [--key FILE …] --to FILE',
  (words, settings) => {
    const asked = askedIn(words);
    return asked && unsealBackup(asked, settings);
  },
];

interface Asked {
  readonly backup: string;
  readonly keys: readonly string[];
  readonly to: string;
}

function askedIn(words: readonly string[]): Asked | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { key: { type: 'string', multiple: true }, to: { type: 'string' } },
    });
    const [backup, ...rest] = positionals;
    const { key: keys = [], to } = values;
    return backup && to && keys.length > 0 && rest.length === 0 ? { backup, keys, to } : undefined;
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return undefined;
    throw error;
  }
}

async function unsealBackup({ backup, keys, to }: Asked, { surveysDir }: Settings): Promise<Done> {
  const read = await readSurveyFiles(surveysDir);
  if (read.kind === 'faulty') throw new CannotStart(read.lines.join('\n'));
  const unsealed = await unseal({ backup, to, keys: await keysIn(keys), surveys: read.surveys });
  return { says: toldOf(unsealed, to).join('\n'), deed: { use: 'unseal', responses: unsealed.opened } };
}

async function keysIn(files: readonly string[]): Promise<PrivateKeys> {
  const keys = new Map<string, Awaited<ReturnType<typeof privateKeyOf>> & object>();
  for (const file of files) {
    const pair = await readPair(file);
    const key = await privateKeyOf(pair.private);
    if (!key || !(await isPair(pair, key))) throw new CannotStart(`${file} does not open what is sealed to it`);
    keys.set(pair.id, key);
  }
  return keys;
}

function toldOf({ opened, left }: Unsealed, to: string): readonly string[] {
  const lines = left.map(({ id, problem, path }) => `${id} ${problem} (${path})`);
  const stay = left.length > 0 ? `, ${left.length} cannot be and stay sealed in it:` : '';
  return [`opened ${opened} responses into ${to}${stay}`, ...lines];
}
