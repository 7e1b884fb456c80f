import { IDLE_MINUTES } from '../../core/survey/idle-minutes.ts';
import type { Desk } from '../parts/desk-context.ts';

/**
 * Where one begins, with the channel that counts those who came by it. The survey of the site's bare address needs no name. A shared
 * tablet begins in the desk's language, a respondent's own device in that of its browser.
 */
export function linkOf(
  { survey, isHome, words, origin }: Pick<Desk, 'survey' | 'isHome' | 'words' | 'origin'>,
  { channel, mode }: { readonly channel: string | null; readonly mode: 'self' | 'field' },
): string {
  const query = new URLSearchParams({
    ...(mode === 'field' && { mode }),
    ...(!isHome && { s: survey.id }),
    ...(channel !== null && { c: channel }),
    ...(mode === 'field' && survey.languages.includes(words.language) && { lang: words.language }),
  }).toString();
  return `${origin}/${query && `?${query}`}`;
}

interface FieldLink {
  readonly channel: string;
  /** What it carries of the PIN. */
  readonly check: string;
  /** The key that the tablet is to seal to. */
  readonly key: string | undefined;
  /** After how many minutes it asks who is there. */
  readonly idle: number;
}

/** Makes the link that starts a tablet's day: the fragment is sent to no server, and is removed from the address at once. */
export function fieldLinkOf(
  desk: Pick<Desk, 'survey' | 'isHome' | 'words' | 'origin'>,
  { channel, check, key, idle }: FieldLink,
): string {
  const keyParameters = [
    ...(key === undefined ? [] : [`&key=${key}`]),
    ...(idle === IDLE_MINUTES.usual ? [] : [`&idle=${idle}`]),
  ];
  return `${linkOf(desk, { channel, mode: 'field' })}${keyParameters.join('')}#/field/${check}`;
}

/** The address of a poster, which the service takes in any case: as a person types it, and in capitals for a code of fewer modules. */
export function posterAddress({ survey, me, origin }: Pick<Desk, 'survey' | 'me' | 'origin'>, channel: string | null) {
  const { host, protocol } = new URL(origin);
  const { short = [] } = me.surveys.find(({ id }) => id === survey.id) ?? {};
  const code = short.find((one) => one.channel === channel)?.path.split('/')[1] ?? channel;
  const path = [host, survey.notice?.short ?? survey.id, ...(code === null ? [] : [code])].join('/');
  return { typed: path, code: `${protocol}//${path}`.toUpperCase() };
}
