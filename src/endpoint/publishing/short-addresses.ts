import { randomInt } from 'node:crypto';
import { OWN } from '../../core/own-paths.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { SurveyStorage } from '../storage/survey-storage.ts';

const NAME = /^(?=.{2,40}$)[a-z0-9]+(-[a-z0-9]+)*$/;
/** Codes are made of these, in turn: none looks or sounds like another, in French or in English. */
const CHARACTERS = ['fkmpruxy', '23456789'];
/** An author chooses how many channels there are. A code is a character longer after as many tries, when short ones are rare. */
const MOST_CODES = 200;

/** Claims the id and the short name of a survey for good, unless it `isDry`; returns why it cannot have them. */
export async function claimNames(storage: SurveyStorage, id: string, short = id, isDry = false) {
  if (short !== id && !NAME.test(short)) return 'short.malformed';
  if (short !== id && Object.values<string>(OWN).includes(`/${short}`)) return 'short.reserved';
  for (const name of new Set([id, short]))
    if (!(await storage.claimAddress(name, id, null, isDry))) return 'short.taken';
  return undefined;
}

/** Gives each channel that has none its code, for good, and returns what leads to the survey. */
export async function givenAddresses(storage: SurveyStorage, { id, notice }: Pick<Survey, 'id' | 'notice'>) {
  const channels = notice?.channels?.slice(0, MOST_CODES) ?? [];
  for (let tries = 0; ; tries++) {
    const given = await storage.addresses(id);
    const lacking = channels.find((one) => given.every(({ channel }) => channel !== one.id));
    if (!lacking) return given;
    const code = Array.from({ length: 2 + tries / MOST_CODES }, (_, at) => CHARACTERS[at % 2]?.charAt(randomInt(8)));
    await storage.claimAddress(`${id}/${code.join('')}`, id, lacking.id);
  }
}
