import { parseArgs } from 'node:util';
import { readSurveyFiles } from '../../../authoring/read-survey-files.ts';
import { dayOf } from '../../../wire/day.ts';
import {
  type DemonstrationDecision,
  type DemonstrationRefusal,
  LEAST_RESPONSES,
  MOST_RESPONSES,
  makeDemonstration,
  removeDemonstration,
} from '../../demonstration/demonstration-decisions.ts';
import { CannotStart } from '../../process/cannot-start.ts';
import type { Settings } from '../../process/settings.ts';
import { lastPublication } from '../../results/kept-publications.ts';
import { type Command, type Done, withStorage } from './command.ts';

/** Ten times the study's. */
const RESPONSES = 1200;
const SEED = '2017';

/** Responses that nobody gave, so that the results can be looked at before anybody answers. */
export const DEMONSTRATION_COMMANDS: Readonly<Record<string, Command>> = {
  demonstration: [
    'demonstration make SURVEY [--responses N] [--seed WORD] [--dry-run] | demonstration remove SURVEY [--dry-run]',
    ([verb, ...words], settings) => {
      const asked = askedIn(words);
      if (!asked || (verb !== 'make' && verb !== 'remove')) return undefined;
      if (verb === 'remove' && asked.isChosen) return undefined;
      return demonstrate(verb, asked, settings);
    },
  ],
};

interface Asked {
  readonly survey: string;
  readonly responses: number;
  readonly seed: string;
  /** Something was said of the set. */
  readonly isChosen: boolean;
  readonly isDry: boolean;
}

function askedIn(words: readonly string[]): Asked | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { responses: { type: 'string' }, seed: { type: 'string' }, 'dry-run': { type: 'boolean' } },
    });
    const [survey, ...rest] = positionals;
    const { responses = `${RESPONSES}`, seed = SEED, 'dry-run': isDry = false } = values;
    const count = /^\d{1,6}$/.test(responses) ? Number(responses) : 0;
    if (survey === undefined || rest.length > 0 || count < LEAST_RESPONSES || count > MOST_RESPONSES) return undefined;
    if (!/^[\w-]{1,32}$/.test(seed)) return undefined;
    const isChosen = values.responses !== undefined || values.seed !== undefined;
    return { survey, responses: count, seed, isChosen, isDry };
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return undefined;
    throw error;
  }
}

async function demonstrate(
  verb: 'make' | 'remove',
  { survey, responses, seed, isDry }: Asked,
  settings: Settings,
): Promise<Done> {
  const read = await readSurveyFiles(settings.surveysDir);
  if (read.kind === 'faulty') throw new CannotStart(read.lines.join('\n'));
  const published = read.surveys.get(survey);
  if (!published) throw new CannotStart(`survey.unknown: ${settings.surveysDir} has no survey of that name`);
  const decided = await withStorage(settings, async (storage) => {
    const parts = { storage, published, last: await lastPublication(storage, survey), isDry };
    if (verb === 'remove') return removeDemonstration(parts);
    return makeDemonstration(parts, { on: dayOf(new Date()), seed, responses });
  });
  if (decided.kind === 'refused') throw new CannotStart(`${decided.code}: ${REFUSALS[decided.code]}`);
  const use = `demonstration ${verb}`;
  const head = isDry ? `nothing is done; ${use} ${survey} would mean:` : `done, ${use} ${survey}:`;
  const says = [head, ...effectsOf(decided, survey).map((effect) => `- ${effect}`)].join('\n');
  return { says, ...(isDry ? {} : { deed: { use, survey, responses: decided.set.responses } }) };
}

const REFUSALS: Readonly<Record<DemonstrationRefusal, string>> = {
  'demonstration.real-responses': 'somebody has answered: real responses are never shown with made up ones',
  'demonstration.real-results': 'real results are published: nothing made up takes their place',
  'demonstration.already-made': 'there is one: remove it first to make another',
  'demonstration.none': 'there is none to remove',
};

function effectsOf(
  { kind, set, follows }: Exclude<DemonstrationDecision, { readonly kind: 'refused' }>,
  survey: string,
): readonly string[] {
  if (kind === 'removed')
    return [`the ${set.responses} responses that nobody gave are shown nowhere any more; there was nothing to erase`];
  return [
    `${set.responses} complete responses that nobody gave, of the seed ${set.seed}, stand for those of ${survey}: in the results, the comparison on the card, participation and exports, marked demonstration everywhere, within a minute`,
    follows.length > 0
      ? `the shares that the past study prints are followed for ${follows.length} items; all the rest is made up`
      : 'no past study stands beside the survey: everything is made up',
    'they are in no table of responses; real responses are stored as ever, and the first takes their place: at once for the organiser, at the next change of the day in what is published',
  ];
}
