import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { ReportLine } from '../../authoring/workbook/report/report.ts';
import { takeWorkbook } from '../../authoring/workbook/take-workbook.ts';
import { exportFiles } from '../../authoring/workbook/writing/export-files.ts';
import { templateWorkbook } from '../../authoring/workbook/writing/template.ts';
import { saveAs } from '../../core/check/save-as.ts';
import { orCannotStart } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import { writtenWorkbook } from '../../endpoint/publishing/put-workbook.ts';
import { here, type SurveyFiles } from '../../endpoint/publishing/upload/kept-files.ts';
import type { ReadingCalls } from '../../endpoint/publishing/upload/reading-client.ts';
import { METHODS } from '../../endpoint/publishing/upload/serve-reading.ts';
import { readSharedLists } from '../../endpoint/publishing/upload/shared-lists.ts';
import { readUploadFolder } from '../../endpoint/publishing/upload/upload-folder.ts';
import { withStorage } from './command.ts';
import { type Command, FILE } from './command-line.ts';

/** Something in the workbook is faulty: the program ends with 2, where decisions alone end it with 1. */
export class FaultyWorkbook extends CannotStart {}

/** A workbook, LimeSurvey's export, or questions in a text. */
const WORKBOOK = /\.(xlsx|ods|txt|tsv)$/i;

/** Everything with an ending: the folder of a survey has none. */
export function isWorkbook(path: string): boolean {
  return extname(path) !== '';
}

interface WorkbookFolder {
  readonly survey: string;
  readonly files: SurveyFiles;
  /** The report: a line for the rows, and one for each cell that is not plainly carried. */
  readonly notes: readonly string[];
}

/**
 * Reads a workbook into the files of a survey. Lists of areas are in `lists`, next to it or in `SURVEYS_DIR`. Throws `CannotStart` with the
 * report where something is faulty, or where a condition is lost whose cell is not among the `accepted`.
 */
export async function readWorkbookFile(
  path: string,
  { surveysDir }: Pick<Settings, 'surveysDir'>,
  accepted: readonly string[],
  language: 'fr' | 'en',
): Promise<WorkbookFolder> {
  if (!WORKBOOK.test(path)) throw new FaultyWorkbook(saveAs(path)[language]);
  const bytes = new Uint8Array(await orCannotStart(`cannot read ${path}`, () => readFile(path)));
  const lists = new Map([...(await readSharedLists(surveysDir)), ...(await readSharedLists(dirname(path)))]);
  const outcome = takeWorkbook(bytes, { lists, id: idOf(path), language, accepted });
  if (outcome.kind === 'refused') throw new FaultyWorkbook(outcome.says[language]);
  const { report, undecided, files, id } = outcome;
  const { read, carried, otherwise, dropped, toDecide, faulty } = report.rows;
  const counted = `${read} rows read: ${carried} carried, ${otherwise} otherwise, ${dropped} dropped, ${toDecide} to decide, ${faulty} faulty`;
  const notes = [counted, ...report.lines.map((line) => lineInWords(line, language))];
  if (!files) throw new FaultyWorkbook(notes.join('\n'));
  if (undecided.length > 0)
    throw new CannotStart(
      [...notes, `to be accepted, or written otherwise: --accept ${undecided.join(',')}`].join('\n'),
    );
  const encoded = [...files].map(([name, text]) => [name, new TextEncoder().encode(text)] as const);
  return { survey: id, files: new Map(encoded), notes };
}

function idOf(path: string): string {
  const name = basename(path).replace(WORKBOOK, '');
  return (
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'survey'
  );
}

function lineInWords({ sheet, cell, verdict, says, details }: ReportLine, language: 'fr' | 'en'): string {
  const summed = details ? ` (${details.join(', ')})` : '';
  return `${sheet}!${cell}: ${verdict}: ${says[language]}${summed}`.replaceAll(/\s*\n\s*/g, ' ');
}

/** At the keyboard of the host no respondent waits. */
export const READING_HERE: ReadingCalls<never> = (name) => here(METHODS[name]);

export const WORKBOOK_COMMAND: Command = {
  words: [{ name: 'ID' }, FILE],
  options: { draft: {} },
  run: async ({ words: [survey = '', file = ''], flags }, settings) => {
    const bytes = await withStorage(settings, async (storage) => {
      const kept = await storage.keptSurvey(survey);
      const set = flags.has('draft') ? kept?.draft : kept?.published;
      if (set) return await writtenWorkbook({ reading: READING_HERE, storage }, set, set);
      const folder = join(settings.surveysDir ?? '', survey);
      const isOfFiles = settings.surveysDir !== undefined && !flags.has('draft') && existsSync(folder);
      return isOfFiles ? exportFiles((await readUploadFolder(folder)).files) : undefined;
    });
    if (!bytes)
      throw new CannotStart(`${survey}: there is no ${flags.has('draft') ? 'draft' : 'published survey'} of this name`);
    await orCannotStart(`cannot write ${file}`, () => writeFile(file, bytes));
    return { says: `wrote ${survey} to ${file}, ${Math.ceil(bytes.length / 1000)} kB` };
  },
};

export const TEMPLATE_COMMAND: Command = {
  words: [FILE],
  options: { lang: { value: { name: 'fr|en', accepts: (text: string) => ['fr', 'en'].includes(text) } } },
  isApart: true,
  run: async ({ words: [file = ''], options: { lang } }) => {
    const bytes = templateWorkbook(lang === 'fr' ? 'fr' : 'en');
    await orCannotStart(`cannot write ${file}`, () => writeFile(file, bytes));
    return { says: `wrote ${file}, ${Math.ceil(bytes.length / 1000)} kB` };
  },
};
