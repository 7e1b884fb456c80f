import { words as en } from '../../../words/compiled/desk/en/report.mjs';
import { words as fr } from '../../../words/compiled/desk/fr/report.mjs';
import type { ReportWords } from '../../../words/compiled/desk/report.d.mts';

const WORDS = { fr, en };

/** A language in which reports are written. */
export type ReportLanguage = keyof typeof WORDS;
/** A text of a report, in each of its languages. */
export type ReportText = Readonly<Record<ReportLanguage, string>>;

/** The name of a sentence that says why, and what to do. `{text}` in it is what the cell says. */
export type SentenceCode = keyof ReportWords;

/** The values of the braces of a sentence. */
export type SentenceWords = Readonly<Record<string, string | number | ReportText>>;

/** A longer quotation would push the message about it off a phone's screen. */
const LONGEST_QUOTE = 120;

export function sentence(code: SentenceCode, words: SentenceWords): ReportText {
  const text = String(words.text ?? '');
  const quoted = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return inReportLanguages((language) => {
    const written = WORDS[language][code];
    if (typeof written === 'string') return written;
    const spoken = Object.entries(words).map(([key, word]) => [key, typeof word === 'object' ? word[language] : word]);
    return written({ ...Object.fromEntries(spoken), text: quoted });
  });
}

export function inReportLanguages(write: (language: ReportLanguage) => string): ReportText {
  return { fr: write('fr'), en: write('en') };
}
