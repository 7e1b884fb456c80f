/** The surveys to which a token is limited: ids, or prefixes that end in `*`; `null` for no limit. */
export type SurveyLimit = readonly string[] | null;

/** An id, or a prefix with a star: `mairie-*`. */
export const LIMIT = /^[a-z0-9][a-z0-9-]{0,63}\*?$/;

export function allowsSurvey(limit: SurveyLimit, survey: string): boolean {
  return (
    limit === null || limit.some((one) => (one.endsWith('*') ? survey.startsWith(one.slice(0, -1)) : one === survey))
  );
}

/** Returns the surveys that a holder may see. Everything else is not found. */
export function withinLimit<T>(surveys: ReadonlyMap<string, T>, limit: SurveyLimit): ReadonlyMap<string, T> {
  if (limit === null) return surveys;
  return new Map([...surveys].filter(([survey]) => allowsSurvey(limit, survey)));
}
