import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fillDemonstration } from '../../demonstration/fill-demonstration.ts';
import type { DemonstrationSet } from '../../demonstration/invented-responses.ts';
import { writeOnce, writeTexts, writeWaves } from '../../demonstration/write-demonstration.ts';
import { openContacts } from '../../endpoint/contacts/open-contacts.ts';
import { orCannotStart } from '../../endpoint/process/atomic-write.ts';
import { type Settings, SHIPPED_SURVEYS } from '../../endpoint/process/settings.ts';
import { dayOf } from '../../wire/day.ts';
import { type CommandResult, withIntake } from './command.ts';
import type { Command } from './command-line.ts';

/** Enough to show every group of the shipped survey. */
const RESPONSES = 1200;
/** The fewest that fill a page, and the most that are made within seconds. */
const LEAST_RESPONSES = 40;
const MOST_RESPONSES = 10_000;
const SEED = '2017';

/** Serves a data folder of invented responses, so that everything can be seen before anyone answers. */
export const DEMO_COMMAND: Command = {
  words: [{ name: 'FOLDER', isOptional: true }],
  options: {
    responses: { value: { name: 'N', accepts: isCount } },
    seed: { value: { name: 'WORD', accepts: (text) => /^[\w-]{1,32}$/.test(text) } },
    closed: {},
  },
  isApart: true,
  run: ({ words: [folder], options: { responses = `${RESPONSES}`, seed = SEED }, flags }, settings) =>
    demonstrate(
      folder ?? `${settings.dataDir}-demonstration`,
      { on: dayOf(new Date()), responses: Number(responses), seed, isClosed: flags.has('closed') },
      settings,
    ),
};

function isCount(text: string): boolean {
  return /^\d{1,6}$/.test(text) && Number(text) >= LEAST_RESPONSES && Number(text) <= MOST_RESPONSES;
}

async function demonstrate(folder: string, set: DemonstrationSet, live: Settings): Promise<CommandResult> {
  const surveysDir = join(folder, 'surveys');
  const settings = { ...settingsOf(folder, live), surveysDir };
  const isNew = await orCannotStart(`cannot write ${folder}`, () =>
    writeOnce(folder, async () => {
      await writeWaves(live.surveysDir ?? SHIPPED_SURVEYS, surveysDir);
      const contacts = await openContacts(settings);
      try {
        await withIntake(settings, ({ surveys, storage, folder: files }) =>
          Promise.all([
            fillDemonstration({ surveys, surveysDir, storage, contacts }, set),
            writeTexts(folder, surveys, files, set.on),
          ]),
        );
      } finally {
        await contacts.close();
      }
    }),
  );
  const says = isNew
    ? `wrote a demonstration to ${folder}: ${set.responses} invented complete responses to each survey`
    : `${folder} holds a demonstration already, which is served as it is: remove the folder to make another`;
  // A demonstration of an earlier release holds no survey files.
  return { says, serve: existsSync(surveysDir) ? settings : settingsOf(folder, live) };
}

/** Leaves out every database and secret of the live endpoint: what is known of invented people must not reveal its noise. */
function settingsOf(folder: string, live: Settings): Settings {
  const { databaseUrl: _, contactsUrl: __, disclosureKey: ___, sealingPassphrase: ____, ...settings } = live;
  return { surveysDir: SHIPPED_SURVEYS, ...settings, dataDir: folder };
}
