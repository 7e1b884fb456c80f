import { hrefTo, type Route } from './routes.ts';

/** The channel that counts those who came from a shared card. */
const CHANNEL = 'partage';

/** Where someone else begins. The first survey of the site needs no name. */
export function invitationAddress(origin: string, survey: string, isFirst: boolean): string {
  return `${origin}/?${isFirst ? '' : `s=${survey}&`}c=${CHANNEL}`;
}

/** A page with a preview for social networks: it discloses the profile's id, and nothing else. */
export function previewAddress(origin: string, profile: string): string {
  return `${origin}/p/${profile}`;
}

/** A page of this site as a QR code holds it. What is after the `#` no server sees. */
export function pageAddress(origin: string, route: Route): string {
  return `${origin}/${hrefTo(route)}`;
}

/** As written on a picture. */
export function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, '');
}
