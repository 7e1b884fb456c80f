import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { languageNotes } from '../../core/check/language-check.ts';
import { profileAdvice } from '../../core/check/profile-check.ts';
import { orCannotStart } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import { leavesSpace } from '../../endpoint/process/free-space.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import { createPublisher, type Publisher } from '../../endpoint/publishing/publisher.ts';
import type { PublishingOutcome } from '../../endpoint/publishing/survey-changes.ts';
import { faultLines } from '../../endpoint/publishing/upload/fault-lines.ts';
import { readFileSet } from '../../endpoint/publishing/upload/kept-files.ts';
import { readUploadFolder, type UploadFolder } from '../../endpoint/publishing/upload/upload-folder.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import { dayOf } from '../../wire/day.ts';
import { type CommandResult, everySurvey, withStorage } from './command.ts';
import { type Command, type CommandArguments, DRY_RUN, type Word } from './command-line.ts';
import { textsToErase } from './data-commands.ts';
import TEXTS from './texts.json' with { type: 'json' };
import { isWorkbook, READING_HERE, readWorkbookFile, TEMPLATE_COMMAND, WORKBOOK_COMMAND } from './workbook-command.ts';

const PATH: Word = { name: 'PATH' };
const SURVEY: Word = { name: 'ID' };
const dryRun = { [DRY_RUN]: {} };
/** Cells of a workbook of which something may be lost: `survey!F12,survey!G3`. */
const accept = { accept: { value: { name: 'CELLS' } } };
/** In which language a report speaks. */
const lang = { lang: { value: { name: 'fr|en', accepts: (text: string) => ['fr', 'en'].includes(text) } } };
/** The author's name of a survey published by command, in place of a token's name. */
const HOST = 'host';

/** Surveys that are published at run time: endpoints on the same data serve them within five seconds. */
export const SURVEY_COMMANDS: Readonly<Record<string, Command>> = {
  'survey check': {
    words: [PATH],
    options: { ...accept, ...lang },
    isApart: true,
    run: async (given, settings) => {
      const { survey, files, notes } = await checked(given, settings);
      const ok = `ok: ${survey}, ${sizeInWords([...files.values()].map((bytes) => bytes.length))}`;
      return { says: [ok, ...notes].join('\n') };
    },
  },
  'survey publish': {
    words: [PATH],
    options: { listed: {}, ...accept, ...lang, ...dryRun },
    run: async (given, settings) => {
      const { survey, files } = await checked(given, settings);
      const isDry = given.flags.has(DRY_RUN);
      const asked = { survey, by: HOST, isHost: true };
      const options = { isListed: given.flags.has('listed'), isDry };
      const { publishes, before } = await withStorage(settings, async (storage) => ({
        before: await storage.keptSurvey(survey),
        publishes: await publisherOf(settings, storage).publishFiles(asked, files, options),
      }));
      const kept = assertDone(publishes, survey);
      const set = kept?.published?.files ?? [];
      const revision = Math.max(...set.flatMap(({ path: name }) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? 0)));
      const what = `revision ${revision} of ${survey}, ${sizeInWords(set.map(({ bytes }) => bytes))}, ${kept?.published?.cost} ms a response`;
      const instead = before?.published ? ', in place of what is published' : '';
      if (isDry) return { says: `nothing is done; would publish ${what}${instead}` };
      return { says: `published ${what}${instead}`, record: { use: 'survey publish', survey } };
    },
  },
  'survey workbook': WORKBOOK_COMMAND,
  'survey template': TEMPLATE_COMMAND,
  'survey withdraw': {
    words: [SURVEY],
    options: dryRun,
    run: (given, settings) => withdraw(given.words[0] ?? '', given.flags.has(DRY_RUN), settings),
  },
};

/** Throws `CannotStart` with a line for each fault. `notes` has a line for each warning. */
async function checked(
  { words: [path = ''], options: { accept: accepted = '', lang: language } }: CommandArguments,
  settings: Settings,
): Promise<Pick<UploadFolder, 'survey' | 'files'> & { readonly notes: readonly string[] }> {
  if (isWorkbook(path))
    return await readWorkbookFile(path, settings, accepted.split(','), language === 'fr' ? 'fr' : 'en');
  const folder = await orCannotStart(`cannot read ${path}`, () => readUploadFolder(path));
  const read = folder.faults.length > 0 ? undefined : readFileSet(folder.survey, folder.files);
  if (read?.kind !== 'survey') throw new CannotStart(faultLines(read?.faults ?? folder.faults).join('\n'));
  const { published, cost } = read.survey;
  const notes = [...languageNotes(published.current.languages), ...profileAdvice(published.current)].map(
    (note) => `note: ${note.path}: ${note.reason}`,
  );
  return { ...folder, notes: [`a response costs ${cost} ms`, ...notes] };
}

async function withdraw(survey: string, isDry: boolean, settings: Settings): Promise<CommandResult> {
  const outcome = await withStorage(
    settings,
    (storage) => publisherOf(settings, storage).withdraw({ survey, by: HOST, isHost: true }, isDry),
    { texts: await textsToErase(settings) },
  );
  assertDone(outcome, survey);
  const use = 'survey withdraw';
  const what = `${use} ${survey}: what was begun until today is stored, what is begun later is refused`;
  return isDry ? { says: `nothing is done; ${what}` } : { says: `done, ${what}`, record: { use, survey } };
}

function publisherOf(settings: Settings, storage: Storage): Publisher {
  return createPublisher({
    storage,
    reading: READING_HERE,
    today: () => dayOf(new Date()),
    hasSpace: (bytes) => leavesSpace(settings, bytes),
    isHeldByFiles: (survey) => settings.surveysDir !== undefined && existsSync(join(settings.surveysDir, survey)),
    surveys: async () => (await everySurvey(settings, storage)).surveys,
    settings,
  });
}

const REFUSALS: Readonly<Partial<Record<string, string>>> = TEXTS.refusals;

function assertDone(outcome: PublishingOutcome, survey: string) {
  if (outcome.kind === 'done') return outcome.kept;
  const { code, lines } = outcome;
  throw new CannotStart(lines?.join('\n') ?? `${code}: ${survey}: ${REFUSALS[code] ?? 'nothing is done'}`);
}

function sizeInWords(sizes: readonly number[]): string {
  const bytes = sizes.reduce((sum, one) => sum + one, 0);
  return `${sizes.length} files, ${Math.ceil(bytes / 1000)} kB`;
}
