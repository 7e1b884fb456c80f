import type { Reference } from '../core/results/reference.ts';
import type { ResultsFile } from '../core/results/results-file.ts';
import type { PresentationFile } from '../core/survey/presentation.ts';
import type { Survey } from '../core/survey/questionnaire.ts';
import type { SurveyFile } from '../core/survey/survey-schema.ts';

/** A survey with every revision ever published: a tablet that was offline for weeks sends what it was shown. */
export interface PublishedSurvey {
  readonly current: Survey;
  readonly revisions: ReadonlyMap<number, Survey>;
  /** What stands in `results.json` beside them. */
  readonly results: ResultsFile;
  /** What stands in `presentation.json` beside them. */
  readonly presentation: PresentationFile;
  /** What the last past study printed, where its figures stand beside them. */
  readonly reference?: Reference;
  /** The files with their areas written out, by revision. */
  readonly files: ReadonlyMap<number, SurveyFile>;
  /** The day on which it was withdrawn: what is begun after this day is refused. */
  readonly withdrawnOn?: string;
  /** It is opened by its link alone: no list names it. */
  readonly isUnlisted?: true;
}

export type Surveys = ReadonlyMap<string, PublishedSurvey>;
