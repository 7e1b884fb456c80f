import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { ListedSurvey, SurveyOverview } from '../../wire/organiser/survey-reply.ts';
import type { ClosingDays } from '../lifecycle/lifecycle.ts';
import type { FileSet, SurveyHeading, SurveyRecord } from '../storage/survey-storage.ts';
import { newestOf } from './upload/kept-files.ts';
import { UPLOAD_LIMITS } from './upload/upload-names.ts';

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

interface OverviewParts {
  readonly served: Surveys;
  readonly closings: ReadonlyMap<string, ClosingDays>;
  readonly withDrafts: boolean;
}

const NO_HEADING: SurveyHeading = { title: null, languages: [], questions: 0, opensOn: null, closedFrom: null };

/** Lists surveys with what is read in their files: of a survey that is served, in those that are served. */
export function surveyOverviews(
  kept: readonly SurveyRecord[],
  { served, closings, withDrafts }: OverviewParts,
): readonly SurveyOverview[] {
  const keptBySurvey = new Map(kept.map((one) => [one.survey, one]));
  return listedSurveys(kept, served, { withDrafts }).map((listed) => {
    const published = listed.state === 'draft' ? undefined : served.get(listed.survey);
    const draft = withDrafts ? (keptBySurvey.get(listed.survey)?.draft ?? null) : null;
    const revision = draft && newestOf(draft.files.map(({ path }) => path));
    const heading = published
      ? headingOf(published)
      : (draft?.files.find(({ path }) => path === `${revision}.json`)?.heading ?? NO_HEADING);
    // The decision counts once a survey is served: a closing of the file may have been cancelled.
    const days = closings.get(listed.survey) ?? { closedFrom: heading.closedFrom, finalOn: null };
    const { closedFrom = null, finalOn = null } = days;
    const { trialUntil = null, cost = null } = (published && keptBySurvey.get(listed.survey)?.published) ?? {};
    const notice = published?.current.notice;
    return {
      ...listed,
      ...heading,
      draftRevision: revision,
      trialUntil,
      cost,
      closedFrom,
      finalOn,
      retention: notice?.retention.answers ?? null,
      hasNotice: notice !== undefined,
      channels: notice?.channels?.length ?? 0,
      room: { used: bytesIn(draft, keptBySurvey.get(listed.survey)?.published), most: UPLOAD_LIMITS.survey },
    };
  });
}

function headingOf({ current }: PublishedSurvey): SurveyHeading {
  const { title, languages, questions, opensOn = null, closedFrom = null } = current;
  return { title, languages, questions: questions.length, opensOn, closedFrom };
}
