/*
 * Languages are named by BCP 47 tags in their canonical form, so that a text, a file's name and an address always spell one the same.
 */

/** Language, script, region, variants, private use: `fr`, `pt-BR`, `zh-Hant`, `en-x-long`. Without extensions, which name no other words. */
export const LANGUAGE_TAG =
  /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-x(-[a-z\d]{1,8})+)?$/;

/** Without a script in the tag, these languages are written from right to left; with one, the script decides. */
const RIGHT_TO_LEFT =
  /^(ar|ckb|dv|fa|he|ks|nqo|pnb|ps|sd|syr|ug|ur|yi)\b(?!-[A-Z][a-z])|-(Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)\b/;

/** Returns the first language wanted of those that exist, in any variety of it if not in the one named, else the first that exists. */
export function languageFor(languages: readonly string[], wanted: readonly string[]): string {
  const tags = wanted.flatMap((tag) => [tag, tag.split('-')[0]]);
  const found = tags.flatMap((tag) => languages.filter((one) => one === tag || one.startsWith(`${tag}-`)));
  return found[0] ?? languages[0] ?? 'fr';
}

export function directionOf(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(tag) ? 'rtl' : 'ltr';
}
