import type { WorkbookOutcome } from '../../authoring/workbook/take-workbook.ts';
import type { WorkbookFindings, WorkbookReading } from '../../wire/organiser/survey-reply.ts';
import type { RequestCode } from '../../wire/problem.ts';
import type { Storage } from '../storage/storage.ts';
import type { FileSet, SurveyRecord } from '../storage/survey-storage.ts';
import type { ChangeRequest } from './survey-changes.ts';
import { type Asker, type LateReading, SHARED_FILE, type SurveyFiles, storedFiles } from './upload/kept-files.ts';
import type { ReadingCalls } from './upload/reading-client.ts';

export type WorkbookFiles =
  | { readonly kind: 'files'; readonly files: SurveyFiles; readonly report: WorkbookFindings }
  | {
      readonly kind: 'refused';
      readonly code: RequestCode;
      /** For a file that is no workbook, the reason. */
      readonly report?: WorkbookReading;
    };

/** The author of a workbook has answered this to the questions about it. */
export interface WorkbookAnswers {
  /** Cells of which something is lost: `survey!F12`. */
  readonly accepted: readonly string[];
  /** The language of texts that name none. */
  readonly language: string | undefined;
}

interface WorkbookParts<Late = LateReading> {
  readonly reading: ReadingCalls<Late>;
  readonly storage: Pick<Storage, 'file'>;
  /** The texts of `lists/` and `maps/` that all surveys share. */
  readonly lists?: ReadonlyMap<string, string>;
}

/**
 * Makes the files of a survey of a workbook, whatever id it has. Nothing is made of one that is faulty, nor of one that loses a condition,
 * a constraint or a calculation that is not decided on in `accepted`.
 */
export async function workbookFiles(
  parts: WorkbookParts,
  asked: ChangeRequest,
  kept: SurveyRecord | undefined,
  bytes: Uint8Array,
  answers: WorkbookAnswers,
): Promise<WorkbookFiles> {
  const taken = parts.reading('take')(asked, async () => {
    return [bytes, { lists: await listsOf(parts, kept), id: asked.survey, isFixed: true, ...answers }];
  });
  return filesOf(await taken);
}

/** Puts the texts of a workbook into the files of a draft, and leaves the others as they are. */
export async function translatedFiles(
  parts: WorkbookParts,
  asked: ChangeRequest,
  kept: SurveyRecord | undefined,
  bytes: Uint8Array,
): Promise<WorkbookFiles> {
  const { draft } = kept ?? {};
  if (!draft) return { kind: 'refused', code: 'draft.none' };
  const outcome = await parts.reading('translate')(asked, async () => {
    const files = await storedFiles(parts.storage, draft.files);
    return [bytes, { files, lists: await listsOf(parts, kept), id: asked.survey }];
  });
  return outcome ? filesOf(outcome) : { kind: 'refused', code: 'draft.faulty' };
}

function filesOf(outcome: WorkbookOutcome | LateReading): WorkbookFiles {
  if (outcome.kind === 'late') return { kind: 'refused', code: outcome.code };
  if (outcome.kind === 'refused') {
    const { reason, says } = outcome;
    const code = reason === 'language' ? 'workbook.language' : 'workbook.unreadable';
    return { kind: 'refused', code, report: { reason, says } };
  }
  const { decisions, made } = outcome;
  const report = { ...outcome.report, decisions, ...(made && { made }) };
  if (!outcome.files) return { kind: 'refused', code: 'workbook.faulty', report };
  if (outcome.undecided.length > 0) return { kind: 'refused', code: 'workbook.undecided', report };
  const files = new Map([...outcome.files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  return { kind: 'files', files, report };
}

/** Writes the newest revision of what is drafted or published as a workbook; nothing where there is none. */
export function writtenWorkbook<Late>({ reading, storage }: WorkbookParts<Late>, { files }: FileSet, asker: Asker) {
  return reading('write')(asker, async () => [await storedFiles(storage, files)]);
}

/** Returns the lists and maps that all surveys share, and those among the files of a survey. */
async function listsOf(
  { lists = new Map(), storage }: WorkbookParts,
  kept: SurveyRecord | undefined,
): Promise<ReadonlyMap<string, string>> {
  const files = ((kept?.draft ?? kept?.published)?.files ?? []).filter(({ path }) => SHARED_FILE.test(path));
  const own = [...(await storedFiles(storage, files))];
  return new Map([...lists, ...own.map(([path, bytes]) => [path, new TextDecoder().decode(bytes)] as const)]);
}
