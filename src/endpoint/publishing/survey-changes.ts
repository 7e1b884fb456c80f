import type { DraftLink, RefusalReply, WorkbookFindings } from '../../wire/organiser/survey-reply.ts';
import type { RequestCode } from '../../wire/problem.ts';
import type { Storage } from '../storage/storage.ts';
import type { SurveyRecord } from '../storage/survey-storage.ts';
import type { PendingDecision } from './survey-decisions.ts';
import { type CleanFile, totalBytes } from './upload/clean-files.ts';
import type { Asker, SurveyFiles } from './upload/kept-files.ts';
import type { ReadingCalls } from './upload/reading-client.ts';
import { isSurveyId } from './upload/upload-names.ts';

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
}

export interface SurveyChangeParts {
  readonly storage: Pick<Storage, 'keptSurvey' | 'keptSurveys' | 'changeSurvey' | 'dropSurvey' | 'putFile'>;
  readonly today: () => string;
  /** Says whether so many bytes more leave enough of the disk free. */
  readonly hasSpace: (bytes: number) => Promise<boolean>;
  readonly reading: Pick<ReadingCalls, 'clean'>;
  /** The surveys of `SURVEYS_DIR`. */
  readonly isHeldByFiles: (survey: string) => boolean;
  /** Serves at once what has just changed. */
  readonly changed?: (survey: string) => Promise<void>;
}

/** How a survey in the storage is changed. */
export interface SurveyChanges {
  /** Decides on the survey as it is stored, and writes the decision unless it is `isDry`. */
  readonly decide: (
    asked: ChangeRequest,
    decision: (kept: SurveyRecord | undefined) => PendingDecision,
    isDry?: boolean,
  ) => Promise<PublishingOutcome>;
  /** The same with files, which are checked first. */
  readonly upload: (
    asked: ChangeRequest,
    files: SurveyFiles,
    decision: (kept: SurveyRecord | undefined, files: readonly CleanFile[]) => PendingDecision,
    isDry?: boolean,
  ) => Promise<PublishingOutcome>;
}

export function surveyChanges({
  storage,
  reading,
  today,
  hasSpace,
  isHeldByFiles,
  changed,
}: SurveyChangeParts): SurveyChanges {
  const decide: SurveyChanges['decide'] = async (asked, decision, isDry = false) => {
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
    if (isDry) return { kind: 'done', kept: next };
    if (!(await storage.changeSurvey(decided.change))) {
      const isAsRead = (await storage.keptSurvey(survey))?.version === kept?.version;
      return refused(isUnanswered && isAsRead ? 'survey.answered' : 'draft.changed');
    }
    if (next.published !== (kept?.published ?? null) || next.state !== (kept?.state ?? 'none')) await changed?.(survey);
    return { kind: 'done', kept: next };
  };

  return {
    decide,
    async upload(asked, files, decision, isDry = false) {
      const cleaned = await reading.clean(asked, async () => [files]);
      if (cleaned.kind !== 'files') return { ...cleaned, kind: 'refused' };
      if (!(await hasSpace(totalBytes(cleaned.files)))) return refused('disk.full');
      const decideAndStore = async (before: SurveyRecord | undefined) => {
        const decided = await decision(before, cleaned.files);
        // The bytes come first: a list never names a file that is not there.
        if (decided.kind === 'change' && !isDry)
          for (const { kept, bytes } of cleaned.files) await storage.putFile(kept.digest, bytes, today());
        return decided;
      };
      return await decide(asked, decideAndStore, isDry);
    },
  };
}

export function refused(code: RequestCode): PublishingOutcome {
  return { kind: 'refused', code };
}
