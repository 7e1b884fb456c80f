/*
 * Languages are named by BCP 47 tags in their canonical form, so that a text, a file's name and an address always spell one the same.
 */

/** Language, script, region, variants, private use: `fr`, `pt-BR`, `zh-Hant`, `en-x-long`. Without extensions, which name no other words. */
export const LANGUAGE_TAG =
  /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-x(-[a-z\d]{1,8})+)?$/;

/** Without a script in the tag, these languages are written from right to left; with one, the script decides. */
const RIGHT_TO_LEFT =
  /^(ar|ckb|dv|fa|he|ks|nqo|pnb|ps|sd|syr|ug|ur|yi)\b(?!-[A-Z][a-z])|-(Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)\b/;

/** Returns the first of a reader's languages that exists here, in the reader's variety if there is one; `undefined` where none does. */
export function preferredAmong(languages: readonly string[], reader: readonly string[]): string | undefined {
  const near = (tag: string) => languages.find((one) => one.split('-')[0] === tag.split('-')[0]);
  return reader.map((tag) => languages.find((one) => one === tag) ?? near(tag)).find((one) => one !== undefined);
}

export function directionOf(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(tag) ? 'rtl' : 'ltr';
}
