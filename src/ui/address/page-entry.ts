import { SHARED } from '../../core/survey/channel-id.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';

/** The block of data in the page that names its survey: `pages/render-page.ts` writes it. */
const BLOCK = 'survey';

/** The survey that the page was made for; `undefined` in the generic page, until `rememberEntry`. */
export function pageEntry(): SurveyEntry | undefined {
  const text = document.getElementById(BLOCK)?.textContent;
  return text ? (JSON.parse(text) as SurveyEntry) : undefined;
}

/** What a shared link, `/p/<survey>/<profile>`, leads to once one begins: a reload finds it again. */
export function sharedSearch({ id, languages }: SurveyEntry): string {
  const { lang } = document.documentElement;
  return `?s=${id}&c=${SHARED}${lang === languages[0] ? '' : `&lang=${lang}`}`;
}

export function isSharedLink(): boolean {
  return location.pathname !== '/';
}

/** Whether the page was made for the survey that is asked for, or none is. */
export function isMadeFor(entry: SurveyEntry | undefined, survey: string | undefined): entry is SurveyEntry {
  return entry !== undefined && (survey === undefined || entry.id === survey);
}

/** Makes this the page of a survey that it was not made for. */
export function rememberEntry(entry: SurveyEntry): void {
  document.getElementById(BLOCK)?.remove();
  const block = { type: 'application/json', id: BLOCK, textContent: JSON.stringify(entry) };
  document.head.append(Object.assign(document.createElement('script'), block));
}
