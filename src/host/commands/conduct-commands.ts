import { closing, type Decide, ordering, reopening, settingFinal } from '../../endpoint/conduct/conduct-decisions.ts';
import { createConducting } from '../../endpoint/conduct/conducting.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import { lastPublication } from '../../endpoint/results/kept-publications.ts';
import { dayOf } from '../../wire/day.ts';
import { type Done, everySurvey, withStorage } from './command.ts';
import { type Command, DAY_VALUE, DRY_RUN, type Given, type Word } from './command-line.ts';
import type { CommandRecord } from './command-log.ts';
import { effectInWords, refusalInWords } from './effect-words.ts';

const SURVEY: Word = { name: 'SURVEY' };
const dryRun = { [DRY_RUN]: {} };

/** Closing, reopening and ordering a publication; with `--dry-run`, what would happen. */
export const CONDUCT_COMMANDS: Readonly<Record<string, Command>> = {
  close: {
    words: [SURVEY],
    options: { 'last-day': { value: DAY_VALUE }, final: { value: DAY_VALUE }, ...dryRun },
    help: 'closes a survey at the end of today, or of a later day',
    run: (given, settings) => {
      const { 'last-day': lastDay, final: finalOn } = given.options;
      const days = { ...(lastDay && { lastDay }), ...(finalOn && { finalOn }) };
      return decide(closing(days), { use: 'close', ...days }, given, settings);
    },
  },
  reopen: {
    words: [SURVEY],
    options: dryRun,
    help: 'opens a closed survey again, or drops a closing that was to come',
    run: (given, settings) => decide(reopening, { use: 'reopen' }, given, settings),
  },
  final: {
    words: [SURVEY],
    options: { on: { value: DAY_VALUE, isRequired: true }, ...dryRun },
    help: 'sets another day for the final results of a closed survey',
    run: (given, settings) => {
      const { on: finalOn = '' } = given.options;
      return decide(settingFinal(finalOn), { use: 'final', finalOn }, given, settings);
    },
  },
  publish: {
    words: [SURVEY],
    options: dryRun,
    help: 'orders one publication at the next change of the day',
    run: (given, settings) => decide(ordering, { use: 'publish' }, given, settings),
  },
};

async function decide(
  decision: Decide,
  record: CommandRecord,
  { words, flags }: Given,
  settings: Settings,
): Promise<Done> {
  const [survey = ''] = words;
  const isDry = flags.has(DRY_RUN);
  const decided = await withStorage(settings, async (storage) => {
    const { surveys } = await everySurvey(settings, storage);
    const published = surveys.get(survey);
    if (!published) throw new CannotStart('survey.unknown: no survey has that name');
    const last = (id: string) => lastPublication(storage, id);
    const today = () => dayOf(new Date());
    return createConducting({ storage, surveys, today, last }).decide(published, decision, isDry);
  });
  if (decided.kind === 'refused') throw new CannotStart(refusalInWords(decided.code));
  const lines = decided.effects.map((effect) => `- ${effectInWords(effect)}`);
  const head = isDry ? `nothing is done; ${record.use} ${survey} would mean:` : `done, ${record.use} ${survey}:`;
  return { says: [head, ...lines].join('\n'), ...(isDry ? {} : { record: { ...record, survey } }) };
}
