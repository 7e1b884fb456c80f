import type { Mask } from './mask.ts';

/** A word of a text, as one takes it in hand to mask it: the punctuation around it is not part of it. */
export interface SelectableWord {
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}\p{So}\p{Sc}@+](?:\S*[\p{L}\p{M}\p{N}\p{So}\p{Sc}])?/gu;

export function selectableWords(text: string): readonly SelectableWord[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
}

/** Words that follow one another are masked as one: nobody counts them. */
export function masksOver(words: readonly SelectableWord[], chosen: ReadonlySet<number>): readonly Mask[] {
  return words.flatMap(({ start, end }, first) => {
    if (!chosen.has(first) || chosen.has(first - 1)) return [];
    let last = first;
    while (chosen.has(last + 1)) last++;
    return [{ start, end: words[last]?.end ?? end }];
  });
}
