import type { PastStudy } from '../../core/results/past-study.ts';
import { fetchSurveyFile } from '../address/survey-files.ts';

/** `undefined` without network, or for a survey that no study came before. */
export async function fetchPastStudy(survey: string): Promise<PastStudy | undefined> {
  const past = await fetchSurveyFile(survey, 'past.json');
  return isPast(past) ? past : undefined;
}

/** The endpoint made it; here it only has to be that file, and not a portal's answer, nor that of another release. */
function isPast(past: unknown): past is PastStudy {
  return (
    typeof past === 'object' &&
    past !== null &&
    'year' in past &&
    'groups' in past &&
    'flaws' in past &&
    'figures' in past &&
    Array.isArray(past.figures)
  );
}
