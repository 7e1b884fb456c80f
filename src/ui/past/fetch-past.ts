import type { PastStudy } from '../../core/results/past-study.ts';
import { fetchSurveyObject } from '../address/survey-object.ts';

/** `undefined` without network, for a survey that no study came before, or for the file of another release. */
export function fetchPastStudy(survey: string): Promise<PastStudy | undefined> {
  return fetchSurveyObject<PastStudy>(survey, 'past.json', 'year', 'groups', 'flaws', 'figures');
}
