import type { Unreadable } from '../xlsx/open-workbook.ts';

/** The file as a whole is not read: there is no report. */
export interface WorkbookRefusal {
  readonly kind: 'refused';
  readonly reason: Unreadable;
  readonly says: { readonly fr: string; readonly en: string };
}

const WORDS: Readonly<Record<Unreadable, WorkbookRefusal['says']>> = {
  'too-large': {
    fr: 'Ce fichier dépasse 5 Mo : supprimez les lignes vides sous le tableau, les images, et ce qui n’est pas l’enquête.',
    en: 'This file is larger than 5 MB: delete the empty rows below the table, the pictures, and all that is not the survey.',
  },
  'old-format': {
    fr: 'C’est un ancien classeur (.xls) : ouvrez-le et enregistrez-le en .xlsx.',
    en: 'This is an old workbook (.xls): open it and save it as .xlsx.',
  },
  password: {
    fr: 'Ce classeur est protégé par un mot de passe : enregistrez-le sans mot de passe.',
    en: 'This workbook has a password: save it without one.',
  },
  'other-format': {
    fr: 'Ce n’est ni un classeur .xlsx, ni un texte de questions numérotées : ouvrez-le dans un tableur et enregistrez-le en .xlsx, ou écrivez « 1. » devant chaque question.',
    en: 'This is neither an .xlsx workbook nor a text of numbered questions: open it in a spreadsheet program and save it as .xlsx, or write “1.” before each question.',
  },
  'unpacked-too-large': {
    fr: 'Ce classeur contient beaucoup plus que ce qu’une enquête demande : effacez les lignes vides sous le tableau et les feuilles inutiles, puis enregistrez-le de nouveau.',
    en: 'This workbook holds far more than a survey needs: delete the empty rows below the table and the sheets you do not need, and save it again.',
  },
  'too-many-lines': {
    fr: 'Ce texte a plus de 5 000 lignes : gardez seulement les questions et leurs réponses.',
    en: 'This text has more than 5,000 lines: keep only the questions and their answers.',
  },
  damaged: {
    fr: 'Ce classeur est abîmé ou incomplet : ouvrez-le dans un tableur et enregistrez-le de nouveau.',
    en: 'This workbook is damaged or incomplete: open it in a spreadsheet program and save it again.',
  },
};

export function refusalOf(reason: Unreadable): WorkbookRefusal {
  return { kind: 'refused', reason, says: WORDS[reason] };
}
