import type { Desk } from '../parts/desk-context.ts';

export interface InvitationLink {
  readonly channel: string | null;
  readonly mode: 'self' | 'field';
}

/** Where one begins, with the channel that counts those who came by it. The first survey of the site needs no name. */
export function linkOf(
  { survey, isFirst, words }: Pick<Desk, 'survey' | 'isFirst' | 'words'>,
  { channel, mode }: InvitationLink,
): string {
  const query = new URLSearchParams({
    ...(mode === 'field' && { mode }),
    ...(!isFirst && { s: survey.id }),
    ...(channel !== null && { c: channel }),
    ...(words.language !== survey.languages[0] &&
      survey.languages.includes(words.language) && { lang: words.language }),
  }).toString();
  return `${location.origin}/${query && `?${query}`}`;
}

interface FieldLink {
  readonly channel: string;
  /** What it carries of the PIN. */
  readonly check: string;
  /** The key that the tablet is to seal to. */
  readonly key: string | undefined;
}

/** What opens the day of a tablet: what stands after the `#` goes to no server, and leaves the address at once. */
export function fieldLinkOf(
  desk: Pick<Desk, 'survey' | 'isFirst' | 'words'>,
  { channel, check, key }: FieldLink,
): string {
  return `${linkOf(desk, { channel, mode: 'field' })}${key === undefined ? '' : `&key=${key}`}#/field/${check}`;
}

/** As a person types it. */
export function typedAddress(link: string): string {
  return link.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
