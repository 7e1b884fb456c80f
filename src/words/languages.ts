/** The languages of the respondent's side, a file each. `reviewed`: who has signed the translation, `null` before that. */
export const LANGUAGES = [
  { tag: 'fr', name: 'Français', reviewed: 'by its authors' },
  { tag: 'en', name: 'English', reviewed: 'by its authors' },
  { tag: 'es', name: 'Español', reviewed: null },
  { tag: 'ar', name: 'العربية', reviewed: null },
  { tag: 'fr-simple', name: 'Français facile', reviewed: null },
] as const satisfies readonly Language[];

interface Language {
  readonly tag: string;
  readonly name: string;
  readonly reviewed: 'by its authors' | { readonly by: string; readonly on: string; readonly covers: string } | null;
}

/** The first of these languages whose words somebody answers for: their authors, or who has signed the translation. */
export function reviewedUiLanguage(wanted: readonly string[]): UiLanguage {
  const signed = LANGUAGES.filter(({ reviewed }: Language) => reviewed !== null).map(({ tag }) => tag);
  return wanted.map((tag) => amongThose(signed, tag)).find((one) => one !== undefined) ?? 'fr';
}

export type UiLanguage = (typeof LANGUAGES)[number]['tag'];

/** The languages of the desk, of exports and of workbooks. */
export const DESK_LANGUAGES = ['fr', 'en'] as const;

export type DeskLanguage = (typeof DESK_LANGUAGES)[number];

const UI_LANGUAGES = LANGUAGES.map(({ tag }) => tag);

/** `fr-CA` is French to the interface, `pt` is `pt-PT` where it has that alone; a language without words is `undefined`. */
export function uiLanguageOf(tag: string | undefined): UiLanguage | undefined {
  return amongThose(UI_LANGUAGES, tag);
}

/** The interface around texts in a language: in that, else in the first of these languages that it has, else in English. */
export function uiLanguageFor(language: string, languages: readonly (string | undefined)[]): UiLanguage {
  return [language, ...languages].map(uiLanguageOf).find((one) => one !== undefined) ?? 'en';
}

export function deskLanguageFor(language: string, languages: readonly string[]): DeskLanguage {
  const found = [language, ...languages].map((tag) => amongThose(DESK_LANGUAGES, tag));
  return found.find((one) => one !== undefined) ?? 'en';
}

function amongThose<Tag extends string>(tags: readonly Tag[], tag: string | undefined): Tag | undefined {
  const [plain] = tag?.split('-') ?? [];
  return (
    tags.find((one) => one === tag) ??
    tags.find((one) => one === plain) ??
    tags.find((one) => one.split('-')[0] === plain)
  );
}
