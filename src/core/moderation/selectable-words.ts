import type { Mask } from './mask.ts';

/** A word of a text, as one takes it in hand to mask it: the punctuation around it is not part of it. */
export interface SelectableWord {
  readonly start: number;
  readonly end: number;
}

const RUN = /\S+/gu;
const BEGINNING = /[\p{L}\p{N}\p{So}\p{Sc}@+]/gu;
const UP_TO_LAST_LETTER = /^.*[\p{L}\p{M}\p{N}\p{So}\p{Sc}]/su;

/** Between blanks, one word goes from the first letter or sign to the last letter; each sign that follows is a word by itself. */
export function selectableWords(text: string): readonly SelectableWord[] {
  return [...text.matchAll(RUN)].flatMap(({ 0: run, index }) => {
    // Searched once for each run: a regular expression that searched from each sign would take the square of the run's length.
    const last = UP_TO_LAST_LETTER.exec(run)?.[0].length ?? 0;
    const words: SelectableWord[] = [];
    let from = 0;
    for (const { 0: sign, index: at } of run.matchAll(BEGINNING)) {
      if (at < from) continue;
      from = Math.max(at + sign.length, last);
      words.push({ start: index + at, end: index + from });
    }
    return words;
  });
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
