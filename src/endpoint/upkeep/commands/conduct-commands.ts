import { parseArgs } from 'node:util';
import { dayOf } from '../../../wire/day.ts';
import { isCalendarDate } from '../../../wire/envelope.ts';
import { closing, type Decide, ordering, reopening, settingFinal } from '../../conduct/conduct-decisions.ts';
import { createConducting } from '../../conduct/conducting.ts';
import { effectInWords, refusalInWords } from '../../conduct/effect-words.ts';
import { CannotStart } from '../../process/cannot-start.ts';
import { readSurveys } from '../../process/read-surveys.ts';
import type { Settings } from '../../process/settings.ts';
import { lastPublication } from '../../results/kept-publications.ts';
import { type Command, type Done, withStorage } from './command.ts';
import type { Deed } from './command-log.ts';

/** Closing, reopening and ordering a publication; with `--dry-run`, what would happen. */
export const CONDUCT_COMMANDS: Readonly<Record<string, Command>> = {
  close: [
    'close SURVEY [--last-day YYYY-MM-DD] [--final YYYY-MM-DD] [--dry-run]',
    (words, settings) => {
      const asked = askedIn(words, ['last-day', 'final']);
      if (!asked) return undefined;
      const { survey, days, isDry } = asked;
      const { 'last-day': lastDay, final: finalOn } = days;
      const deed = { use: 'close', survey, ...(lastDay && { lastDay }), ...(finalOn && { finalOn }) };
      return decide(closing({ lastDay, finalOn }), deed, isDry, settings);
    },
  ],
  reopen: [
    'reopen SURVEY [--dry-run]',
    (words, settings) => {
      const asked = askedIn(words);
      return asked && decide(reopening, { use: 'reopen', survey: asked.survey }, asked.isDry, settings);
    },
  ],
  final: [
    'final SURVEY --on YYYY-MM-DD [--dry-run]',
    (words, settings) => {
      const asked = askedIn(words, ['on']);
      const finalOn = asked?.days.on;
      if (!asked || finalOn === undefined) return undefined;
      return decide(settingFinal(finalOn), { use: 'final', survey: asked.survey, finalOn }, asked.isDry, settings);
    },
  ],
  publish: [
    'publish SURVEY [--dry-run]',
    (words, settings) => {
      const asked = askedIn(words);
      return asked && decide(ordering, { use: 'publish', survey: asked.survey }, asked.isDry, settings);
    },
  ],
};

interface Asked {
  readonly survey: string;
  readonly days: Readonly<Record<string, string | undefined>>;
  readonly isDry: boolean;
}

/** A survey, days by their names, and `--dry-run`; nothing for words that are written otherwise. */
function askedIn(words: readonly string[], names: readonly string[] = []): Asked | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      },
    });
    const [survey, ...rest] = positionals;
    const { 'dry-run': isDry = false, ...days } = values as Record<string, string | undefined> & {
      'dry-run'?: boolean;
    };
    const areDays = Object.values(days).every((day) => day === undefined || isCalendarDate(day));
    return survey !== undefined && rest.length === 0 && areDays ? { survey, days, isDry } : undefined;
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return undefined;
    throw error;
  }
}

async function decide(
  decision: Decide,
  deed: Deed & { readonly survey: string },
  isDry: boolean,
  settings: Settings,
): Promise<Done> {
  const { surveys } = await readSurveys(settings);
  const published = surveys.get(deed.survey);
  if (!published) throw new CannotStart(`survey.unknown: ${settings.surveysDir} has no survey of that name`);
  const decided = await withStorage(settings, (storage) => {
    const last = (survey: string) => lastPublication(storage, survey);
    const today = () => dayOf(new Date());
    return createConducting({ storage, surveys, today, last }).decide(published, decision, isDry);
  });
  if (decided.kind === 'refused') throw new CannotStart(refusalInWords(decided.code));
  const lines = decided.effects.map((effect) => `- ${effectInWords(effect)}`);
  const head = isDry ? `nothing is done; ${deed.use} ${deed.survey} would mean:` : `done, ${deed.use} ${deed.survey}:`;
  return { says: [head, ...lines].join('\n'), ...(isDry ? {} : { deed }) };
}
