import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { SurveyOverview } from '../../wire/organiser/survey-reply.ts';
import type { ClosingDays } from '../lifecycle/lifecycle.ts';
import type { SurveyHeading, SurveyRecord } from '../storage/survey-storage.ts';
import { bytesIn, listedSurveys } from './survey-list.ts';
import { newestOf } from './upload/kept-files.ts';
import { UPLOAD_LIMITS } from './upload/upload-names.ts';

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
