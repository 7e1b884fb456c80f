import { parseArgs } from 'node:util';
import { dayOf } from '../../../wire/day.ts';
import { openContacts } from '../../contacts/open-contacts.ts';
import { writeOnce, writeTexts } from '../../demonstration/demonstration-folder.ts';
import { fillDemonstration } from '../../demonstration/fill-demonstration.ts';
import { orCannotStart } from '../../process/atomic-write.ts';
import type { Settings } from '../../process/settings.ts';
import { type Command, type Done, withIntake } from './command.ts';

/** Ten times as many as answered the study of 2017. */
const RESPONSES = 1200;
/** The fewest that show something, and the most that are made in a moment. */
const LEAST_RESPONSES = 40;
const MOST_RESPONSES = 10_000;
const SEED = '2017';

/** Serves a data folder of invented responses, so that everything can be seen before anyone answers. */
export const DEMO_COMMAND: Command = [
  'demo [FOLDER] [--responses N] [--seed WORD]',
  (words, settings) => {
    const asked = askedIn(words, settings);
    return asked && demonstrate(asked, settings);
  },
];

interface Asked {
  readonly folder: string;
  readonly responses: number;
  readonly seed: string;
}

async function demonstrate({ folder, responses, seed }: Asked, live: Settings): Promise<Done> {
  const settings = settingsOf(folder, live);
  const isNew = await orCannotStart(`cannot write ${folder}`, () =>
    writeOnce(folder, async () => {
      const on = dayOf(new Date());
      const contacts = await openContacts(settings);
      try {
        await withIntake(settings, ({ surveys, storage, folder: files }) =>
          Promise.all([
            fillDemonstration({ surveys, storage, contacts }, { on, seed, responses }),
            writeTexts(folder, surveys, files, on),
          ]),
        );
      } finally {
        await contacts.close();
      }
    }),
  );
  const says = isNew
    ? `wrote a demonstration to ${folder}: ${responses} invented complete responses to each survey`
    : `${folder} holds a demonstration already, which is served as it is: remove the folder to make another`;
  return { says, serve: settings };
}

/** Leaves out every database and secret of the live endpoint: what is known of invented people must not reveal its noise. */
function settingsOf(folder: string, live: Settings): Settings {
  const { databaseUrl: _, contactsUrl: __, disclosureKey: ___, sealingPassphrase: ____, ...settings } = live;
  return { ...settings, dataDir: folder };
}

function askedIn(words: readonly string[], { dataDir }: Settings): Asked | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { responses: { type: 'string' }, seed: { type: 'string' } },
    });
    const [folder = `${dataDir}-demonstration`, ...rest] = positionals;
    const { responses = `${RESPONSES}`, seed = SEED } = values;
    const count = /^\d{1,6}$/.test(responses) ? Number(responses) : 0;
    const isWell = rest.length === 0 && count >= LEAST_RESPONSES && count <= MOST_RESPONSES;
    return isWell && /^[\w-]{1,32}$/.test(seed) ? { folder, responses: count, seed } : undefined;
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return undefined;
    throw error;
  }
}
