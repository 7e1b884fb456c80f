import { toChannel } from '../../core/survey/channel-id.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';

/** Which of the site's surveys the address asks for, and in which language. */
export interface Asked {
  /** Absent when the address names a survey that is not here. */
  readonly entry: SurveyEntry | undefined;
  readonly language: string;
}

/** What the address says before any `#`: `/?s=<survey>&c=<channel>&mode=field&lang=<language>`. */
export interface Link extends Asked {
  readonly mode: 'self' | 'field';
  readonly channel: string | null;
}

export function readLink(search: string, entries: readonly SurveyEntry[]): Link {
  const query = new URLSearchParams(search);
  return {
    ...readAsked(query, entries),
    mode: query.get('mode') === 'field' ? 'field' : 'self',
    channel: toChannel(query.get('c')),
  };
}

/** As `readLink`, while a shared tablet has its day. Of a survey that the site has no more, the day is over. */
export function readLinkOfDay(day: string | undefined, search: string, entries: readonly SurveyEntry[]): Link {
  const link = readLink(day ?? search, entries);
  return link.entry ? link : readLink(search, entries);
}

/** The language of reference unless the address asks for another: the opening is in the document in that one. */
export function readAsked(query: URLSearchParams, entries: readonly SurveyEntry[]): Asked {
  const named = query.get('s');
  const entry = named === null ? entries[0] : entries.find((one) => one.id === named);
  const languages = entry?.languages ?? ['fr'];
  return { entry, language: languages.find((one) => one === query.get('lang')) ?? languages[0] ?? 'fr' };
}
