import { inventedTables } from '../../core/results/disclosure/invented-tables.ts';
import type { ResultsFile } from '../../core/results/results-file.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { dayOf } from '../../wire/day.ts';
import type { Results } from '../../wire/results.ts';

/** Makes the results of a draft in memory from invented responses, marked as invented. */
export function inventResults(survey: Survey, file: ResultsFile): Results {
  const tables = inventedTables(survey, file, dayOf(new Date()), Math.random);
  return { survey: survey.id, revision: survey.revision, ...tables, demonstration: true };
}
