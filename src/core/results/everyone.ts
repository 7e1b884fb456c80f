import type { Survey } from '../survey/questionnaire.ts';
import type { ShownTables } from './disclosure/shown-tables.ts';

/** The name of all groups together, and of the one group of a survey without strata. */
export const EVERYONE = 'all';
/** With more strata than this, only their total is published. */
export const MOST_STRATA = 12;

/**
 * Returns the survey divided as these tables are: they keep the question that divided them first, whatever divides its revision of
 * today. Undivided where that question is not asked any more, or all are shown together.
 */
export function asDivided(
  survey: Survey,
  { dividedBy, strata, epsilon }: Pick<ShownTables, 'dividedBy' | 'strata' | 'epsilon'>,
): Survey {
  const { stratum, ...undivided } = survey;
  // Nothing is published yet, or by a release that did not say.
  const isUnsaid = epsilon === 0 || Object.keys(strata).length > 1;
  const by = dividedBy ?? (isUnsaid ? stratum : undefined);
  if (by === stratum) return survey;
  return by !== undefined && survey.question.has(by) ? { ...survey, stratum: by } : undivided;
}
