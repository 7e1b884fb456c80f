import type { WorkbookFindings, WorkbookReading } from '../../wire/organiser/survey-reply.ts';
import type { RequestCode } from '../../wire/problem.ts';
import type { Storage } from '../storage/storage.ts';
import type { FileSet, KeptSurvey } from '../storage/survey-storage.ts';
import type { SurveyFiles } from './upload/kept-files.ts';
import type { TakeWorkbook, TranslateWorkbook, WriteWorkbook } from './upload/reading-client.ts';

export type WorkbookFiles =
  | { readonly kind: 'files'; readonly files: SurveyFiles; readonly report: WorkbookFindings }
  | {
      readonly kind: 'refused';
      readonly code: RequestCode;
      /** For a file that is no workbook, the reason. */
      readonly report: WorkbookReading;
    };

/** How workbooks are read and written. */
export interface Workbooks {
  readonly take: TakeWorkbook;
  readonly write: WriteWorkbook;
  readonly translate: TranslateWorkbook;
  /** The texts of `lists/` and `maps/` that all surveys share. */
  readonly sharedLists: () => ReadonlyMap<string, string>;
}

/**
 * Makes the files of a survey of a workbook, whatever id it has. Nothing is made of one that is faulty, nor of one that loses a condition,
 * a constraint or a calculation whose cell is not among the `accepted`.
 */
export async function workbookFiles(
  {
    workbooks: { take, sharedLists },
    storage,
  }: { readonly workbooks: Workbooks; readonly storage: Pick<Storage, 'file'> },
  survey: string,
  kept: KeptSurvey | undefined,
  bytes: Uint8Array,
  accepted: readonly string[],
): Promise<WorkbookFiles> {
  const lists = new Map([...sharedLists(), ...(await listsOf(storage, kept))]);
  const outcome = await take(bytes, { lists, id: survey, isFixed: true });
  if (outcome.kind === 'refused') {
    const { reason, says } = outcome;
    return { kind: 'refused', code: 'workbook.unreadable', report: { reason, says } };
  }
  const report = { ...outcome.report, decisions: outcome.decisions };
  if (!outcome.files) return { kind: 'refused', code: 'workbook.faulty', report };
  if (outcome.decisions.some((cell) => !accepted.includes(cell)))
    return { kind: 'refused', code: 'workbook.undecided', report };
  const files = new Map([...outcome.files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  return { kind: 'files', files, report };
}

/** Puts the texts of a workbook into the files of a draft, and leaves the others as they are. */
export async function translatedFiles(
  parts: { readonly workbooks: Workbooks; readonly storage: Pick<Storage, 'file'> },
  survey: string,
  kept: KeptSurvey | undefined,
  bytes: Uint8Array,
): Promise<WorkbookFiles | { readonly kind: 'refused'; readonly code: RequestCode; readonly report?: never }> {
  const { workbooks, storage } = parts;
  if (!kept?.draft) return { kind: 'refused', code: 'draft.none' };
  const lists = new Map([...workbooks.sharedLists(), ...(await listsOf(storage, kept))]);
  const outcome = await workbooks.translate(bytes, { files: await bytesOf(storage, kept.draft), lists, id: survey });
  if (!outcome) return { kind: 'refused', code: 'draft.faulty' };
  if (outcome.kind === 'refused') {
    const { reason, says } = outcome;
    return { kind: 'refused', code: 'workbook.unreadable', report: { reason, says } };
  }
  const report = { ...outcome.report, decisions: [] };
  if (!outcome.files) return { kind: 'refused', code: 'workbook.faulty', report };
  const files = new Map([...outcome.files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  return { kind: 'files', files, report };
}

/** Writes the newest revision of what is drafted or published as a workbook; nothing where there is none. */
export async function writtenWorkbook(
  { workbooks, storage }: { readonly workbooks: Workbooks; readonly storage: Pick<Storage, 'file'> },
  set: FileSet,
): Promise<Uint8Array | undefined> {
  return await workbooks.write(await bytesOf(storage, set));
}

async function bytesOf(storage: Pick<Storage, 'file'>, set: FileSet): Promise<SurveyFiles> {
  const files = new Map<string, Uint8Array>();
  for (const { path, digest } of set.files) {
    const bytes = await storage.file(digest);
    if (bytes) files.set(path, bytes);
  }
  return files;
}

/** The lists and maps among the files of a survey. */
async function listsOf(
  storage: Pick<Storage, 'file'>,
  kept: KeptSurvey | undefined,
): Promise<readonly (readonly [string, string])[]> {
  const files = (kept?.draft ?? kept?.published)?.files ?? [];
  const found: (readonly [string, string])[] = [];
  for (const { path, digest } of files) {
    if (!/^(lists|maps)\//.test(path)) continue;
    const bytes = await storage.file(digest);
    if (bytes) found.push([path, new TextDecoder().decode(bytes)]);
  }
  return found;
}
