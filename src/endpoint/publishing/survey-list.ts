import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { ListedSurvey } from '../../wire/organiser/survey-reply.ts';
import type { FileSet, SurveyRecord } from '../storage/survey-storage.ts';

/** Lists what the storage holds, then what is served from files. Drafts are shown to those who prepare surveys alone. */
export function listedSurveys(
  kept: readonly SurveyRecord[],
  served: Surveys,
  { withDrafts }: { readonly withDrafts: boolean },
): readonly ListedSurvey[] {
  const stored = kept.map((one) => ofStorage(one, served.get(one.survey), withDrafts));
  const files = [...served].flatMap(([id, published]) =>
    kept.some(({ survey, state }) => survey === id && state !== 'none') ? [] : [ofFiles(id, published)],
  );
  return [...stored.filter(({ state }) => withDrafts || state !== 'draft'), ...files];
}

function ofStorage(kept: SurveyRecord, served: PublishedSurvey | undefined, withDrafts: boolean): ListedSurvey {
  const { survey, version, state, isListed, withdrawnOn } = kept;
  const listedSet = (set: SurveyRecord['draft']): ListedSurvey['draft'] =>
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

/** A file that is drafted as it is published counts once; a small one as 4 kB, which bounds how many there are. */
export function bytesIn(...sets: readonly (Pick<FileSet, 'files'> | null | undefined)[]): number {
  const files = sets.flatMap((set) => set?.files ?? []);
  const sizes = new Map(files.map(({ path, digest, bytes }) => [`${path} ${digest}`, Math.max(bytes, 4096)]));
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** A file of two surveys is stored once and counts for each, so that the sizes of the surveys add up to this. */
export function bytesOf(surveys: readonly SurveyRecord[]): number {
  return surveys.reduce((sum, { draft, published }) => sum + bytesIn(draft, published), 0);
}
