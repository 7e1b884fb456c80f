/** The languages of the interface. A survey may be in others: its questions are, and the buttons around them are in one of these. */
export const UI_LANGUAGES = ['fr', 'en'] as const;

export type UiLanguage = (typeof UI_LANGUAGES)[number];

/** `fr-CA` is French to the interface; a language that it has no words in is `undefined`. */
export function uiLanguageOf(tag: string | undefined): UiLanguage | undefined {
  return UI_LANGUAGES.find((one) => one === tag?.split('-')[0]);
}

/** The interface around texts in a language: in that, else in the first of these languages that it has, else in English. */
export function uiLanguageFor(language: string, languages: readonly (string | undefined)[]): UiLanguage {
  return [language, ...languages].map(uiLanguageOf).find((one) => one !== undefined) ?? 'en';
}
