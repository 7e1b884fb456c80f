import { FORM_SENTENCES } from './form-sentences.ts';
import { QUESTION_SENTENCES } from './question-sentences.ts';
import { SHEET_SENTENCES } from './sheet-sentences.ts';
import { TYPOLOGY_SENTENCES } from './typology-sentences.ts';

/** Sentences about a workbook that has the texts of a translation alone. */
const TRANSLATION_SENTENCES = {
  'translation.no-language': {
    fr: 'Aucune colonne de cette feuille ne dit sa langue : écrivez par exemple « label::Deutsch (de) ».',
    en: 'No column of this sheet says its language: write for example “label::Deutsch (de)”.',
  },
  'translation.no-name': {
    fr: 'Il faut ici la colonne « {key} » : c’est par elle que chaque texte trouve sa place.',
    en: 'The column “{key}” is needed here: each text finds its place by it.',
  },
  'translation.no-row': {
    fr: 'L’enquête n’a rien qui s’appelle « {key} » : ce texte n’est pas repris.',
    en: 'The survey has nothing named “{key}”: this text is not taken.',
  },
  'translation.no-text': {
    fr: 'L’enquête n’a pas de texte à cette place dans sa première langue : « {text} » n’est pas repris.',
    en: 'The survey has no text at this place in its first language: “{text}” is not taken.',
  },
  'translation.other-column': {
    fr: 'Seuls les textes d’une traduction sont lus : « {text} » ne l’est pas.',
    en: 'Only the texts of a translation are read: “{text}” is not.',
  },
  'translation.other-sheet': {
    fr: 'L’enquête n’a pas de feuille « {text} » : elle n’est pas lue.',
    en: 'The survey has no sheet “{text}”: it is not read.',
  },
  'translation.more': {
    fr: 'Il manque encore ce texte en « {language} », dans la feuille « more » : ajoutez-y la langue à côté de l’autre, ou dans le brouillon. {text}',
    en: 'This text is still missing in “{language}”, in the sheet “more”: add the language next to the other one there, or in the draft. {text}',
  },
  'translation.missing': {
    fr: 'Il manque encore ce texte en « {language} » : {text}',
    en: 'This text is still missing in “{language}”: {text}',
  },
} as const;

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
