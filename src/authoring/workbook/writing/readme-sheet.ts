import type { WrittenSheet } from '../xlsx/write-xlsx.ts';

/** What an author reads first, in French and in English. Nothing in it is read by the program. */
export const README_SHEET: WrittenSheet = {
  name: 'Lisez-moi',
  isProse: true,
  widths: [70, 70],
  rows: [
    ['Ce classeur est une enquête', 'This workbook is a survey'],
    [
      'Changez les feuilles, enregistrez en .xlsx, déposez le fichier : le rapport dit, cellule par cellule, ce qui est repris, ce qui ne l’est pas, et quoi écrire.',
      'Change the sheets, save as .xlsx, upload the file: the report says, cell by cell, what is carried, what is not, and what to write.',
    ],
    [
      'survey : une ligne par question. type : select_one LISTE (un choix), select_multiple LISTE (plusieurs), integer ou decimal (un nombre), text. begin_group et end_group entourent une section.',
      'survey: one row a question. type: select_one LIST (one choice), select_multiple LIST (several), integer or decimal (a number), text. begin_group and end_group surround a section.',
    ],
    [
      'survey : un tableau est un begin_group dont « appearance » dit table-list, et des lignes select_one de la même liste.',
      'survey: a table is a begin_group whose “appearance” says table-list, with rows select_one of one list.',
    ],
    [
      "survey, colonne relevant : la condition pour que la question soit posée. ${age} >= 18 · ${avis} = 'oui' · selected(${outils}, 'mail') · and · or · not( )",
      "survey, column relevant: the condition for the question to be asked. ${age} >= 18 · ${opinion} = 'yes' · selected(${tools}, 'mail') · and · or · not( )",
    ],
    [
      'choices : une ligne par option ; celles d’une liste se suivent. barometre--specify : l’option demande de préciser. barometre--exclusive : elle exclut les autres.',
      'choices: one row an option; those of a list follow one another. barometre--specify: the option asks to specify. barometre--exclusive: it excludes the others.',
    ],
    [
      'barometre : qui est invité (who), pourquoi (why), ce qui est gardé (kept), la durée (minutes), la question dont les options séparent les résultats (stratum).',
      'barometre: who is invited (who), why (why), what is kept (kept), the duration (minutes), the question whose options divide the results (stratum).',
    ],
    [
      'notice : qui est responsable, pourquoi, combien de temps. Sans cette feuille, l’enquête dit qu’elle est une démonstration.',
      'notice: who is responsible, what for, for how long. Without this sheet the survey says that it is a demonstration.',
    ],
    [
      'profiles : un tableau de décision, une ligne par critère, une colonne par profil. Une cellule : a · a, b · exactement a + b · x ≥ 2 · … et … · … ou … · vide (ne demande rien). Un critère peut porter le nom d’une question à choix.',
      'profiles: a decision table, a row for each criterion, a column for each profile. A cell: a · a, b · exactly a + b · x ≥ 2 · … and … · … or … · empty (asks nothing). A criterion may have the name of a choice question.',
    ],
    [
      'facts : ce que l’on compte ou retient des réponses, quand une question ne suffit pas à un critère.',
      'facts: what is counted or kept of the answers, where one question is not enough for a criterion.',
    ],
    [
      'more : ce qu’aucune autre feuille ne dit. Laissez-la telle quelle.',
      'more: what no other sheet says. Leave it as it is.',
    ],
  ],
};
