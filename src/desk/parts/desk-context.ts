import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Me } from '../../wire/organiser/organiser-reply.ts';
import type { DeskClient } from '../calls/desk-client.ts';
import type { DeskWords } from '../words/desk-words.ts';

/** What the pages work with that belong to no survey. */
export interface SiteDesk {
  readonly client: DeskClient;
  readonly me: Me;
  readonly words: DeskWords;
  /** Links and codes lead to it: the address of the desk, or that at which tablets of the network find this laptop. */
  readonly origin: string;
  readonly chooseOrigin: (origin: string) => void;
}

/** What every page of a survey works with. */
export interface Desk extends SiteDesk {
  /** As it is now; its revisions before answer to the same ids. */
  readonly survey: Survey;
  /** Whether it is the survey of the site's bare address, which a link need not name. */
  readonly isHome: boolean;
  readonly withToday: boolean;
  readonly putToday: (isIncluded: boolean) => void;
  /** Reads the survey again, after a change of what is published. */
  readonly readAgain: () => void;
}

const DeskContext = createContext<Pick<SiteDesk, 'words'> | SiteDesk | Desk | undefined>(undefined);
/** Gives the parts below it the desk, or before the sign-in its words alone. */
export const InDesk = DeskContext.Provider;

function useShown() {
  const shown = useContext(DeskContext);
  if (!shown) throw new Error('a part of the desk is rendered outside of InDesk');
  return shown;
}

export function useWords(): DeskWords {
  return useShown().words;
}

/** Returns what every page works with once a token has been accepted. */
export function useSite(): SiteDesk {
  const shown = useShown();
  if (!('client' in shown)) throw new Error('a page is rendered before the sign-in');
  return shown;
}

export function useDesk(): Desk {
  const shown = useShown();
  if (!('survey' in shown)) throw new Error('a page of a survey is rendered without one');
  return shown;
}

export function may(desk: Pick<Desk, 'me'>, scope: string): boolean {
  return desk.me.scopes.includes(scope);
}

/** Every scope, on every survey: such a token may give others. */
export function mayEverything({ me }: Pick<SiteDesk, 'me'>): boolean {
  return me.limitedTo === undefined && SCOPE_NAMES.every((scope) => me.scopes.includes(scope));
}

export const SCOPE_NAMES = ['read', 'comments', 'contacts', 'decide', 'author', 'publish', 'metrics'] as const;

export function controllerText({ survey: { notice }, words }: Pick<Desk, 'survey' | 'words'>): string {
  const { inviting: text } = words.desk;
  return notice ? text.controller(words.of(notice.controller)) : text.demonstration;
}

/** A channel as the notice labels it; by its id where the notice does not declare it. Small ones are counted together. */
export function channelLabel({ survey, words }: Pick<Desk, 'survey' | 'words'>, channel: string): string {
  if (channel === OTHER_CHANNELS) return words.desk.participation.fewChannels;
  const declared = survey.notice?.channels?.find(({ id }) => id === channel);
  return declared ? words.of(declared.label) : channel;
}

/** A name of this machine for itself: on any other it leads elsewhere. */
export const LOOPBACK = /^(localhost|127\..+|\[::1\])$/;
