import { allowsSurvey, type SurveyLimit } from '../../wire/organiser/survey-limit.ts';
import type { DraftLink, RefusalReply, WorkbookFindings } from '../../wire/organiser/survey-reply.ts';
import type { RequestCode } from '../../wire/problem.ts';
import type { FileRecord, SurveyRecord, SurveyStorage } from '../storage/survey-storage.ts';
import type { PendingDecision } from './survey-decisions.ts';
import { bytesIn, bytesOf } from './survey-list.ts';
import type { Asker, SurveyFiles } from './upload/kept-files.ts';
import type { ReadingCalls } from './upload/reading-client.ts';
import { isSurveyId, UPLOAD_LIMITS } from './upload/upload-names.ts';

export type PublishingOutcome =
  /** `kept` is the state of the survey after the change, or after the previewed change; nothing for a deleted survey. */
  | {
      readonly kind: 'done';
      readonly kept: SurveyRecord | undefined;
      /** Says what became of the rows of a workbook. */
      readonly report?: WorkbookFindings;
      /** Where a link was made. */
      readonly link?: DraftLink;
    }
  | ({ readonly kind: 'refused'; readonly code: RequestCode } & Omit<RefusalReply, 'code'>);

/** Whom a change comes from, and which version it follows; where no version is given, the one that is stored now. */
export interface ChangeRequest extends Asker {
  readonly survey: string;
  readonly version?: string;
  /** The token is that of the host, or somebody at the host's keyboard: they alone may publish other sealing keys. */
  readonly isHost?: boolean;
  readonly limit?: SurveyLimit;
}

export interface SurveyChangeParts {
  readonly storage: SurveyStorage;
  readonly today: () => string;
  /** Says whether so many bytes more leave enough of the disk free. */
  readonly hasSpace: (bytes: number) => Promise<boolean>;
  readonly reading: ReadingCalls;
  /** The surveys of `SURVEYS_DIR`. */
  readonly isHeldByFiles: (survey: string) => boolean;
  /** Serves at once what has just changed. */
  readonly changed?: (survey: string) => Promise<void>;
  readonly limits?: Readonly<Record<keyof typeof UPLOAD_LIMITS, number>>;
}

export type SurveyChanges = ReturnType<typeof surveyChanges>;

export function surveyChanges(parts: SurveyChangeParts) {
  const { storage, reading, today, hasSpace, isHeldByFiles, changed, limits = UPLOAD_LIMITS } = parts;
  const changing = new Set<SurveyRecord>();

  /** A limited token's share is that of all surveys which it may see: another token of its limit has no second one. */
  async function fullBy({ by, limit = null }: ChangeRequest, kept: SurveyRecord | undefined, next: SurveyRecord) {
    // Two changes at once do not take the same bytes: the second counts the first, which is not stored yet.
    const pending = [...changing.add(next)];
    const size = bytesIn(next.draft, next.published);
    if (size <= bytesIn(kept?.draft, kept?.published)) return undefined;
    if (size > limits.survey) return 'survey.too-large';
    const all = new Map([...(await storage.keptSurveys()), ...pending].map((one) => [one.survey, one]));
    const surveys = [...all.values()];
    const drafts = surveys.filter(({ draft }) => draft?.by === by);
    if (next.draft && !kept?.draft && drafts.length > limits.drafts) return 'draft.too-many';
    const seen = surveys.filter(({ survey }) => allowsSurvey(limit, survey));
    if (limit && bytesOf(seen) > limits.token) return 'token.full';
    return bytesOf(surveys) > limits.site ? 'site.full' : undefined;
  }

  /** Decides on the survey as it is stored, and writes the decision unless it is `isDry`. Files are stored before a list names them. */
  async function decide(
    asked: ChangeRequest,
    decision: (kept: SurveyRecord | undefined) => PendingDecision,
    isDry = false,
    store = async () => {},
  ): Promise<PublishingOutcome> {
    const { survey, version } = asked;
    if (!isSurveyId(survey)) return refused('survey.name');
    if (isHeldByFiles(survey)) return refused('survey.held-by-files');
    const kept = await storage.keptSurvey(survey);
    if (version !== undefined && kept?.version !== version) return refused('draft.changed');
    const decided = await decision(kept);
    if (decided.kind === 'refused') return decided;
    if (decided.kind === 'drop') {
      if (!isDry && !(await storage.dropSurvey(survey, decided.version))) return refused('draft.changed');
      return { kind: 'done', kept: undefined };
    }
    const { next, isUnanswered } = decided.change;
    if (!kept && !(await storage.claimAddress(survey, survey, null, isDry))) return refused('survey.exists');
    try {
      const full = await fullBy(asked, kept, next);
      if (full) return refused(full);
      if (isDry) return { kind: 'done', kept: next };
      await store();
      if (!(await storage.changeSurvey(decided.change))) {
        const isAsRead = (await storage.keptSurvey(survey))?.version === kept?.version;
        return refused(isUnanswered && isAsRead ? 'survey.answered' : 'draft.changed');
      }
    } finally {
      changing.delete(next);
    }
    if (next.published !== (kept?.published ?? null) || next.state !== (kept?.state ?? 'none')) await changed?.(survey);
    return { kind: 'done', kept: next };
  }

  return {
    /** Decides only on a survey that is stored. */
    change: (asked: ChangeRequest, decision: (kept: SurveyRecord) => PendingDecision, isDry = false) =>
      decide(asked, (kept) => (kept ? decision(kept) : { kind: 'refused', code: 'not-found' }), isDry),
    /** Decides on files, which are checked first. */
    async upload(
      asked: ChangeRequest,
      given: SurveyFiles,
      decision: (kept: SurveyRecord | undefined, files: readonly FileRecord[], bytes: SurveyFiles) => PendingDecision,
      isDry = false,
    ): Promise<PublishingOutcome> {
      const cleaned = await reading('clean')(asked, async () => [given]);
      if (cleaned.kind !== 'files') return { ...cleaned, kind: 'refused' };
      const files = cleaned.files.map(({ kept }) => kept);
      if (!(await hasSpace(bytesIn({ files })))) return refused('disk.full');
      const byPath = new Map(cleaned.files.map(({ kept, bytes }) => [kept.path, bytes]));
      const store = async () => {
        for (const { kept, bytes } of cleaned.files) await storage.putFile(kept.digest, bytes, today());
      };
      return await decide(asked, (before) => decision(before, files, byPath), isDry, store);
    },
  };
}

export function refused(code: RequestCode): PublishingOutcome {
  return { kind: 'refused', code };
}
