import type { UiLanguage } from '../../../core/ui-language.ts';
import type { OutputSheet } from '../xlsx/write-xlsx.ts';

const ROWS: readonly (readonly [sheet: string, fr: string, en: string])[] = [
  ['', 'Votre enquête', 'Your survey'],
  [
    '',
    'Changez, enregistrez en .xlsx, déposez : un rapport suit.',
    'Change, save as .xlsx, upload: the report says the rest.',
  ],
  [
    'survey',
    'Une ligne par question. type : select_one LISTE (un choix), select_multiple LISTE (plusieurs), integer ou decimal (un nombre), text. begin_group et end_group entourent une section.',
    'One row a question. type: select_one LIST (one choice), select_multiple LIST (several), integer or decimal (a number), text. begin_group and end_group surround a section.',
  ],
  [
    '',
    'Un tableau est un begin_group dont « appearance » dit table-list, et des lignes select_one de la même liste.',
    'A table is a begin_group whose “appearance” says table-list, with rows select_one of one list.',
  ],
  [
    '',
    "relevant : la condition pour que la question soit posée. ${age} >= 18 · ${avis} = 'oui' · selected(${outils}, 'mail') · and · or · not( )",
    "relevant: the condition for the question to be asked. ${age} >= 18 · ${opinion} = 'yes' · selected(${tools}, 'mail') · and · or · not( )",
  ],
  [
    'choices',
    'Une ligne par option ; celles d’une liste se suivent. barometre--specify : l’option demande de préciser. barometre--exclusive : elle exclut les autres.',
    'One row an option; those of a list follow one another. barometre--specify: the option asks to specify. barometre--exclusive: it excludes the others.',
  ],
  [
    'barometre',
    'Qui est invité (who), pourquoi (why), ce qui est gardé (kept), la durée (minutes), la question dont les options séparent les résultats (stratum).',
    'Who is invited (who), why (why), what is kept (kept), the duration (minutes), the question whose options divide the results (stratum).',
  ],
  [
    'notice',
    'Qui est responsable, pourquoi, combien de temps. Sans cette feuille, l’enquête dit qu’elle est une démonstration.',
    'Who is responsible, what for, for how long. Without this sheet the survey says that it is a demonstration.',
  ],
  [
    'profiles',
    'Une colonne par profil, une ligne par question. Une cellule : a · a, b · exactement a + b · x ≥ 2 · … et … · … ou … · rien.',
    'A column for each profile, a row for each question. A cell: a · a, b · exactly a + b · x ≥ 2 · … and … · … or … · nothing.',
  ],
  [
    'weights',
    'Un quiz, au lieu des critères : de −3 à 3 points par option et par profil.',
    'A quiz, instead of criteria: −3 to 3 points for each option and profile.',
  ],
  [
    'facts',
    'Ce que l’on compte ou retient des réponses, quand une question ne suffit pas à un critère.',
    'What is counted or kept of the answers, where one question is not enough for a criterion.',
  ],
  [
    'more',
    'Ce qu’aucune autre feuille ne dit. Laissez-la telle quelle.',
    'What no other sheet says. Leave it as it is.',
  ],
];

/** Explains the workbook to its author, sheet by sheet. The program reads nothing of it. */
export function readmeSheet(language: UiLanguage): OutputSheet {
  const rows = ROWS.map(([sheet, fr, en]) => [sheet, { fr, en }[language]]);
  return { name: { fr: 'Lisez-moi', en: 'Read me' }[language], isProse: true, widths: [12, 90], rows };
}
