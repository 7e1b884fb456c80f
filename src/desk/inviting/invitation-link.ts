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

/** As a person types it. */
export function typedAddress(link: string): string {
  return link.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
