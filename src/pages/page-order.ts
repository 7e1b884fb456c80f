import type { SurveyEntry } from '../core/survey/survey-entry.ts';
import type { SurveyFile } from '../core/survey/survey-schema.ts';
import type { UiLanguage } from '../words/languages.ts';
import type { Conformity } from './conformity-line.ts';
import type { Landing } from './shared-profile.ts';

/** The language of a page, and that of the interface around the survey's texts. */
export interface Spoken {
  readonly language: string;
  readonly ui: UiLanguage;
}

/** A page is made from this. It is data only, so that it can be posted to a thread. */
export interface PageOrder extends Spoken {
  readonly entry: SurveyEntry;
  /** The survey as phones load it in this language. */
  readonly file: SurveyFile;
  /** Scheme, host and port that people see. Networks follow no relative address: without it the page has no address and no picture for them. */
  readonly origin: string | undefined;
  /** SVG: the row of its emblems, where it has some. */
  readonly emblems: string | undefined;
  /** The path of the picture that networks show. */
  readonly image: string | undefined;
  /** The state of accessibility that the page declares. */
  readonly conformity: Conformity;
  /** Present if a shared link leads to the page. */
  readonly landing?: Landing;
}
