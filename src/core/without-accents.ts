/** Returns a text as it is searched and compared, in lower case: « Côtes » is found by « cotes », and « Cœur » by « coeur ». */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}
