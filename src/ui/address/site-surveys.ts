import type { SurveyEntry } from '../../core/survey/survey-entry.ts';

/** The surveys of this site, which the build wrote into the page (`build/release/first-load.ts`). */
export function siteSurveys(): readonly SurveyEntry[] {
  return JSON.parse(document.querySelector('#surveys')?.textContent ?? '') as readonly SurveyEntry[];
}
