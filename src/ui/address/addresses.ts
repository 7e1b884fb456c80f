import { SHARED } from '../../core/survey/channel-id.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import { hrefTo, type Route } from './routes.ts';

/** Returns the address at which someone else begins. The survey of the site's bare address needs no name. */
export function invitationAddress(origin: string, { id, isHome }: Pick<SurveyEntry, 'id' | 'isHome'>): string {
  return `${origin}/?${isHome ? '' : `s=${id}&`}c=${SHARED}`;
}

/** The page for answers near several profiles or none: one address for all of them. */
export const COMPOSITE_PAGE = 'composite';

/** A page with a preview for social networks: it discloses the profile's id, or `COMPOSITE_PAGE`, and nothing else. */
export function previewAddress(
  origin: string,
  { id, languages }: Pick<SurveyEntry, 'id' | 'languages'>,
  page: string,
  language: string,
): string {
  return `${origin}/p/${id}/${page}${language === languages[0] ? '' : `.${language}`}`;
}

/** Returns an address of this site, of a survey wherever the bare address leads. No server sees what follows the `#`. */
export function pageAddress(origin: string, route: Route, survey?: string): string {
  return `${origin}/${survey === undefined ? '' : `?s=${survey}`}${hrefTo(route)}`;
}

/** Returns the address as it is written on a picture. */
export function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, '');
}
