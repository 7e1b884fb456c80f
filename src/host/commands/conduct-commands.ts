import {
  closing,
  type Decide,
  type Effect,
  ordering,
  reopening,
  settingFinal,
} from '../../endpoint/conduct/conduct-decisions.ts';
import { createConducting } from '../../endpoint/conduct/conducting.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import { lastPublication } from '../../endpoint/results/kept-publications.ts';
import { dayOf } from '../../wire/day.ts';
import type { RequestCode } from '../../wire/problem.ts';
import { type Done, everySurvey, withStorage } from './command.ts';
import { type Command, DAY_VALUE, DRY_RUN, type Given, type Word } from './command-line.ts';
import type { CommandRecord } from './command-log.ts';

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

/** What will happen, as a command prints it. */
function effectInWords(effect: Effect): string {
  switch (effect.effect) {
    case 'begin-until':
      return `the last day to begin is ${effect.day}`;
    case 'late-arrivals-stored':
      return 'what was begun by then is stored whenever it arrives; what is begun later is refused as survey.closed and stays on its device';
    case 'final-on':
      return `on ${effect.day} the final results are made, once, from what was received before that day; what arrives later is stored and exported, not published`;
    case 'final-added':
      return 'the next final results add to the first what has changed since, under one more draw of noise';
    case 'begin-again':
      return 'interviews may begin again, and devices send again what was refused as survey.closed';
    case 'final-cancelled':
      return `the final results of ${effect.day} are not made`;
    case 'previews-again':
      return 'everybody reads the last preview again, and the next ones on the nights of the calendar';
    case 'crossing-of-everyone':
      return 'it is counted over everyone, without any filter, and every number is moved';
    case 'crossing-listed':
      return 'everybody reads it with the final results';
    case 'crossing-unlisted':
      return 'it is no longer shown';
    case 'drawn-on':
      return `at the change to ${effect.day} every group of thirty or more is published again, with fresh noise`;
    case 'less-accurate':
      return 'each publication makes the ranges of the next ones wider; it exposes no answer a second time';
    case 'orders-left':
      return `${effect.count} more may be ordered`;
  }
}

const REFUSALS: Partial<Record<RequestCode, string>> = {
  'survey.already-closed': 'it is closed, or will be: reopen it first, or set another day for its final results',
  'survey.already-open': 'it is open',
  'survey.not-closed': 'it is open: close it first',
  'survey.final': 'its final results are made, and nothing moves any more',
  'day.too-early':
    'the last day is today at the earliest, and the final results are made after it, tomorrow at the earliest',
  'crossing.already-listed': 'everybody reads it already, or will',
  'crossing.not-listed': 'it was not added',
  'crossing.too-many': 'forty were added already: take one away first',
  'publication.too-soon': 'one was ordered today already',
  'publication.too-many': 'four were ordered already',
};

/** Why something is not done: its stable code, then words. */
function refusalInWords(code: RequestCode): string {
  return `${code}: ${REFUSALS[code] ?? 'refused'}`;
}
