import { SHARED } from '../../core/survey/channel-id.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';

/** The block of data in the page that names its survey: `pages/render-page.ts` writes it. */
const BLOCK = 'survey';

/** Not written into the page: its policy lets no code write a script, and takes a block of data for one. */
let remembered: SurveyEntry | undefined;

/** The survey that the page was made for; `undefined` in the generic page, until `rememberEntry`. */
export function pageEntry(): SurveyEntry | undefined {
  if (remembered) return remembered;
  const text = document.getElementById(BLOCK)?.textContent;
  return text ? (JSON.parse(text) as SurveyEntry) : undefined;
}

/** What a shared link, `/p/<survey>/<profile>`, leads to once one begins: a reload finds it again. */
export function sharedSearch({ id, languages }: SurveyEntry): string {
  const { lang } = document.documentElement;
  return `?s=${id}&c=${SHARED}${lang === languages[0] ? '' : `&lang=${lang}`}`;
}

export function isSharedLink(): boolean {
  return location.pathname.startsWith('/p/');
}

/** Whether the page was made for the survey that is asked for, or none is. */
export function isMadeFor(entry: SurveyEntry | undefined, survey: string | undefined): entry is SurveyEntry {
  return entry !== undefined && (survey === undefined || entry.id === survey);
}

/** Makes this the page of a survey that it was not made for. */
export function rememberEntry(entry: SurveyEntry): void {
  remembered = entry;
}
