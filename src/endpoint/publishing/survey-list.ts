import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { KeptFile, KeptSurvey } from '../storage/survey-storage.ts';

/** A survey as the desk and the command list it. */
export interface ListedSurvey {
  readonly survey: string;
  /** `files`: of `SURVEYS_DIR`, which is read at the start alone. */
  readonly from: 'storage' | 'files';
  readonly state: 'draft' | 'published' | 'withdrawn';
  /** For `If-Match`; nothing for one of files. */
  readonly version: string | null;
  /** The current revision of what is served, and `null` before that. */
  readonly revision: number | null;
  readonly title: LocalText | null;
  readonly listed: boolean;
  readonly published: ListedSet | null;
  readonly withdrawnOn: string | null;
  readonly draft: ListedSet | null;
}

interface ListedSet {
  readonly by: string;
  readonly on: string;
  readonly files: readonly Pick<KeptFile, 'path' | 'bytes'>[];
}

/** Lists what the storage holds, then what is served from files. Drafts are shown to those who prepare surveys alone. */
export function listedSurveys(
  kept: readonly KeptSurvey[],
  served: Surveys,
  { withDrafts }: { readonly withDrafts: boolean },
): readonly ListedSurvey[] {
  const stored = kept.map((one) => ofStorage(one, served.get(one.survey), withDrafts));
  const files = [...served].flatMap(([id, published]) =>
    kept.some(({ survey, state }) => survey === id && state !== 'none') ? [] : [ofFiles(id, published)],
  );
  return [...stored.filter(({ state }) => withDrafts || state !== 'draft'), ...files];
}

function ofStorage(kept: KeptSurvey, served: PublishedSurvey | undefined, withDrafts: boolean): ListedSurvey {
  const { survey, version, state, isListed, withdrawnOn } = kept;
  const listedSet = (set: KeptSurvey['draft']): ListedSet | null =>
    set && { by: set.by, on: set.on, files: set.files.map(({ path, bytes }) => ({ path, bytes })) };
  return {
    survey,
    from: 'storage',
    state: state === 'none' ? 'draft' : state,
    version,
    revision: served?.current.revision ?? null,
    title: served?.current.title ?? null,
    listed: isListed,
    published: listedSet(kept.published),
    withdrawnOn,
    draft: withDrafts ? listedSet(kept.draft) : null,
  };
}

function ofFiles(survey: string, { current, isUnlisted }: PublishedSurvey): ListedSurvey {
  return {
    survey,
    from: 'files',
    state: 'published',
    version: null,
    revision: current.revision,
    title: current.title,
    listed: isUnlisted === undefined,
    published: null,
    withdrawnOn: null,
    draft: null,
  };
}
