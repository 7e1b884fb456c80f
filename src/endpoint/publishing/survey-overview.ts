import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { SurveyOverview } from '../../wire/organiser/survey-reply.ts';
import type { ClosingDays } from '../lifecycle/lifecycle.ts';
import type { Storage } from '../storage/storage.ts';
import type { SurveyRecord } from '../storage/survey-storage.ts';
import { headingIn, type SurveyHeading } from './copies/examples.ts';
import { listedSurveys } from './survey-list.ts';
import { revisionsOf } from './upload/kept-files.ts';

interface OverviewParts {
  readonly storage: Pick<Storage, 'file'>;
  readonly served: Surveys;
  readonly closings: ReadonlyMap<string, ClosingDays>;
  readonly withDrafts: boolean;
}

/** Lists surveys with what is read in their files: of a survey that is served, in those that are served. */
export async function surveyOverviews(
  kept: readonly SurveyRecord[],
  { storage, served, closings, withDrafts }: OverviewParts,
): Promise<readonly SurveyOverview[]> {
  const keptBySurvey = new Map(kept.map((one) => [one.survey, one]));
  return await Promise.all(
    listedSurveys(kept, served, { withDrafts }).map(async (listed) => {
      const published = listed.state === 'draft' ? undefined : served.get(listed.survey);
      const draft = withDrafts ? (keptBySurvey.get(listed.survey)?.draft ?? null) : null;
      const heading = published ? headingOf(published) : await headingOfDraft(storage, draft);
      // The decision counts once a survey is served: a closing of the file may have been cancelled.
      const days = closings.get(listed.survey) ?? { closedFrom: heading?.closedFrom, finalOn: null };
      const { closedFrom = null, finalOn = null } = days;
      const { trialUntil = null } = (published && keptBySurvey.get(listed.survey)?.published) ?? {};
      const notice = published?.current.notice;
      return {
        ...listed,
        title: listed.title ?? heading?.title ?? null,
        languages: heading?.languages ?? [],
        questions: heading?.questions ?? 0,
        draftRevision: draft && Math.max(0, ...revisionsOf(draft.files.map(({ path }) => path))),
        opensOn: heading?.opensOn ?? null,
        trialUntil,
        closedFrom,
        finalOn,
        retention: notice?.retention.answers ?? null,
        hasNotice: notice !== undefined,
        channels: notice?.channels?.length ?? 0,
      };
    }),
  );
}

function headingOf({ current }: PublishedSurvey): SurveyHeading {
  const { revision, title, languages, questions, opensOn = null, closedFrom = null } = current;
  return { revision, title, languages, questions: questions.length, opensOn, closedFrom };
}

async function headingOfDraft(
  storage: Pick<Storage, 'file'>,
  draft: SurveyRecord['draft'],
): Promise<SurveyHeading | undefined> {
  const revision = Math.max(...revisionsOf(draft?.files.map(({ path }) => path) ?? []));
  const path = `${revision}.json`;
  const file = draft?.files.find((one) => one.path === path);
  const bytes = file && (await storage.file(file.digest));
  return bytes && headingIn(new Map([[path, bytes]]));
}
