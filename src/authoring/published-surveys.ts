import type { Reference } from '../core/results/reference.ts';
import type { ResultsFile } from '../core/results/results-file.ts';
import type { PresentationFile } from '../core/survey/presentation.ts';
import type { Survey } from '../core/survey/questionnaire.ts';
import type { SurveyFile } from '../core/survey/survey-schema.ts';

/** A survey with every revision ever published: a tablet that was offline for weeks sends what it was shown. */
export interface PublishedSurvey {
  readonly current: Survey;
  readonly revisions: ReadonlyMap<number, Survey>;
  /** The contents of `results.json`. */
  readonly results: ResultsFile;
  /** The contents of `presentation.json`. */
  readonly presentation: PresentationFile;
  /** The printed figures of the last earlier study, if there is a file of them. */
  readonly reference?: Reference;
  /** The files with their areas written out, by revision. */
  readonly files: ReadonlyMap<number, SurveyFile>;
  /** The day on which it was withdrawn: responses begun after this day are refused. */
  readonly withdrawnOn?: string;
  /** Until when trial responses are taken, in milliseconds; absent where there was no trial. */
  readonly trialUntil?: number;
  /** True if no list names it, so that it opens by its link only. */
  readonly isUnlisted?: true;
}

export type Surveys = ReadonlyMap<string, PublishedSurvey>;
