import { hash, randomBytes } from 'node:crypto';
import { daysAfter } from '../../wire/day.ts';
import { eraseTrial, trialEnd } from '../conduct/trial.ts';
import type { Storage } from '../storage/storage.ts';
import type { FileSet, KeptFile, KeptSurvey } from '../storage/survey-storage.ts';
import { askedTextItems } from '../stored/texts-apart.ts';
import { type Amend, createAmending } from './amending.ts';
import { checkDraft, type PublisherParts } from './check-draft.ts';
import {
  comparedWorkbooks,
  translatedFiles,
  type WorkbooksCompared,
  workbookFiles,
  writtenWorkbook,
} from './put-workbook.ts';
import { type PublishingOutcome, type SurveyAsked, surveyChanges } from './survey-changes.ts';
import {
  type ByWhom,
  discarding,
  previewing,
  publishing,
  puttingFiles,
  removingFile,
  replacingDraft,
  type SurveyDecision,
  takingBack,
  withdrawing,
} from './survey-decisions.ts';
import { type FileSetRead, readKeptSet, type SurveyFiles } from './upload/kept-files.ts';
import { UPLOAD_LIMITS } from './upload/upload-names.ts';

export interface DraftReport {
  readonly survey: string;
  /** The version of the survey, for `If-Match`. */
  readonly version: string;
  /** One for each fault; none for a draft that can be published. */
  readonly lines: readonly string[];
}

export interface PublishingOptions {
  readonly isListed: boolean;
  /** Nothing is written. */
  readonly isDry: boolean;
}

export interface Publisher {
  readonly kept: (survey: string) => Promise<KeptSurvey | undefined>;
  /** Puts files into the draft; the first ones make the draft. */
  readonly put: (asked: SurveyAsked, files: SurveyFiles) => Promise<PublishingOutcome>;
  /** The same, in place of all files of the draft. */
  readonly replace: (asked: SurveyAsked, files: SurveyFiles) => Promise<PublishingOutcome>;
  /** Puts the files that a workbook makes into the draft; `accepted` names cells of which something is lost: `survey!F12`. */
  readonly putWorkbook: (
    asked: SurveyAsked,
    bytes: Uint8Array,
    accepted: readonly string[],
  ) => Promise<PublishingOutcome>;
  /** Puts the texts of a workbook into the draft. */
  readonly putTranslation: (asked: SurveyAsked, bytes: Uint8Array) => Promise<PublishingOutcome>;
  /** Compares the workbook of one set of files with that of another one, or with a file. */
  readonly compare: (
    kept: KeptSurvey | undefined,
    before: FileSet | undefined,
    after: FileSet | Uint8Array | undefined,
  ) => Promise<WorkbooksCompared>;
  /** Writes the newest revision as a workbook; nothing where there is none. */
  readonly workbook: (set: FileSet) => Promise<Uint8Array | undefined>;
  readonly remove: (asked: SurveyAsked, path: string) => Promise<PublishingOutcome>;
  readonly discard: (asked: SurveyAsked) => Promise<PublishingOutcome>;
  /** Checks the draft as publishing it would; nothing where there is no draft. */
  readonly report: (survey: string) => Promise<DraftReport | undefined>;
  /** Makes a link that opens the draft on phones, in place of the one before. */
  readonly preview: (asked: SurveyAsked) => Promise<PublishingOutcome>;
  readonly endPreview: (asked: SurveyAsked) => Promise<PublishingOutcome>;
  /** Reads the draft that a link opens; nothing where the secret is wrong, or its link has ended. */
  readonly previewed: (secret: string) => Promise<FileSetRead | undefined>;
  readonly publish: (asked: SurveyAsked, options: PublishingOptions) => Promise<PublishingOutcome>;
  /** Publishes files at once, in one transaction; not in place of a draft that somebody else prepares. */
  readonly publishFiles: (
    asked: SurveyAsked,
    files: SurveyFiles,
    options: PublishingOptions,
  ) => Promise<PublishingOutcome>;
  readonly amend: Amend;
  /** Reads the draft of a survey as a phone would load it; nothing where there is none. */
  readonly draft: (survey: string) => Promise<FileSetRead | undefined>;
  readonly takeBack: (asked: SurveyAsked, isDry: boolean) => Promise<PublishingOutcome>;
  readonly withdraw: (asked: SurveyAsked, isDry: boolean) => Promise<PublishingOutcome>;
}

/** In bytes. */
const SECRET = 16;
/** How long a link opens a draft. */
const PREVIEW_DAYS = 7;

export function createPublisher(parts: PublisherParts): Publisher {
  const { storage, read, today, now = () => new Date() } = parts;
  const { decide, upload } = surveyChanges(parts);
  const deciding = ({ by }: SurveyAsked): ByWhom => ({ by, on: today() });
  const readDraft = (survey: string, draft: FileSet) => readKeptSet(storage, read, survey, draft, false);

  /** Puts files into a draft, unless it would be one too many of who asks. */
  const draft = (
    asked: SurveyAsked,
    files: SurveyFiles,
    decision: (kept: KeptSurvey | undefined, files: readonly KeptFile[]) => SurveyDecision,
  ): Promise<PublishingOutcome> =>
    upload(asked, files, async (kept, some) => {
      if (!kept?.draft && (await draftsOf(storage, asked.by)) >= UPLOAD_LIMITS.drafts)
        return { kind: 'refused', code: 'draft.too-many' };
      return decision(
        kept,
        some.map((one) => one.kept),
      );
    });

  async function publishChecked(
    asked: SurveyAsked,
    kept: KeptSurvey,
    given: FileSetRead,
    { isListed, isDry }: PublishingOptions,
  ): Promise<SurveyDecision> {
    const checked = await checkDraft(parts, kept, given, { isHost: asked.isHost === true, isDry });
    if (checked.kind === 'refused') return checked;
    if (!isDry) await storage.keepTextItems(askedTextItems(kept.survey, checked.survey.published));
    const { trialUntil: stated } = kept.published ?? {};
    // The first publication begins with a trial, whose end moves with the opening day as long as it lasts.
    const isTried = !kept.published || (stated !== undefined && now().getTime() < Date.parse(stated));
    const trialUntil = isTried ? trialEnd(checked.survey.published.current.opensOn, now()) : stated;
    return publishing(kept, { isListed, trialUntil }, deciding(asked));
  }

  return {
    kept: storage.keptSurvey,
    put: (asked, files) => draft(asked, files, (kept, some) => puttingFiles(asked.survey, kept, some, deciding(asked))),
    replace: (asked, files) =>
      draft(asked, files, (kept, all) => replacingDraft(asked.survey, kept, all, deciding(asked))),
    async putWorkbook(asked, bytes, accepted) {
      const made = await workbookFiles(parts, asked.survey, await storage.keptSurvey(asked.survey), bytes, accepted);
      if (made.kind === 'refused') return made;
      const put = (kept: KeptSurvey | undefined, some: readonly KeptFile[]) =>
        puttingFiles(asked.survey, kept, some, deciding(asked));
      return { ...(await draft(asked, made.files, put)), report: made.report };
    },
    async putTranslation(asked, bytes) {
      const made = await translatedFiles(parts, asked.survey, await storage.keptSurvey(asked.survey), bytes);
      if (made.kind === 'refused') return made;
      const put = (kept: KeptSurvey | undefined, some: readonly KeptFile[]) =>
        puttingFiles(asked.survey, kept, some, deciding(asked));
      return { ...(await draft(asked, made.files, put)), report: made.report };
    },
    compare: (...asked) => comparedWorkbooks(parts, ...asked),
    workbook: (set) => writtenWorkbook(parts, set),
    remove: (asked, path) =>
      decide(
        asked,
        existing((kept) => removingFile(kept, path, deciding(asked))),
      ),
    discard: (asked) => decide(asked, existing(discarding)),
    async report(survey) {
      const kept = await storage.keptSurvey(survey);
      if (!kept?.draft) return undefined;
      const options = { isHost: true, isDry: true };
      const checked = await checkDraft(parts, kept, await readDraft(survey, kept.draft), options);
      const lines = checked.kind === 'survey' ? [] : (checked.lines ?? [checked.code]);
      return { survey, version: kept.version, lines };
    },
    async preview(asked) {
      const secret = randomBytes(SECRET).toString('base64url');
      const until = daysAfter(today(), PREVIEW_DAYS);
      const link = { digest: hash('sha256', secret, 'hex'), until, by: asked.by };
      const outcome = await decide(
        asked,
        existing((kept) => previewing(kept, link)),
      );
      return outcome.kind === 'done' ? { ...outcome, link: { secret, until } } : outcome;
    },
    endPreview: (asked) =>
      decide(
        asked,
        existing((kept) => previewing(kept, undefined)),
      ),
    async previewed(secret) {
      const digest = hash('sha256', secret, 'hex');
      const kept = (await storage.keptSurveys()).find((one) => one.draft?.preview?.digest === digest);
      if (!kept?.draft?.preview || kept.draft.preview.until < today()) return undefined;
      return await readDraft(kept.survey, kept.draft);
    },
    publish(asked, options) {
      const decision = async (kept: KeptSurvey | undefined): Promise<SurveyDecision> => {
        if (!kept) return { kind: 'refused', code: 'not-found' };
        if (!kept.draft) return { kind: 'refused', code: 'draft.none' };
        return await publishChecked(asked, kept, await readDraft(kept.survey, kept.draft), options);
      };
      return decide(asked, decision, options.isDry);
    },
    publishFiles(asked, given, options) {
      const decision: Parameters<typeof upload>[2] = async (kept, files) => {
        if (kept?.draft) return { kind: 'refused', code: 'draft.exists' };
        const listed = files.map((one) => one.kept);
        const drafted = replacingDraft(asked.survey, kept, listed, deciding(asked));
        if (drafted.kind !== 'change') return drafted;
        const bytes = new Map(files.map((one) => [one.kept.path, one.bytes]));
        const set = await read(asked.survey, bytes, false);
        const decided = await publishChecked(asked, drafted.change.next, set, options);
        if (decided.kind !== 'change') return decided;
        return { kind: 'change', change: { ...decided.change, follows: kept?.version ?? null } };
      };
      return upload(asked, given, decision, options.isDry);
    },
    amend: createAmending(parts),
    async draft(survey) {
      const kept = await storage.keptSurvey(survey);
      return kept?.draft ? await readDraft(survey, kept.draft) : undefined;
    },
    async takeBack(asked, isDry) {
      const outcome = await decide(
        asked,
        existing((kept) => takingBack(kept, deciding(asked))),
        isDry,
      );
      if (outcome.kind === 'done' && !isDry) await eraseTrial(storage, asked.survey, today());
      return outcome;
    },
    withdraw: (asked, isDry) =>
      decide(
        asked,
        existing((kept) => withdrawing(kept, deciding(asked))),
        isDry,
      ),
  };
}

function existing(decision: (kept: KeptSurvey) => SurveyDecision): (kept: KeptSurvey | undefined) => SurveyDecision {
  return (kept) => (kept ? decision(kept) : { kind: 'refused', code: 'not-found' });
}

async function draftsOf(storage: Pick<Storage, 'keptSurveys'>, by: string): Promise<number> {
  return (await storage.keptSurveys()).filter((kept) => kept.draft?.by === by).length;
}

/** Ends every link to a draft that a token has made, since its holder may still have them. */
export async function endPreviewsOf(
  storage: Pick<Storage, 'keptSurveys' | 'keptSurvey' | 'changeSurvey'>,
  by: string,
): Promise<void> {
  const isTheirs = (kept: KeptSurvey | undefined) => kept?.draft?.preview?.by === by;
  for (const { survey } of (await storage.keptSurveys()).filter(isTheirs)) {
    // Somebody may be changing the draft: it is read again until the link is gone.
    for (;;) {
      const kept = await storage.keptSurvey(survey);
      const ended = kept && isTheirs(kept) ? previewing(kept, undefined) : undefined;
      if (ended?.kind !== 'change' || (await storage.changeSurvey(ended.change))) break;
    }
  }
}
