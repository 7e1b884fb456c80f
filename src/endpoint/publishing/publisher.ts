import type { DraftReport } from '../../wire/organiser/survey-reply.ts';
import { eraseTrial, trialEnd } from '../lifecycle/trial.ts';
import { heldIn } from '../results/held-changes.ts';
import type { Storage } from '../storage/storage.ts';
import type { FileRecord, FileSet, SurveyRecord } from '../storage/survey-storage.ts';
import { askedTextItems } from '../stored/texts-apart.ts';
import { type Amend, createAmending } from './amending.ts';
import { checkDraft, type PublisherParts } from './check-draft.ts';
import { draftLinks } from './draft-links.ts';
import { translatedFiles, type WorkbookFiles, workbookFiles, writtenWorkbook } from './put-workbook.ts';
import { type ChangeRequest, type PublishingOutcome, type SurveyChanges, surveyChanges } from './survey-changes.ts';
import {
  type ByWhom,
  discarding,
  existing,
  publishing,
  puttingFiles,
  removingFile,
  replacingDraft,
  type SurveyDecision,
  takingBack,
  withdrawing,
} from './survey-decisions.ts';
import { surveyKeys } from './survey-keys.ts';
import {
  type Asker,
  type FileSetResult,
  type LateReading,
  readKeptSet,
  type SurveyFiles,
} from './upload/kept-files.ts';
import type { ReadingCalls } from './upload/reading-client.ts';
import { UPLOAD_LIMITS } from './upload/upload-names.ts';

interface PublishingOptions {
  readonly isListed: boolean;
  /** Nothing is written. */
  readonly isDry: boolean;
}

export interface Publisher extends ReturnType<typeof draftLinks>, ReturnType<typeof surveyKeys> {
  readonly kept: (survey: string) => Promise<SurveyRecord | undefined>;
  /** Puts files into the draft; the first ones make the draft. */
  readonly put: (asked: ChangeRequest, files: SurveyFiles) => Promise<PublishingOutcome>;
  /** The same, in place of all files of the draft. */
  readonly replace: (asked: ChangeRequest, files: SurveyFiles) => Promise<PublishingOutcome>;
  /** Puts the files that a workbook makes into the draft; `accepted` names cells of which something is lost: `survey!F12`. */
  readonly putWorkbook: (
    asked: ChangeRequest,
    bytes: Uint8Array,
    accepted: readonly string[],
  ) => Promise<PublishingOutcome>;
  /** Puts the texts of a workbook into the draft. */
  readonly putTranslation: (asked: ChangeRequest, bytes: Uint8Array) => Promise<PublishingOutcome>;
  /** Writes the newest revision as a workbook; nothing where there is none. */
  readonly workbook: (set: FileSet, asker: Asker) => ReturnType<ReadingCalls['write']>;
  readonly text: ReadingCalls['text'];
  readonly remove: (asked: ChangeRequest, path: string) => Promise<PublishingOutcome>;
  readonly discard: (asked: ChangeRequest) => Promise<PublishingOutcome>;
  /** Checks the draft as publishing it would; nothing where there is no draft. */
  readonly report: (survey: string, asker: Asker) => Promise<DraftReport | LateReading | undefined>;
  readonly publish: (asked: ChangeRequest, options: PublishingOptions) => Promise<PublishingOutcome>;
  /** Publishes files at once, in one transaction; not in place of a draft that somebody else prepares. */
  readonly publishFiles: (
    asked: ChangeRequest,
    files: SurveyFiles,
    options: PublishingOptions,
  ) => Promise<PublishingOutcome>;
  readonly amend: Amend;
  /** Reads the draft of a survey as a phone would load it; nothing where there is none. */
  readonly draft: (survey: string, asker: Asker) => Promise<FileSetResult | undefined>;
  readonly takeBack: (asked: ChangeRequest, isDry: boolean) => Promise<PublishingOutcome>;
  readonly withdraw: (asked: ChangeRequest, isDry: boolean) => Promise<PublishingOutcome>;
}

export function createPublisher(parts: PublisherParts): Publisher {
  const { storage } = parts;
  const changes = surveyChanges(parts);
  const amend = createAmending(parts);
  return {
    kept: storage.keptSurvey,
    text: parts.reading.text,
    workbook: (set, asker) => writtenWorkbook(parts, set, asker),
    draft: (survey, asker) => readDraft(parts, survey, asker),
    async report(survey, asker) {
      const kept = await storage.keptSurvey(survey);
      const read = await readDraft(parts, survey, asker);
      if (!kept || !read) return undefined;
      const checked = await checkDraft(parts, kept, read, { ...asker, isHost: true, isDry: true });
      if (checked.kind === 'late') return checked;
      const lines = checked.kind === 'survey' ? [] : (checked.lines ?? [checked.code]);
      return { survey, version: kept.version, lines, held: await heldIn(storage, checked) };
    },
    ...draftFiling(parts, changes),
    ...draftLinks(parts, changes),
    ...publication(parts, changes),
    ...surveyKeys(parts, amend),
    amend,
  };
}

async function readDraft(
  { storage, reading }: PublisherParts,
  survey: string,
  asker: Asker,
): Promise<FileSetResult | undefined> {
  const kept = await storage.keptSurvey(survey);
  return kept?.draft ? await readKeptSet(storage, reading.read, survey, kept.draft, false, asker) : undefined;
}

/** A line of a workbook's report that is about the publications. */
const HELD = { sheet: 'survey', cell: 'A1', verdict: 'otherwise', text: '', code: 'publication.held' } as const;

type Refused = Extract<PublishingOutcome, { kind: 'refused' }>;
type DraftFiling = Pick<Publisher, 'put' | 'replace' | 'putWorkbook' | 'putTranslation' | 'remove' | 'discard'>;

/** Changes the files of drafts. */
function draftFiling(parts: PublisherParts, { decide, upload }: SurveyChanges): DraftFiling {
  const { storage } = parts;

  /** Puts files into a draft, unless it would be one too many of who asks. */
  const draft = (
    asked: ChangeRequest,
    files: SurveyFiles,
    decision: (kept: SurveyRecord | undefined, files: readonly FileRecord[]) => SurveyDecision,
  ): Promise<PublishingOutcome> =>
    upload(asked, files, async (kept, some) => {
      if (!kept?.draft && (await draftsOf(storage, asked.by)) >= UPLOAD_LIMITS.drafts)
        return { kind: 'refused', code: 'draft.too-many' };
      return decision(
        kept,
        some.map((one) => one.kept),
      );
    });

  const put: DraftFiling['put'] = (asked, files) =>
    draft(asked, files, (kept, some) => puttingFiles(asked.survey, kept, some, byWhom(parts, asked)));
  const putMade = async (asked: ChangeRequest, made: WorkbookFiles | Refused): Promise<PublishingOutcome> => {
    if (made.kind === 'refused') return made;
    const outcome = await put(asked, made.files);
    const held = await heldIn(storage, await readDraft(parts, asked.survey, asked));
    const lines = [...made.report.lines, ...held.map((says) => ({ ...HELD, says }))];
    return { ...outcome, report: { ...made.report, lines } };
  };

  return {
    put,
    replace: (asked, files) =>
      draft(asked, files, (kept, all) => replacingDraft(asked.survey, kept, all, byWhom(parts, asked))),
    async putWorkbook(asked, bytes, accepted) {
      const kept = await storage.keptSurvey(asked.survey);
      return await putMade(asked, await workbookFiles(parts, asked, kept, bytes, accepted));
    },
    async putTranslation(asked, bytes) {
      const kept = await storage.keptSurvey(asked.survey);
      return await putMade(asked, await translatedFiles(parts, asked, kept, bytes));
    },
    remove(asked, path) {
      const decision = existing((kept) => removingFile(kept, path, byWhom(parts, asked)));
      return decide(asked, decision);
    },
    discard: (asked) => decide(asked, existing(discarding)),
  };
}

type Publication = Pick<Publisher, 'publish' | 'publishFiles' | 'takeBack' | 'withdraw'>;

/** Changes what is served of surveys. */
function publication(parts: PublisherParts, { decide, upload }: SurveyChanges): Publication {
  const { storage, reading, today } = parts;
  return {
    publish(asked, options) {
      const decision = existing(async (kept) => {
        if (!kept.draft) return { kind: 'refused', code: 'draft.none' };
        const given = await readKeptSet(storage, reading.read, kept.survey, kept.draft, false, asked);
        return await publishChecked(parts, asked, kept, given, options);
      });
      return decide(asked, decision, options.isDry);
    },
    publishFiles(asked, given, options) {
      const decision: Parameters<typeof upload>[2] = async (kept, files) => {
        if (kept?.draft) return { kind: 'refused', code: 'draft.exists' };
        const listed = files.map((one) => one.kept);
        const drafted = replacingDraft(asked.survey, kept, listed, byWhom(parts, asked));
        if (drafted.kind !== 'change') return drafted;
        const bytes = new Map(files.map((one) => [one.kept.path, one.bytes]));
        const set = await reading.read(asked, async () => [asked.survey, bytes, false]);
        const decided = await publishChecked(parts, asked, drafted.change.next, set, options);
        if (decided.kind !== 'change') return decided;
        return { kind: 'change', change: { ...decided.change, follows: kept?.version ?? null } };
      };
      return upload(asked, given, decision, options.isDry);
    },
    async takeBack(asked, isDry) {
      const decision = existing((kept) => takingBack(kept, byWhom(parts, asked)));
      const outcome = await decide(asked, decision, isDry);
      if (outcome.kind === 'done' && !isDry) await eraseTrial(storage, asked.survey, today());
      return outcome;
    },
    withdraw(asked, isDry) {
      const decision = existing((kept) => withdrawing(kept, byWhom(parts, asked)));
      return decide(asked, decision, isDry);
    },
  };
}

async function publishChecked(
  parts: PublisherParts,
  asked: ChangeRequest,
  kept: SurveyRecord,
  given: FileSetResult,
  { isListed, isDry }: PublishingOptions,
): Promise<SurveyDecision> {
  const { storage, now = () => new Date() } = parts;
  const checked = await checkDraft(parts, kept, given, { ...asked, isDry });
  if (checked.kind !== 'survey') return { ...checked, kind: 'refused' };
  if (!isDry) await storage.keepTextItems(askedTextItems(kept.survey, checked.survey.published));
  const { trialUntil: stated } = kept.published ?? {};
  // The first publication begins with a trial, whose end moves with the opening day as long as it lasts.
  const isTried = !kept.published || (stated !== undefined && now().getTime() < Date.parse(stated));
  const trialUntil = isTried ? trialEnd(checked.survey.published.current.opensOn, now()) : stated;
  return publishing(kept, { isListed, trialUntil }, byWhom(parts, asked));
}

function byWhom({ today }: Pick<PublisherParts, 'today'>, { by }: ChangeRequest): ByWhom {
  return { by, on: today() };
}

async function draftsOf(storage: Pick<Storage, 'keptSurveys'>, by: string): Promise<number> {
  return (await storage.keptSurveys()).filter((kept) => kept.draft?.by === by).length;
}
