import { toChannel } from '../../wire/channel.ts';
import type { SurveyEntry } from '../../wire/survey-entry.ts';

/** What the address says before any `#`: `/?s=<survey>&c=<channel>&mode=field&lang=<language>`. */
export interface Link {
  /** Absent when the address names a survey that is not here. */
  readonly entry: SurveyEntry | undefined;
  readonly language: string;
  readonly mode: 'self' | 'field';
  readonly channel: string | null;
}

export function readLink(search: string, entries: readonly SurveyEntry[]): Link {
  const query = new URLSearchParams(search);
  const named = query.get('s');
  const entry = named === null ? entries[0] : entries.find((one) => one.id === named);
  return {
    entry,
    language: languageOf(query.get('lang'), entry?.languages ?? ['fr']),
    mode: query.get('mode') === 'field' ? 'field' : 'self',
    channel: toChannel(query.get('c')),
  };
}

/** The language of reference unless the address asks for another: the opening is in the document in that one. */
function languageOf(wish: string | null, languages: readonly string[]): string {
  return wish !== null && languages.includes(wish) ? wish : (languages[0] ?? 'fr');
}
