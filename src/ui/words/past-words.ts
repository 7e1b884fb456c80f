import type { UiLanguage } from '../../core/ui-language.ts';
import type { PastStrings } from './fr/past.ts';
import type { Words } from './words.ts';

/** The words of a page that shows figures of a past study. */
export interface PastWords extends Words {
  readonly past: PastStrings;
  readonly list: (texts: readonly string[]) => string;
}

export async function loadPastStrings(language: UiLanguage): Promise<PastStrings> {
  return language === 'en' ? (await import('./en/past.ts')).pastEn : (await import('./fr/past.ts')).pastFr;
}
