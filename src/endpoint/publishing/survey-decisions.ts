import { randomUUID } from 'node:crypto';
import type { RequestCode } from '../../wire/problem.ts';
import type { DraftFiles, FileRecord, PreviewLink, SurveyChange, SurveyRecord } from '../storage/survey-storage.ts';

/** A change to be written, or the code of why there is none. */
export type SurveyDecision =
  | { readonly kind: 'change'; readonly change: SurveyChange }
  /** Nothing is left of it: it was never published. */
  | { readonly kind: 'drop'; readonly version: string }
  | { readonly kind: 'refused'; readonly code: RequestCode; readonly lines?: readonly string[] };

/** The token that decides, and the day. */
export interface ByWhom {
  readonly by: string;
  readonly on: string;
}

export type PendingDecision = SurveyDecision | Promise<SurveyDecision>;

/** Puts files into the draft, which begins as a copy of what is published. */
export function puttingFiles(
  survey: string,
  kept: SurveyRecord | undefined,
  files: readonly FileRecord[],
  deciding: ByWhom,
): SurveyDecision {
  const names = new Set(files.map(({ path }) => path));
  return replacingDraft(survey, kept, [...draftFiles(kept).filter(({ path }) => !names.has(path)), ...files], deciding);
}

export function removingFile(kept: SurveyRecord, path: string, deciding: ByWhom): SurveyDecision {
  const files = draftFiles(kept);
  const others = files.filter((file) => file.path !== path);
  if (others.length === files.length) return { kind: 'refused', code: 'not-found' };
  return replacingDraft(kept.survey, kept, others, deciding);
}

export function discarding(kept: SurveyRecord): SurveyDecision {
  if (!kept.draft) return { kind: 'refused', code: 'draft.none' };
  return kept.published ? changed(kept, { draft: null }) : { kind: 'drop', version: kept.version };
}

/** The draft becomes what is served. A survey that was withdrawn is open again. */
export function publishing(
  kept: SurveyRecord,
  { isListed, trialUntil }: { readonly isListed: boolean; readonly trialUntil: string | undefined },
  { by, on, cost }: ByWhom & { readonly cost?: number | undefined },
): SurveyDecision {
  if (!kept.draft) return { kind: 'refused', code: 'draft.none' };
  const published = { files: kept.draft.files, by, on, ...(trialUntil !== undefined && { trialUntil }), cost };
  return changed(kept, { state: 'published', isListed, withdrawnOn: null, published, draft: null });
}

/** Makes a draft again of what is published, as long as no response is stored. */
export function takingBack(kept: SurveyRecord, { by, on }: ByWhom): SurveyDecision {
  if (!kept.published || kept.state !== 'published') return { kind: 'refused', code: 'survey.not-published' };
  const draft = kept.draft ?? { files: kept.published.files, by, on };
  return changed(kept, { state: 'none', isListed: false, published: null, draft }, true);
}

/** A link opens the draft in place of the one before; none does from now on where there is no link. */
export function previewing(kept: SurveyRecord, preview: PreviewLink | undefined): SurveyDecision {
  if (!kept.draft) return { kind: 'refused', code: 'draft.none' };
  const { preview: _, ...draft } = kept.draft;
  return changed(kept, { draft: { ...draft, ...(preview && { preview }) } });
}

/** Nothing new may be begun from the next day on; what was published is kept, since its responses are read by it. */
export function withdrawing(kept: SurveyRecord, { on }: ByWhom): SurveyDecision {
  if (kept.state !== 'published') return { kind: 'refused', code: 'survey.not-published' };
  return changed(kept, { state: 'withdrawn', withdrawnOn: on, isListed: false });
}

function draftFiles(kept: SurveyRecord | undefined): readonly FileRecord[] {
  return (kept?.draft ?? kept?.published)?.files ?? [];
}

/** Replaces all files of the draft. */
export function replacingDraft(
  survey: string,
  kept: SurveyRecord | undefined,
  files: readonly FileRecord[],
  { by, on }: ByWhom,
): Extract<SurveyDecision, { kind: 'change' }> {
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const preview = kept?.draft?.preview;
  const draft: DraftFiles = { files: sorted, by, on, ...(preview && { preview }) };
  if (kept) return changed(kept, { draft });
  const next: SurveyRecord = {
    survey,
    version: randomUUID(),
    state: 'none',
    isListed: false,
    withdrawnOn: null,
    published: null,
    draft,
  };
  return { kind: 'change', change: { follows: null, next } };
}

function changed(kept: SurveyRecord, changes: Partial<SurveyRecord>, isUnanswered = false) {
  const next = { ...kept, ...changes, version: randomUUID() };
  return { kind: 'change' as const, change: { follows: kept.version, next, isUnanswered } };
}
