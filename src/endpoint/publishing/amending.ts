import { randomUUID } from 'node:crypto';
import type { FileRecord, FileSet, SurveyRecord } from '../storage/survey-storage.ts';
import { checkDraft, type PublisherParts } from './check-draft.ts';
import type { ChangeRequest, PublishingOutcome, SurveyChanges } from './survey-changes.ts';
import type { SurveyDecision } from './survey-decisions.ts';
import { recordedFiles, type SurveyFiles } from './upload/kept-files.ts';

/** These files may change without a new revision: none of them is what people answer. */
const BESIDE = /^(notice|presentation|results)\.json$|\.md$|\.png$/;
/** These files may be removed alone. */
const EXTRA = /\.(md|png)$/;

/**
 * Replaces or removes files next to the revisions of a published survey at once. In a draft that is being prepared the same happens, so
 * that publishing it does not take the change back.
 */
export type Amend = (
  asked: ChangeRequest,
  files: SurveyFiles,
  isDry: boolean,
  removed?: string,
) => Promise<PublishingOutcome>;

export function createAmending(parts: PublisherParts, { upload }: SurveyChanges): Amend {
  const { storage, reading, today } = parts;

  async function decide(
    asked: ChangeRequest,
    isDry: boolean,
    kept: SurveyRecord | undefined,
    files: readonly FileRecord[],
    given: SurveyFiles,
    removed = '',
  ): Promise<SurveyDecision> {
    if (!kept) return { kind: 'refused', code: 'not-found' };
    if (kept.state !== 'published' || !kept.published) return { kind: 'refused', code: 'survey.not-published' };
    if (files.some(({ path }) => !BESIDE.test(path))) return { kind: 'refused', code: 'file.name' };
    const isThere = kept.published.files.some(({ path }) => path === removed);
    if (removed !== '' && !(isThere && EXTRA.test(removed))) return { kind: 'refused', code: 'not-found' };
    const published = { ...kept.published, files: merged(kept.published, files, removed), by: asked.by, on: today() };
    const amended = await reading('check')(asked, async () => {
      const others = published.files.filter((file) => !files.includes(file));
      return [kept.survey, new Map([...(await recordedFiles(storage, others)), ...given]), false];
    });
    const checked = await checkDraft(parts, kept, amended, { ...asked, isDry });
    if (checked.kind !== 'survey') return { ...checked, kind: 'refused' };
    const draft = kept.draft && { ...kept.draft, files: merged(kept.draft, files, removed) };
    const next = { ...kept, published: { ...published, cost: checked.survey.cost }, draft, version: randomUUID() };
    return { kind: 'change', change: { follows: kept.version, next } };
  }

  return (asked, files, isDry, removed) =>
    upload(asked, files, (...stored) => decide(asked, isDry, ...stored, removed), isDry);
}

function merged(set: FileSet, files: readonly FileRecord[], removed: string): readonly FileRecord[] {
  const names = new Set([removed, ...files.map(({ path }) => path)]);
  const all = [...set.files.filter(({ path }) => !names.has(path)), ...files];
  return all.sort((one, other) => (one.path < other.path ? -1 : 1));
}
