import type { SurveyEntry } from '../state/editions.ts';

/** What the address says before any `#`: `/?s=<survey>&c=<channel>&mode=field&lang=<language>`. */
export interface Link {
  /** Absent when the address names a survey that is not here. */
  readonly entry: SurveyEntry | undefined;
  readonly language: string;
  readonly mode: 'self' | 'field';
  readonly channel: string | null;
}

const CHANNEL = /^[a-z0-9-]{1,32}$/;

export function readLink(search: string, entries: readonly SurveyEntry[]): Link {
  const query = new URLSearchParams(search);
  const named = query.get('s');
  const entry = named === null ? entries[0] : entries.find((one) => one.id === named);
  const channel = query.get('c')?.toLowerCase() ?? '';
  return {
    entry,
    language: languageOf(query.get('lang'), entry?.languages ?? ['fr']),
    mode: query.get('mode') === 'field' ? 'field' : 'self',
    // An unusable channel of a link is no reason to lose the response.
    channel: CHANNEL.test(channel) ? channel : null,
  };
}

/** The language of reference unless the address asks for another: the opening is in the document in that one. */
function languageOf(wish: string | null, languages: readonly string[]): string {
  return wish !== null && languages.includes(wish) ? wish : (languages[0] ?? 'fr');
}
