import type { FirstWords } from '../../words/compiled/respondent/first.d.mts';
import type { LateWords } from '../../words/compiled/respondent/late.d.mts';
import type { UiLanguage } from '../../words/languages.ts';

/** The page says these before late code has come. */
export type Strings = FirstWords & {
  /** Fetches the words that late code says, which has them itself in French. */
  readonly rest?: () => Promise<object>;
};

/** The words of late screens in other languages than French, as they came. */
const brought = new Map<string, LateWords>();

export function bringWords(language: string, words: LateWords): void {
  brought.set(language, words);
}

/** French is in the code that says it; `preload` has waited for the words of another language. */
export function wordsOf<Part extends keyof LateWords>(part: Part, french: LateWords[Part]) {
  return (language: UiLanguage): LateWords[Part] => brought.get(language)?.[part] ?? french;
}
