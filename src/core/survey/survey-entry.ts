/** What a page is told of the surveys before it has loaded any; the first is asked when the address names none. */
export interface SurveyEntry {
  readonly id: string;
  readonly revision: number;
  readonly languages: readonly string[];
  /** The question its opening asks, by language. */
  readonly question?: Readonly<Record<string, string>>;
}
