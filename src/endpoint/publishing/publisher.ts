import { hash, randomBytes } from 'node:crypto';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { daysAfter } from '../../wire/day.ts';
import type { RequestCode } from '../../wire/problem.ts';
import type { PublishedRevision, Storage } from '../storage/storage.ts';
import type { FileSet, KeptFile, KeptSurvey } from '../storage/survey-storage.ts';
import { askedTextItems } from '../stored/texts-apart.ts';
import { revisionsIn } from '../unchanged-revisions.ts';
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
import { faultLines } from './upload/fault-lines.ts';
import {
  type FileSetRead,
  type ReadFileSet,
  type ReadUpload,
  readKeptSet,
  type SurveyFiles,
} from './upload/kept-files.ts';
import { cleanPng } from './upload/png-chunks.ts';
import { isSurveyId, isUploadName, UPLOAD_LIMITS } from './upload/upload-names.ts';

export type PublishingOutcome =
  /** `kept` is how the survey stands afterwards, or would stand; nothing for one that is gone. */
  | {
      readonly kind: 'done';
      readonly kept: KeptSurvey | undefined;
      /** Where a link was made: its secret, in base64url, and the last day on which it opens the draft. */
      readonly link?: { readonly secret: string; readonly until: string };
    }
  | { readonly kind: 'refused'; readonly code: RequestCode; readonly lines?: readonly string[] };

/** Whom a change comes from, and which version it follows; where no version is given, the one that is stored now. */
export interface SurveyAsked {
  readonly survey: string;
  readonly by: string;
  readonly version?: string;
  /** The token is that of the host, or somebody at the host's keyboard: they alone may publish other sealing keys. */
  readonly isHost?: boolean;
}

export interface DraftReport {
  readonly survey: string;
  /** The version of the survey, for `If-Match`. */
  readonly version: string;
  /** One for each fault; none for a draft that can be published. */
  readonly lines: readonly string[];
}

export interface Publisher {
  readonly kept: (survey: string) => Promise<KeptSurvey | undefined>;
  /** Puts files into the draft; the first ones make the draft. */
  readonly put: (asked: SurveyAsked, files: SurveyFiles) => Promise<PublishingOutcome>;
  /** The same, in place of all files of the draft. */
  readonly replace: (asked: SurveyAsked, files: SurveyFiles) => Promise<PublishingOutcome>;
  readonly remove: (asked: SurveyAsked, path: string) => Promise<PublishingOutcome>;
  readonly discard: (asked: SurveyAsked) => Promise<PublishingOutcome>;
  /** Checks the draft as publishing it would; nothing where there is no draft. */
  readonly report: (survey: string) => Promise<DraftReport | undefined>;
  /** Makes a link that opens the draft on phones, in place of the one before. */
  readonly preview: (asked: SurveyAsked) => Promise<PublishingOutcome>;
  readonly endPreview: (asked: SurveyAsked) => Promise<PublishingOutcome>;
  /** Reads the draft that a link opens; nothing where the secret is wrong, or its link has ended. */
  readonly previewed: (secret: string) => Promise<FileSetRead | undefined>;
  readonly publish: (
    asked: SurveyAsked,
    options: { readonly isListed: boolean; readonly isDry: boolean },
  ) => Promise<PublishingOutcome>;
  /** Publishes files at once, in one transaction; not in place of a draft that somebody else prepares. */
  readonly publishFiles: (
    asked: SurveyAsked,
    files: SurveyFiles,
    options: { readonly isListed: boolean; readonly isDry: boolean },
  ) => Promise<PublishingOutcome>;
  readonly takeBack: (asked: SurveyAsked, isDry: boolean) => Promise<PublishingOutcome>;
  readonly withdraw: (asked: SurveyAsked, isDry: boolean) => Promise<PublishingOutcome>;
}

export interface PublisherParts {
  readonly storage: Storage;
  readonly read: ReadUpload;
  readonly today: () => string;
  /** Says whether so many bytes more leave enough of the disk free. */
  readonly hasSpace: (bytes: number) => Promise<boolean>;
  /** The surveys of `SURVEYS_DIR`. */
  readonly isHeldByFiles: (survey: string) => boolean;
  /** Says whether the keys that its tablets seal to open here. */
  readonly opensSealed: (published: PublishedSurvey) => Promise<boolean>;
  /** Serves at once what has just changed. */
  readonly changed?: () => Promise<void>;
}

/** In bytes. */
const SECRET = 16;
/** How long a link opens a draft. */
const PREVIEW_DAYS = 7;

const refused = (code: RequestCode, lines?: readonly string[]): PublishingOutcome => ({
  kind: 'refused',
  code,
  ...(lines && { lines }),
});

export function createPublisher(parts: PublisherParts): Publisher {
  const { storage, today, isHeldByFiles, hasSpace } = parts;
  const deciding = ({ by }: SurveyAsked): ByWhom => ({ by, on: today() });

  /** Decides on the survey as it is stored, and writes the decision unless it is `isDry`. */
  async function decide(
    asked: SurveyAsked,
    decision: (kept: KeptSurvey | undefined) => Promise<SurveyDecision> | SurveyDecision,
    isDry = false,
  ): Promise<PublishingOutcome> {
    const { survey, version } = asked;
    if (!isSurveyId(survey)) return refused('survey.name');
    if (isHeldByFiles(survey)) return refused('survey.held-by-files');
    const kept = await storage.keptSurvey(survey);
    if (version !== undefined && kept?.version !== version) return refused('draft.changed');
    const decided = await decision(kept);
    if (decided.kind === 'refused') return refused(decided.code, decided.lines);
    if (decided.kind === 'drop') {
      if (!isDry && !(await storage.dropSurvey(survey, decided.version))) return refused('draft.changed');
      return { kind: 'done', kept: undefined };
    }
    const { next, isUnanswered } = decided.change;
    if (!isDry && !(await storage.changeSurvey(decided.change)))
      return refused(
        isUnanswered && (await storage.keptSurvey(survey))?.version === kept?.version
          ? 'survey.answered'
          : 'draft.changed',
      );
    if (!isDry && (next.published !== (kept?.published ?? null) || next.state !== (kept?.state ?? 'none')))
      await parts.changed?.();
    return { kind: 'done', kept: next };
  }

  const existing = (kept: KeptSurvey | undefined, decision: (kept: KeptSurvey) => SurveyDecision): SurveyDecision =>
    kept ? decision(kept) : { kind: 'refused', code: 'not-found' };

  async function upload(
    asked: SurveyAsked,
    files: SurveyFiles,
    decision: (kept: KeptSurvey | undefined, files: readonly KeptFile[]) => SurveyDecision,
  ): Promise<PublishingOutcome> {
    if (!isSurveyId(asked.survey)) return refused('survey.name');
    if (isHeldByFiles(asked.survey)) return refused('survey.held-by-files');
    const cleaned = await cleanFiles(files);
    if (cleaned.kind === 'refused') return cleaned;
    if (!(await hasSpace(sizeOf(cleaned.files)))) return refused('disk.full');
    return await decide(asked, async (kept) => {
      if (!kept?.draft && (await draftsOf(storage, asked.by)) >= UPLOAD_LIMITS.drafts)
        return { kind: 'refused', code: 'draft.too-many' };
      const decided = decision(
        kept,
        cleaned.files.map((one) => one.kept),
      );
      if (decided.kind === 'change') await putAll(cleaned.files);
      return decided;
    });
  }

  const readDraft = (survey: string, draft: FileSet) => readKeptSet(storage, parts.read, survey, draft, false);

  /** Returns the faults that keep a draft from being published. */
  async function faultsOf({ survey, published }: KeptSurvey, read: FileSetRead, isHost: boolean): Promise<Checked> {
    if (read.kind === 'faulty') return { kind: 'refused', code: 'draft.faulty', lines: faultLines(read.faults) };
    const revisions = digestsOf(read.survey);
    const before = published && (await readKeptSet(storage, parts.read, survey, published, true));
    const lost = before?.kind === 'survey' ? changedSince(digestsOf(before.survey), revisions) : [];
    // What was answered under another list of files, or in `SURVEYS_DIR`, counts too.
    const other = lost.length > 0 ? lost : await storage.keepRevisions(revisions);
    if (other.length > 0) return { kind: 'refused', code: 'revision.changed', lines: other.map(changedLine) };
    const known = before?.kind === 'survey' ? sealingOf(before.survey) : undefined;
    const hasOtherKeys = sealingOf(read.survey) !== undefined && sealingOf(read.survey) !== known;
    if (hasOtherKeys && !isHost) return { kind: 'refused', code: 'sealing.host-only' };
    if (!(await parts.opensSealed(read.survey.published))) return { kind: 'refused', code: 'sealing.unproven' };
    return { kind: 'survey', survey: read.survey };
  }

  async function publishChecked(
    asked: SurveyAsked,
    kept: KeptSurvey,
    read: FileSetRead,
    { isListed, isDry }: { readonly isListed: boolean; readonly isDry: boolean },
  ): Promise<SurveyDecision> {
    const checked = await faultsOf(kept, read, asked.isHost === true);
    if (checked.kind === 'refused') return checked;
    if (!isDry) await storage.keepTextItems(askedTextItems(kept.survey, checked.survey.published));
    return publishing(kept, isListed, deciding(asked));
  }

  /** The bytes come first: a list never names a file that is not there. */
  async function putAll(files: readonly CleanFile[]): Promise<void> {
    for (const { kept, bytes } of files) await storage.putFile(kept.digest, bytes, today());
  }

  return {
    kept: storage.keptSurvey,
    put: (asked, files) =>
      upload(asked, files, (kept, some) => puttingFiles(asked.survey, kept, some, deciding(asked))),
    replace: (asked, files) =>
      upload(asked, files, (kept, all) => replacingDraft(asked.survey, kept, all, deciding(asked))),
    remove: (asked, path) => decide(asked, (kept) => existing(kept, (one) => removingFile(one, path, deciding(asked)))),
    discard: (asked) => decide(asked, (kept) => existing(kept, discarding)),
    async report(survey) {
      const kept = await storage.keptSurvey(survey);
      if (!kept?.draft) return undefined;
      const checked = await faultsOf(kept, await readDraft(kept.survey, kept.draft), true);
      const lines = checked.kind === 'survey' ? [] : (checked.lines ?? [checked.code]);
      return { survey, version: kept.version, lines };
    },
    async preview(asked) {
      const secret = randomBytes(SECRET).toString('base64url');
      const until = daysAfter(today(), PREVIEW_DAYS);
      const link = { digest: hash('sha256', secret, 'hex'), until };
      const outcome = await decide(asked, (kept) => existing(kept, (one) => previewing(one, link)));
      return outcome.kind === 'done' ? { ...outcome, link: { secret, until } } : outcome;
    },
    endPreview: (asked) => decide(asked, (kept) => existing(kept, (one) => previewing(one, undefined))),
    async previewed(secret) {
      const digest = hash('sha256', secret, 'hex');
      const kept = (await storage.keptSurveys()).find(({ draft }) => draft?.preview?.digest === digest);
      if (!kept?.draft?.preview || kept.draft.preview.until < today()) return undefined;
      return await readDraft(kept.survey, kept.draft);
    },
    publish: (asked, options) =>
      decide(
        asked,
        async (kept) => {
          if (!kept) return { kind: 'refused', code: 'not-found' };
          if (!kept.draft) return { kind: 'refused', code: 'draft.none' };
          return await publishChecked(asked, kept, await readDraft(kept.survey, kept.draft), options);
        },
        options.isDry,
      ),
    async publishFiles(asked, given, options) {
      const cleaned = await cleanFiles(given);
      if (cleaned.kind === 'refused') return cleaned;
      if (!(await hasSpace(sizeOf(cleaned.files)))) return refused('disk.full');
      const files = new Map(cleaned.files.map(({ kept: { path }, bytes }) => [path, bytes]));
      const prepare = async (kept: KeptSurvey | undefined): Promise<SurveyDecision> => {
        if (kept?.draft) return { kind: 'refused', code: 'draft.exists' };
        const listed = cleaned.files.map((one) => one.kept);
        const drafted = replacingDraft(asked.survey, kept, listed, deciding(asked));
        if (drafted.kind !== 'change') return drafted;
        const read = await parts.read(asked.survey, files, false);
        const decided = await publishChecked(asked, drafted.change.next, read, options);
        if (decided.kind !== 'change') return decided;
        if (!options.isDry) await putAll(cleaned.files);
        return { kind: 'change', change: { ...decided.change, follows: kept?.version ?? null } };
      };
      return await decide(asked, prepare, options.isDry);
    },
    takeBack: (asked, isDry) =>
      decide(asked, (kept) => existing(kept, (one) => takingBack(one, deciding(asked))), isDry),
    withdraw: (asked, isDry) =>
      decide(asked, (kept) => existing(kept, (one) => withdrawing(one, deciding(asked))), isDry),
  };
}

type Checked =
  | { readonly kind: 'survey'; readonly survey: ReadFileSet }
  | { readonly kind: 'refused'; readonly code: RequestCode; readonly lines?: readonly string[] };

interface CleanFile {
  readonly kept: KeptFile;
  readonly bytes: Uint8Array;
}

type CleanFiles =
  | { readonly kind: 'files'; readonly files: readonly CleanFile[] }
  | Extract<PublishingOutcome, { readonly kind: 'refused' }>;

/** Looks at names and sizes, and encodes pictures again. */
async function cleanFiles(files: SurveyFiles): Promise<CleanFiles> {
  const clean: CleanFile[] = [];
  for (const [path, given] of files) {
    if (!isUploadName(path)) return { kind: 'refused', code: 'file.name' };
    if (given.length > UPLOAD_LIMITS.file) return { kind: 'refused', code: 'body.too-large' };
    const read = path.endsWith('.png') ? await cleanPng(given) : undefined;
    if (read?.kind === 'faulty')
      return {
        kind: 'refused',
        code: 'picture.unreadable',
        lines: faultLines([{ file: path, path: '(file)', reason: read.reason }]),
      };
    const bytes = read?.bytes ?? given;
    clean.push({ kept: { path, digest: hash('sha256', bytes, 'hex'), bytes: bytes.length }, bytes });
  }
  return { kind: 'files', files: clean };
}

function sizeOf(files: readonly CleanFile[]): number {
  return files.reduce((sum, { kept }) => sum + kept.bytes, 0);
}

async function draftsOf(storage: Pick<Storage, 'keptSurveys'>, by: string): Promise<number> {
  return (await storage.keptSurveys()).filter(({ draft }) => draft?.by === by).length;
}

function digestsOf({ published, folder }: ReadFileSet): readonly PublishedRevision[] {
  return revisionsIn({ surveys: new Map([[published.current.id, published]]), folder });
}

/** Returns the revisions of before that are not there any more, or are asked otherwise. */
function changedSince(
  before: readonly PublishedRevision[],
  now: readonly PublishedRevision[],
): readonly PublishedRevision[] {
  return before.filter(({ revision, digest }) => now.find((one) => one.revision === revision)?.digest !== digest);
}

function sealingOf({ published }: ReadFileSet): string | undefined {
  const { sealing } = published.current.notice ?? {};
  return sealing && JSON.stringify(sealing);
}

function changedLine({ revision }: PublishedRevision): string {
  return `revision.changed ${revision}.json: (file): it was published otherwise, or with another list of areas: put it back as it was, and write what changes as the next revision`;
}
