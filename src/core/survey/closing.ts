import type { Survey } from './questionnaire.ts';

/** Closing or reopening is said in the current revision, for all of them. `day` is YYYY-MM-DD. */
export function isClosedOn({ closedFrom }: Survey, day: string): boolean {
  return closedFrom !== undefined && day >= closedFrom;
}
