import type { Survey } from '../../core/survey/questionnaire.ts';
import type { DeskClient } from '../calls/desk-client.ts';
import type { Me } from '../calls/desk-reply.ts';
import type { DeskWords } from '../words/desk-words.ts';

/** What the pages work with that are of no survey. */
export interface SiteDesk {
  readonly client: DeskClient;
  readonly me: Me;
  readonly words: DeskWords;
}

/** What every page of a survey works with. */
export interface Desk extends SiteDesk {
  /** As it is now; its revisions before answer to the same ids. */
  readonly survey: Survey;
  /** Whether it is the survey of the site's bare address, which a link need not name. */
  readonly isHome: boolean;
}

export function may(desk: Pick<Desk, 'me'>, scope: string): boolean {
  return desk.me.scopes.includes(scope);
}

/** Every scope, on every survey: such a token may give others. */
export function mayEverything({ me }: Pick<SiteDesk, 'me'>): boolean {
  return me.limitedTo === undefined && SCOPE_NAMES.every((scope) => me.scopes.includes(scope));
}

/** What a token may allow. */
export const SCOPE_NAMES = ['read', 'comments', 'contacts', 'decide', 'author', 'publish', 'metrics'] as const;

/** A channel as the notice labels it; by its id where the notice does not declare it. */
export function channelLabel({ survey, words }: Pick<Desk, 'survey' | 'words'>, channel: string): string {
  const declared = survey.notice?.channels?.find(({ id }) => id === channel);
  return declared ? words.of(declared.label) : channel;
}
