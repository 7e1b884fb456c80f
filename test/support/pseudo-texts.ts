/*
 * Two pseudo-languages that every page must display: English in longer words, and a right-to-left language in which the interface has
 * no words. Pure, since the build of a test runs `lengthen` in the page.
 */

/** To the interface this is English. */
export const LONGER = 'en-x-long';
export const MIRRORED = 'ar-x-mirror';

/** Makes a text half as long again, like German. Placeholders in braces are kept. */
export function longer(text: string): string {
  return text.replaceAll(/\{\w+\}|\p{L}{4,}/gu, (word) =>
    word.startsWith('{') ? word : `${word}${word.slice(-Math.ceil(word.length / 2)).toLowerCase()}`,
  );
}

const ARABIC = 'ابجدهوزحطيكلمنسعفصقرشتثخذضظغ';

/** Replaces each letter by an Arabic one; digits and punctuation are kept. */
export function mirrored(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\{\w+\}|\p{Script=Latin}/gu, (letter) =>
      letter.startsWith('{') ? letter : (ARABIC[letter.toLowerCase().charCodeAt(0) % ARABIC.length] ?? letter),
    );
}

/** Lengthens the interface's words: texts, functions that return texts, lists and groups of them. */
export function lengthen(words: unknown): unknown {
  if (typeof words === 'string') return longer(words);
  if (typeof words === 'function') return (...values: readonly unknown[]) => lengthen(words(...values));
  if (Array.isArray(words)) return words.map(lengthen);
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, lengthen(text)]));
}

/** Adds the two pseudo-languages to each text of a survey file. */
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
