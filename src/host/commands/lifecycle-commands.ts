import { closing, type Decide, type Effect, reopening } from '../../endpoint/lifecycle/lifecycle-decisions.ts';
import { createLifecycles } from '../../endpoint/lifecycle/lifecycles.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import { lastPublication } from '../../endpoint/results/kept-publications.ts';
import { dayOf } from '../../wire/day.ts';
import type { RequestCode } from '../../wire/problem.ts';
import { type CommandResult, everySurvey, withStorage } from './command.ts';
import { type Command, type CommandArguments, DAY_VALUE, DRY_RUN, type Word } from './command-line.ts';
import type { CommandRecord } from './command-record.ts';
import TEXTS from './texts.json' with { type: 'json' };

const SURVEY: Word = { name: 'SURVEY' };
const dryRun = { [DRY_RUN]: {} };

/** Closing and reopening a survey; with `--dry-run`, what would happen. */
export const LIFECYCLE_COMMANDS: Readonly<Record<string, Command>> = {
  close: {
    words: [SURVEY],
    options: { 'last-day': { value: DAY_VALUE }, final: { value: DAY_VALUE }, ...dryRun },
    run: (given, settings) => {
      const { 'last-day': lastDay, final: finalOn } = given.options;
      const days = { ...(lastDay && { lastDay }), ...(finalOn && { finalOn }) };
      return decide(closing(days), { use: 'close', ...days }, given, settings);
    },
  },
  reopen: {
    words: [SURVEY],
    options: dryRun,
    run: (given, settings) => decide(reopening, { use: 'reopen' }, given, settings),
  },
};

async function decide(
  decision: Decide,
  record: CommandRecord,
  { words, flags }: CommandArguments,
  settings: Settings,
): Promise<CommandResult> {
  const [survey = ''] = words;
  const isDry = flags.has(DRY_RUN);
  const decided = await withStorage(settings, async (storage) => {
    const { surveys } = await everySurvey(settings, storage);
    const published = surveys.get(survey);
    if (!published) throw new CannotStart('survey.unknown: no survey has that name');
    const last = (id: string) => lastPublication(storage, id);
    const today = () => dayOf(new Date());
    return createLifecycles({ storage, surveys, today, last }).decide(published, decision, isDry);
  });
  if (decided.kind === 'refused') throw new CannotStart(`${decided.code}: ${REFUSALS[decided.code] ?? 'refused'}`);
  const lines = decided.effects.map((effect) => `- ${effectInWords(effect)}`);
  const head = isDry ? `nothing is done; ${record.use} ${survey} would mean:` : `done, ${record.use} ${survey}:`;
  return { says: [head, ...lines].join('\n'), ...(isDry ? {} : { record: { ...record, survey } }) };
}

/** The words that a command prints for an effect, in which `{day}` is its day. */
const EFFECTS: Readonly<Partial<Record<Effect['effect'], string>>> = TEXTS.effects;

function effectInWords(effect: Effect): string {
  const words = EFFECTS[effect.effect] ?? effect.effect;
  return 'day' in effect ? words.replace('{day}', effect.day) : words;
}

const REFUSALS: Partial<Record<RequestCode, string>> = {
  'survey.already-closed':
    'it is closed, or will be: set another day by --last-day while it is open, else reopen it first',
  'survey.already-open': 'it is open',
  'day.too-early':
    'the last day is today at the earliest, and the final results are made after it, tomorrow at the earliest',
};
