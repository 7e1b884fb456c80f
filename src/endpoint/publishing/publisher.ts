import type { DraftReport } from '../../wire/organiser/survey-reply.ts';
import { fixedParts } from '../lifecycle/held-changes.ts';
import { eraseTrial, trialEnd } from '../lifecycle/trial.ts';
import type { FileSet, SurveyRecord } from '../storage/survey-storage.ts';
import { createAmending } from './amending.ts';
import { checkDraft, type PublisherParts } from './check-draft.ts';
import { draftLinks } from './draft-links.ts';
import {
  translatedFiles,
  type WorkbookAnswers,
  type WorkbookFiles,
  workbookFiles,
  writtenWorkbook,
} from './put-workbook.ts';
import { type ChangeRequest, type PublishingOutcome, type SurveyChanges, surveyChanges } from './survey-changes.ts';
import {
  type ByWhom,
  discarding,
  publishing,
  puttingFiles,
  removingFile,
  replacingDraft,
  type SurveyDecision,
  takingBack,
  withdrawing,
} from './survey-decisions.ts';
import { surveyKeys } from './survey-keys.ts';
import type { DraftFacts } from './upload/draft-readings.ts';
import {
  type Asker,
  type FileSetResult,
  type LateReading,
  readKeptSet,
  type SurveyFiles,
  type UploadReader,
} from './upload/kept-files.ts';

export interface PublishingOptions {
  readonly isListed: boolean;
  /** Nothing is written. */
  readonly isDry: boolean;
}

export type Publisher = ReturnType<typeof createPublisher>;

export function createPublisher(parts: PublisherParts) {
  const { storage } = parts;
  const changes = surveyChanges(parts);
  const amend = createAmending(parts, changes);
  return {
    kept: storage.keptSurvey,
    reading: parts.reading,
    /** Writes the newest revision as a workbook; nothing where there is none. */
    workbook: (set: FileSet, asker: Asker) => writtenWorkbook(parts, set, asker),
    /** Checks the draft as publishing it would; nothing where there is no draft. */
    async report(survey: string, asker: Asker): Promise<DraftReport | LateReading | undefined> {
      const kept = await storage.keptSurvey(survey);
      const read = await readDraft(parts, kept, asker);
      if (!kept || !read) return undefined;
      const checked = await checkDraft(parts, kept, read, { ...asker, isHost: true, isDry: true });
      if (checked.kind === 'late') return checked;
      const lines = checked.kind === 'survey' ? [] : (checked.lines ?? [checked.code]);
      const { held, advice } = checked.kind === 'survey' ? checked.survey : { held: [], advice: [] };
      return { survey, version: kept.version, lines, held, advice };
    },
    ...draftFiling(parts, changes),
    ...draftLinks(parts, changes),
    ...publication(parts, changes),
    ...surveyKeys(parts, amend),
    amend,
  };
}

/** Checks a draft, and asks what of it publications hold back. */
async function readDraft({ storage, reading }: PublisherParts, kept: SurveyRecord | undefined, asker: Asker) {
  if (!kept?.draft) return undefined;
  const fixed = await fixedParts(storage, kept.survey);
  const check: UploadReader<LateReading, DraftFacts> = (by, given) =>
    reading('check')(by, async () => [...(await given()), fixed]);
  return await readKeptSet(storage, check, kept.survey, kept.draft, false, asker);
}

/** A line of a workbook's report that is about the publications. */
const HELD = { sheet: 'survey', cell: 'A1', verdict: 'otherwise', text: '', code: 'publication.held' } as const;

/** Changes the files of drafts. */
function draftFiling(parts: PublisherParts, { change, upload }: SurveyChanges) {
  const { storage } = parts;

  const put = (asked: ChangeRequest, files: SurveyFiles) =>
    upload(asked, files, (kept, some) => puttingFiles(asked.survey, kept, some, byWhom(parts, asked)));
  const putMade = async (asked: ChangeRequest, made: WorkbookFiles): Promise<PublishingOutcome> => {
    if (made.kind === 'refused') return made;
    const outcome = await put(asked, made.files);
    const read = outcome.kind === 'done' ? await readDraft(parts, outcome.kept, asked) : undefined;
    const held = read?.kind === 'survey' ? read.survey.held : [];
    const lines = [...made.report.lines, ...held.map((says) => ({ ...HELD, says }))];
    return { ...outcome, report: { ...made.report, lines } };
  };

  return {
    /** Puts files into the draft; the first ones make the draft. */
    put,
    /** The same, in place of all files of the draft. */
    replace: (asked: ChangeRequest, files: SurveyFiles) =>
      upload(asked, files, (kept, all) => replacingDraft(asked.survey, kept, all, byWhom(parts, asked))),
    /** Puts the files that a workbook makes into the draft. */
    async putWorkbook(asked: ChangeRequest, bytes: Uint8Array, answers: WorkbookAnswers) {
      const kept = await storage.keptSurvey(asked.survey);
      return await putMade(asked, await workbookFiles(parts, asked, kept, bytes, answers));
    },
    /** Puts the texts of a workbook into the draft. */
    async putTranslation(asked: ChangeRequest, bytes: Uint8Array) {
      const kept = await storage.keptSurvey(asked.survey);
      return await putMade(asked, await translatedFiles(parts, asked, kept, bytes));
    },
    remove: (asked: ChangeRequest, path: string) =>
      change(asked, (kept) => removingFile(kept, path, byWhom(parts, asked))),
    discard: (asked: ChangeRequest) => change(asked, discarding),
  };
}

/** Changes what is served of surveys. */
function publication(parts: PublisherParts, { change, upload }: SurveyChanges) {
  const { storage, reading, today } = parts;
  return {
    publish(asked: ChangeRequest, options: PublishingOptions) {
      const decision = async (kept: SurveyRecord): Promise<SurveyDecision> => {
        if (!kept.draft) return { kind: 'refused', code: 'draft.none' };
        const given = await readKeptSet(storage, reading('check'), kept.survey, kept.draft, false, asked);
        return await publishChecked(parts, asked, kept, given, options);
      };
      return change(asked, decision, options.isDry);
    },
    /** Publishes files at once, in one transaction; not in place of a draft that somebody else prepares. */
    publishFiles(asked: ChangeRequest, given: SurveyFiles, options: PublishingOptions) {
      const decision: Parameters<typeof upload>[2] = async (kept, listed, bytes) => {
        if (kept?.draft) return { kind: 'refused', code: 'draft.exists' };
        const drafted = replacingDraft(asked.survey, kept, listed, byWhom(parts, asked));
        const set = await reading('check')(asked, async () => [asked.survey, bytes, false]);
        const decided = await publishChecked(parts, asked, drafted.change.next, set, options);
        if (decided.kind !== 'change') return decided;
        return { kind: 'change', change: { ...decided.change, follows: kept?.version ?? null } };
      };
      return upload(asked, given, decision, options.isDry);
    },
    async takeBack(asked: ChangeRequest, isDry: boolean) {
      const outcome = await change(asked, (kept) => takingBack(kept, byWhom(parts, asked)), isDry);
      if (outcome.kind === 'done' && !isDry) await eraseTrial(storage, asked.survey, today());
      return outcome;
    },
    withdraw: (asked: ChangeRequest, isDry: boolean) =>
      change(asked, (kept) => withdrawing(kept, byWhom(parts, asked)), isDry),
  };
}

async function publishChecked(
  parts: PublisherParts,
  asked: ChangeRequest,
  kept: SurveyRecord,
  given: FileSetResult<DraftFacts>,
  { isListed, isDry }: PublishingOptions,
): Promise<SurveyDecision> {
  const { storage, now = () => new Date() } = parts;
  const checked = await checkDraft(parts, kept, given, { ...asked, isDry });
  if (checked.kind !== 'survey') return { ...checked, kind: 'refused' };
  if (!isDry) await storage.keepTextItems(checked.survey.texts);
  const { trialUntil: stated } = kept.published ?? {};
  // The first publication begins with a trial, whose end moves with the opening day as long as it lasts.
  const isTried = !kept.published || (stated !== undefined && now().getTime() < Date.parse(stated));
  const trialUntil = isTried ? trialEnd(checked.survey.opensOn, now()) : stated;
  return publishing(kept, { isListed, trialUntil }, { ...byWhom(parts, asked), cost: checked.survey.cost });
}

function byWhom({ today }: Pick<PublisherParts, 'today'>, { by }: ChangeRequest): ByWhom {
  return { by, on: today() };
}
