import { FORM_SENTENCES } from './form-sentences.ts';
import { QUESTION_SENTENCES } from './question-sentences.ts';
import { SHEET_SENTENCES } from './sheet-sentences.ts';
import { TRANSLATION_SENTENCES } from './translation-sentences.ts';
import { TYPOLOGY_SENTENCES } from './typology-sentences.ts';

const SENTENCES = {
  ...SHEET_SENTENCES,
  ...FORM_SENTENCES,
  ...QUESTION_SENTENCES,
  ...TYPOLOGY_SENTENCES,
  ...TRANSLATION_SENTENCES,
};

/** The name of a sentence that says why, and what to do. `{text}` in it is what the cell says. */
export type SentenceCode = keyof typeof SENTENCES;

/** The values of the braces of a sentence. */
export type SentenceWords = Readonly<Record<string, string | number>>;

/** A longer quotation would push the message about it off a phone's screen. */
const LONGEST_QUOTE = 120;

export function sentence(code: SentenceCode, words: SentenceWords): { readonly fr: string; readonly en: string } {
  const { fr, en } = SENTENCES[code];
  const fill = (sentence: string) =>
    sentence.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
      const word = String(words[key] ?? '');
      return key === 'text' && word.length > LONGEST_QUOTE ? `${word.slice(0, LONGEST_QUOTE)}…` : word;
    });
  return { fr: fill(fr), en: fill(en) };
}
