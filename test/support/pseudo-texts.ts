/*
 * Two languages that nobody speaks and every page must bear: English in longer words, and a language written from right to left in which
 * the interface has no words. Pure, since the build of a test runs `lengthen` in the page.
 */

/** To the interface this is English. */
export const LONGER = 'en-x-long';
export const MIRRORED = 'ar-x-mirror';

/** Half as long again, as German is to English. Names between braces are filled in later, and stay. */
export function longer(text: string): string {
  return text.replaceAll(/\{\w+\}|\p{L}{4,}/gu, (word) =>
    word.startsWith('{') ? word : `${word}${word.slice(-Math.ceil(word.length / 2)).toLowerCase()}`,
  );
}

const ARABIC = 'ابجدهوزحطيكلمنسعفصقرشتثخذضظغ';

/** The same in Arabic letters, one for one; digits and marks stay. */
export function mirrored(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\{\w+\}|\p{Script=Latin}/gu, (letter) =>
      letter.startsWith('{') ? letter : (ARABIC[letter.toLowerCase().charCodeAt(0) % ARABIC.length] ?? letter),
    );
}

/** The words of the interface in longer ones: texts, texts made of values, lists and groups of them. */
export function lengthen(words: unknown): unknown {
  if (typeof words === 'string') return longer(words);
  if (typeof words === 'function') return (...values: readonly unknown[]) => lengthen(words(...values));
  if (Array.isArray(words)) return words.map(lengthen);
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, lengthen(text)]));
}

/** A file of a survey, with each of its texts in the two languages as well. */
export function withPseudoLanguages(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withPseudoLanguages);
  if (typeof node !== 'object' || node === null) return node;
  if ('en' in node && typeof node.en === 'string') {
    // The name of a file has no other letters.
    const isSlug = /^[a-z\d]+(-[a-z\d]+)+$/.test(node.en);
    return {
      ...node,
      [LONGER]: isSlug ? node.en : longer(node.en),
      [MIRRORED]: isSlug ? node.en : mirrored(node.en),
    };
  }
  const known = Object.entries(node).map(([key, value]) =>
    key === 'languages' && Array.isArray(value)
      ? [key, [...value, LONGER, MIRRORED]]
      : [key, withPseudoLanguages(value)],
  );
  return Object.fromEntries(known);
}
