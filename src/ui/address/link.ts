import { toChannel } from '../../core/survey/channel-id.ts';

/** The query of the address: `/?s=<survey>&c=<channel>&mode=field&lang=<language>`. */
export interface Link {
  /** `undefined`: the survey that the site opens with. */
  readonly survey: string | undefined;
  /** As written: the survey may not exist in it. */
  readonly language: string | null;
  readonly mode: 'self' | 'field';
  readonly channel: string | null;
}

export function readLink(search: string): Link {
  const query = new URLSearchParams(search);
  return {
    survey: query.get('s') ?? undefined,
    language: query.get('lang'),
    mode: query.get('mode') === 'field' ? 'field' : 'self',
    channel: toChannel(query.get('c')),
  };
}

/**
 * The language of the page, which was made in the one that its address asks for, else in the reader's. A browser that translates the page
 * changes it: then the one asked for, else the survey's language of reference.
 */
export function languageAmong(languages: readonly string[], asked: string | null): string {
  return [document.documentElement.lang, asked].find((one) => languages.includes(one ?? '')) ?? languages[0] ?? '';
}
