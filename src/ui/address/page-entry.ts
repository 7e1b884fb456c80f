import { SHARED } from '../../core/survey/channel-id.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';

/** The block of data in the page that names its survey: `pages/render-page.ts` writes it. */
const BLOCK = 'survey';

/** Kept in memory: the page's security policy forbids code to write a script element, even one that contains data. */
let remembered: SurveyEntry | undefined;

/** The survey that the page was made for; `undefined` in the generic page, until `rememberEntry`. */
export function pageEntry(): SurveyEntry | undefined {
  if (remembered) return remembered;
  const text = document.getElementById(BLOCK)?.textContent;
  return text ? (JSON.parse(text) as SurveyEntry) : undefined;
}

/** Returns the query that replaces a shared link, `/p/<survey>/<profile>`, once the respondent begins. A reload then finds the interview. */
export function sharedSearch({ id }: SurveyEntry): string {
  return `?s=${id}&c=${SHARED}&lang=${document.documentElement.lang}`;
}

export function isSharedLink(): boolean {
  return location.pathname.startsWith('/p/');
}

/** Returns whether the page was made for the survey that is requested, or none is requested. */
export function isMadeFor(entry: SurveyEntry | undefined, survey: string | undefined): entry is SurveyEntry {
  return entry !== undefined && (survey === undefined || entry.id === survey);
}

/** Turns this page into the page of another survey. */
export function rememberEntry(entry: SurveyEntry): void {
  remembered = entry;
}
