/** What a page knows of its survey before any file of the survey has come. */
export interface SurveyEntry {
  readonly id: string;
  /** The name of its edition: the files are under `/surveys/<id>/<edition>/`. */
  readonly edition: string;
  readonly revision: number;
  readonly languages: readonly string[];
  /** It is the survey of the site's bare address, so that links need not name it. */
  readonly isHome?: true;
}
