import { languageFor } from '../../core/language.ts';
import { OWN } from '../../core/own-paths.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import { fetchJson } from '../../lazy/fetch-json.ts';
import { daySearch } from './day-address.ts';
import { type Link, readLink } from './link.ts';
import { rememberEntry } from './page-entry.ts';
import { hasKeys } from './survey-object.ts';

type EntryOutcome = { readonly link: Link; readonly entry: SurveyEntry } | 'unknown' | 'first-time' | 'no-room';

/**
 * Asks the endpoint or the worker for the entry of a survey, for a page that was made for no survey, or for another one than a shared
 * tablet has its day with. `unknown` where there is no such survey, `first-time` where the endpoint could not be asked and the device
 * does not keep it; `no-room` where that is because it found no room. The day of a survey that the site no longer has is over: then the
 * address counts.
 */
export async function findAsked(link: Link): Promise<EntryOutcome> {
  const found = await fetchJson(link.survey === undefined ? '/surveys/current' : addressOfEntry(link.survey));
  if (hasKeys<SurveyEntry>(found, 'edition', 'languages')) {
    becomePageOf(found, readLink(location.search).language ?? link.language);
    return { link, entry: found };
  }
  if (found !== null) return Object(found).lacksRoom === true ? 'no-room' : 'first-time';
  const ordinary = readLink(location.search);
  return daySearch() !== undefined && ordinary.survey !== link.survey ? findAsked(ordinary) : 'unknown';
}

/** Turns this page into the page of another survey, in the language asked for, else in the reader's, where the survey has it. */
export function becomePageOf(entry: SurveyEntry, asked: string | null): void {
  rememberEntry(entry);
  document.querySelector('body > footer > [href]')?.setAttribute('href', `${OWN.statement}?s=${entry.id}`);
  document.documentElement.lang = languageFor(entry.languages, [asked ?? '', ...navigator.languages]);
}

/** Says whether the site has a survey; without a network, whether the device keeps it. */
export async function isOfSite(survey: string): Promise<boolean> {
  return hasKeys<SurveyEntry>(await fetchJson(addressOfEntry(survey)), 'edition', 'languages');
}

function addressOfEntry(survey: string): string {
  return `/surveys/${survey}/current`;
}
