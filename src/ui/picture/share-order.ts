import type { Answers } from '../../core/survey/answers.ts';
import type { Presentation } from '../../core/survey/presentation.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import type { Results } from '../../wire/results.ts';
import type { ProfileReading } from '../profile/card-reading.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import type { Shape } from './sheet.ts';

/** The respondent's choices for the picture. By default it says only the profile. */
export interface Wish {
  readonly shape: Shape;
  readonly criteria: boolean;
  readonly place: boolean;
  /** As typed. It is nowhere but on the picture. */
  readonly name: string;
}

export interface ShareOrder {
  readonly words: SharingWords;
  readonly survey: Survey;
  readonly entry: SurveyEntry;
  readonly reading: ProfileReading;
  readonly presentation: Presentation;
  /** The respondent's, as far as the device still has them. */
  readonly answers: Answers;
  readonly results: Results | undefined;
}
