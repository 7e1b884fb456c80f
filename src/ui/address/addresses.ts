import { hrefTo, type Route } from './routes.ts';

/** The channel that counts those who came from a shared card. */
const CHANNEL = 'partage';

/** Where someone else begins. The first survey of the site needs no name. */
export function invitationAddress(origin: string, survey: string, isFirst: boolean): string {
  return `${origin}/?${isFirst ? '' : `s=${survey}&`}c=${CHANNEL}`;
}

interface Languages {
  /** The first is the language of reference. */
  readonly languages: readonly string[];
}

/** A page with a preview for social networks: it discloses the profile's id, or `compositePage`, and nothing else. */
export function previewAddress(origin: string, { languages }: Languages, page: string, language: string): string {
  return `${origin}/p/${page}${language === languages[0] ? '' : `.${language}`}`;
}

/** The page of answers that are near several profiles, or to none alone: one address for all of a survey's. */
export function compositePage(survey: string, isFirst: boolean): string {
  return isFirst ? 'composite' : `composite-${survey}`;
}

/** A page of this site as a QR code holds it. What is after the `#` no server sees. */
export function pageAddress(origin: string, route: Route): string {
  return `${origin}/${hrefTo(route)}`;
}

/** As written on a picture. */
export function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, '');
}
