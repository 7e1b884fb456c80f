/** The languages of the interface. A survey may be in others: its questions are, and the buttons around them are in one of these. */
export const UI_LANGUAGES = ['fr', 'en'] as const;

export type UiLanguage = (typeof UI_LANGUAGES)[number];

/** `fr-CA` is French to the interface; a language that it has no words in is `undefined`. */
export function uiLanguageOf(tag: string): UiLanguage | undefined {
  return UI_LANGUAGES.find((one) => one === tag.split('-')[0]);
}

/** The interface around a survey's texts: in their language, else in the first of the reader's, then of the survey's, that it has, else in English. */
export function uiLanguageFor(language: string, languages: readonly string[]): UiLanguage {
  return [language, ...languages].map(uiLanguageOf).find((one) => one !== undefined) ?? 'en';
}
