import { words as french } from '../../words/compiled/respondent/fr/past.mjs';
import type { PastWords as PastStrings } from '../../words/compiled/respondent/past.d.mts';
import { wordsOf } from './late-words.ts';
import type { Words } from './words.ts';
import { writeDay, writeList, writeShare } from './writing.ts';

export interface PastWords extends Words {
  readonly past: PastStrings;
  readonly list: (texts: readonly string[]) => string;
  /** 38 as « 38 % ». */
  readonly percent: (whole: number) => string;
  /** YYYY-MM-DD as « 12 mai 2026 ». */
  readonly date: (day: string) => string;
}

const pastStrings = wordsOf('past', french);

/** The same object each time for the same words, so that what is drawn from it is drawn once. */
export function oncePerWords<Made>(make: (words: Words) => Made): (words: Words) => Made {
  const known = new WeakMap<Words, Made>();
  return (words) => {
    const made = known.get(words) ?? make(words);
    known.set(words, made);
    return made;
  };
}

export function pastWords(words: Words): PastWords {
  const { uiLanguage } = words;
  return {
    ...words,
    past: pastStrings(uiLanguage),
    list: (texts) => writeList(texts, uiLanguage),
    percent: (whole) => writeShare(whole / 100, uiLanguage),
    date: (day) => writeDay(day, words, 'with-year'),
  };
}
