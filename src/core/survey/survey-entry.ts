/** A page knows this of its survey before any file of the survey has arrived. */
export interface SurveyEntry {
  readonly id: string;
  /** The name of its edition: the files are under `/surveys/<id>/<edition>/`. */
  readonly edition: string;
  /** The current revision. */
  readonly revision: number;
  /** The languages (BCP 47 tags) of the current revision. */
  readonly languages: readonly string[];
  /** The language of the buttons around texts in a language that the interface lacks, where its author chose one. */
  readonly interface?: string | undefined;
  /** The site's bare address opens this survey, so links need not name it. Absent for any other survey. */
  readonly isHome?: true;
}
