/*
 * Languages are named by BCP 47 tags in their canonical form, so that a text, a file's name and an address always spell one the same.
 */

/** Language, script, region, variants, private use: `fr`, `pt-BR`, `zh-Hant`, `en-x-long`. Without extensions, which name no other words. */
export const LANGUAGE_TAG =
  /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-x(-[a-z\d]{1,8})+)?$/;

/** Without a script in the tag, these languages are written from right to left; with one, the script decides. */
const RIGHT_TO_LEFT =
  /^(ar|ckb|dv|fa|he|ks|nqo|pnb|ps|sd|syr|ug|ur|yi)\b(?!-[A-Z][a-z])|-(Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)\b/;

/** Returns the first language wanted of those that exist, else what it is a variety of, else a variety of that; else the first that exists. */
export function languageFor(languages: readonly string[], wanted: readonly string[]): string {
  const found = wanted.flatMap((tag) => {
    const [plain] = tag.split('-');
    return [tag, plain, languages.find((one) => one.split('-')[0] === plain)].filter((one) =>
      languages.includes(one ?? ''),
    );
  });
  return found[0] ?? languages[0] ?? 'fr';
}

/** The text in a language, or in the language that it is a variety of: `fr-simple`, then `fr`. */
export function textOrPlain(text: Readonly<Record<string, string>>, tag: string): string | undefined {
  return text[tag] ?? (tag.includes('-') ? textOrPlain(text, tag.replace(/-[^-]*$/, '')) : undefined);
}

export function directionOf(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(tag) ? 'rtl' : 'ltr';
}

export const EASY_FRENCH = 'fr-simple';

/** The name that a language gives itself: « Français facile », « Español ». */
export function ownName(tag: string): string {
  if (tag === EASY_FRENCH) return 'Français facile';
  // A private-use language tag has no name in `Intl`.
  const [known = '', own] = tag.split('-x-');
  const name = new Intl.DisplayNames(known, { type: 'language' }).of(known) ?? known;
  return `${name.charAt(0).toLocaleUpperCase(known)}${name.slice(1)}${own === undefined ? '' : ` (${own})`}`;
}
