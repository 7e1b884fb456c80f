import type { Surveys } from '../../authoring/published-surveys.ts';
import { identityOf } from '../../edition/survey-manifest.ts';
import type { RequestCode } from '../../wire/problem.ts';
import type { KeySettings } from '../sealed/key-file.ts';
import { keysForSurvey } from '../sealed/opener.ts';
import { isUnchanged, type PublishedRevision, type Storage } from '../storage/storage.ts';
import type { SurveyRecord } from '../storage/survey-storage.ts';
import { claimNames } from './short-addresses.ts';
import type { ChangeRequest, SurveyChangeParts } from './survey-changes.ts';
import { bytesIn } from './survey-list.ts';
import type { DraftFacts } from './upload/draft-readings.ts';
import { faultLines } from './upload/fault-lines.ts';
import { type FileSetResult, type LateReading, readKeptSet } from './upload/kept-files.ts';
import type { ReadingCalls } from './upload/reading-client.ts';
import { UPLOAD_LIMITS } from './upload/upload-names.ts';

export interface PublisherParts extends SurveyChangeParts {
  readonly storage: Storage;
  readonly reading: ReadingCalls;
  /** Tells where the private keys are, which open the responses of shared tablets. */
  readonly settings: KeySettings;
  readonly lists?: ReadonlyMap<string, string>;
  /** Every survey that is published here. */
  readonly surveys: () => Promise<Surveys>;
  readonly now?: () => Date;
}

type CheckedDraft =
  | LateReading
  | { readonly kind: 'survey'; readonly survey: DraftFacts }
  | { readonly kind: 'refused'; readonly code: RequestCode; readonly lines?: readonly string[] };

/** Looks for what keeps a draft from being published in place of what is published now. */
export async function checkDraft(
  { storage, reading, settings, surveys, today, limits = UPLOAD_LIMITS }: PublisherParts,
  { survey, published, draft }: SurveyRecord,
  read: FileSetResult<DraftFacts>,
  { isDry, ...asked }: Pick<ChangeRequest, 'by' | 'gone' | 'isHost'> & { readonly isDry: boolean },
): Promise<CheckedDraft> {
  if (read.kind === 'late') return read;
  if (read.kind === 'faulty') return { kind: 'refused', code: 'draft.faulty', lines: faultLines(read.faults) };
  // A draft of before there was a limit; what is published already may be as large as it is.
  if (bytesIn(draft) > Math.max(limits.survey, bytesIn(published)))
    return { kind: 'refused', code: 'survey.too-large' };
  const before = published && (await readKeptSet(storage, reading('check'), survey, published, true, asked));
  if (before?.kind === 'late') return before;
  const known = before?.kind === 'survey' ? before.survey : undefined;
  const { revisions, identity } = read.survey;
  if (read.survey.unwritten > 0) return { kind: 'refused', code: 'draft.unwritten' };
  const sealing = sealingOf(read.survey);
  const isAsBefore = (one: PublishedRevision) =>
    revisions.some((now) => now.revision === one.revision && isUnchanged(now, one.digest));
  const changed = known?.revisions.filter((one) => !isAsBefore(one)) ?? [];
  if (changed.length > 0) return changedRefusal(changed);
  if (sealing !== undefined && sealing !== (known && sealingOf(known)) && !asked.isHost)
    return { kind: 'refused', code: 'sealing.host-only' };
  // With the identity of another survey, a page would take over the application of that one.
  const isOthers = async () =>
    [...(await surveys()).values()].some((one) => one.current.id !== survey && identityOf(one) === identity);
  const isGiven = asked.isHost || known?.identity === identity;
  if (identity !== `/?s=${survey}` && (!isGiven || (await isOthers())))
    return { kind: 'refused', code: 'draft.faulty', lines: faultLines([NOT_OWN]) };
  if (!(await keysForSurvey(settings, read.survey, today()))) return { kind: 'refused', code: 'sealing.unproven' };
  // What was answered under another list of files, or in `SURVEYS_DIR`, counts too.
  const answered = await (isDry ? storage.changedRevisions(revisions) : storage.keepRevisions(revisions));
  if (answered.length > 0) return changedRefusal(answered);
  const code = await claimNames(storage, survey, read.survey.notice?.short, isDry);
  return code ? { kind: 'refused', code } : { kind: 'survey', survey: read.survey };
}

/** An application that was installed under an earlier address keeps its identity, which only the host knows to be right. */
const NOT_OWN = {
  file: 'presentation.json',
  path: 'app.identity',
  reason: 'leave it out: only the host gives one, and none that another survey has',
};

function changedRefusal(revisions: readonly PublishedRevision[]): CheckedDraft {
  const lines = revisions.map(
    ({ revision }) =>
      `revision.changed ${revision}.json: (file): it was published otherwise, or with another list of areas: put it back as it was, and write what changes as the next revision`,
  );
  return { kind: 'refused', code: 'revision.changed', lines };
}

function sealingOf({ notice }: DraftFacts): string | undefined {
  const { sealing } = notice ?? {};
  return sealing && JSON.stringify(sealing);
}
