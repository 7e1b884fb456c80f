/* What the report says of sheets, columns and single cells. */
export const SHEET_SENTENCES = {
  'cell.date': {
    fr: 'Le tableur a fait de ce code une date ({text}) : mettez la cellule au format Texte, puis écrivez le code de nouveau.',
    en: 'The spreadsheet made this code a date ({text}): format the cell as text, then type the code again.',
  },
  'cell.error': {
    fr: 'Cette cellule contient l’erreur {text} : écrivez la valeur elle-même.',
    en: 'This cell holds the error {text}: write the value itself.',
  },
  'cell.formula': {
    fr: 'Formule : la valeur enregistrée « {text} » est lue, la formule n’est jamais calculée.',
    en: 'Formula: the saved value “{text}” is read, the formula is never evaluated.',
  },
  'cell.formula-empty': {
    fr: 'Formule sans valeur enregistrée : écrivez le texte à la place de la formule.',
    en: 'Formula without a saved value: write the text in place of the formula.',
  },
  'cell.merged': {
    fr: 'Cellules fusionnées ({range}) : seule la première porte le texte. Séparez-les si le texte vaut pour chacune.',
    en: 'Merged cells ({range}): only the first holds the text. Split them if each should have it.',
  },
  'row.unread': {
    fr: 'Cette ligne n’est pas reprise.',
    en: 'This row is not carried.',
  },
  'sheet.unknown': {
    fr: 'La feuille « {text} » n’est pas lue (lignes : {count}).',
    en: 'The sheet “{text}” is not read (rows: {count}).',
  },
  'sheet.twice': {
    fr: 'Deux feuilles tiennent le même rôle : gardez « {other} » ou « {text} ».',
    en: 'Two sheets have the same role: keep “{other}” or “{text}”.',
  },
  'sheet.too-long': {
    fr: 'Ce qui suit n’est pas lu : au plus {rows} lignes remplies et {columns} colonnes par feuille. Effacez ce qui est inutile.',
    en: 'What follows is not read: a sheet has at most {rows} filled rows and {columns} columns. Delete what is not needed.',
  },
  'sheet.no-survey': {
    fr: 'Il manque une feuille « survey » avec les colonnes « type », « name » et « label ».',
    en: 'There is no sheet “survey” with the columns “type”, “name” and “label”.',
  },
  'sheet.no-column': {
    fr: 'La première ligne de cette feuille doit nommer une colonne « {key} ».',
    en: 'The first row of this sheet must name a column “{key}”.',
  },
  'sheet.no-question': {
    fr: 'Aucune question de cette feuille ne peut être reprise.',
    en: 'No question of this sheet can be carried.',
  },
  'book.macros': {
    fr: 'Le classeur contient des macros : elles ne sont ni lues, ni exécutées, ni gardées.',
    en: 'The workbook has macros: they are neither read, nor run, nor kept.',
  },
  'column.twice': {
    fr: 'Deux colonnes disent la même chose (« {text} ») : gardez-en une.',
    en: 'Two columns say the same thing (“{text}”): keep one.',
  },
  'column.language': {
    fr: 'La langue « {language} » n’est pas reconnue : écrivez-la avec son code, par exemple « label::Français (fr) ».',
    en: 'The language “{language}” is not known: write it with its code, as in “label::English (en)”.',
  },
  'column.unknown': {
    fr: 'La colonne « {text} » n’est pas lue (cellules remplies : {count}).',
    en: 'The column “{text}” is not read (filled cells: {count}).',
  },
  'column.appearance': {
    fr: 'Apparence « {text} » : l’application présente elle-même chaque sorte de question.',
    en: 'Appearance “{text}”: the application presents each kind of question itself.',
  },
  'column.message': {
    fr: 'Message « {text} » : l’application dit elle-même ce qui manque ou dépasse.',
    en: 'Message “{text}”: the application itself says what is missing or out of bounds.',
  },
  'column.filter': {
    fr: 'Le filtre « {text} » n’est pas repris : toutes les options sont proposées à chacun. À accepter, ou faites une question par liste.',
    en: 'The filter “{text}” is not carried: all options are offered to everyone. Accept this, or make one question for each list.',
  },
  'column.calculation': {
    fr: 'Le calcul « {text} » n’est pas repris : la question est posée sans lui. À accepter, ou effacez-le.',
    en: 'The calculation “{text}” is not carried: the question is asked without it. Accept this, or delete it.',
  },
  'column.default': {
    fr: 'La réponse par défaut « {text} » n’est pas reprise : rien n’est coché d’avance.',
    en: 'The default answer “{text}” is not carried: nothing is filled in beforehand.',
  },
  'column.dropped': {
    fr: 'Aucune enquête d’ici n’a d’indication « {column} » : « {text} » n’est pas repris.',
    en: 'Surveys here have no setting “{column}”: “{text}” is not carried.',
  },
  'key.missing': {
    fr: 'Il manque le nom de ce qui est dit, dans la colonne « key ».',
    en: 'The name of what is said is missing, in the column “key”.',
  },
  'key.twice': {
    fr: '« {text} » est déjà dit à la ligne {row} : gardez une seule ligne.',
    en: '“{text}” is said in row {row} already: keep one row.',
  },
  'key.unknown': {
    fr: '« {text} » n’est pas un nom connu de cette feuille : voyez la feuille Lisez-moi du modèle.',
    en: '“{text}” is not a known name of this sheet: see the sheet Read me of the template.',
  },
  'value.missing': {
    fr: 'Il manque le texte de « {key} ».',
    en: 'The text of “{key}” is missing.',
  },
  'value.wrong': {
    fr: '« {text} » ne convient pas à « {key} » : un nombre entier, oui ou non, un jour AAAA-MM-JJ, selon le cas.',
    en: '“{text}” does not suit “{key}”: a whole number, yes or no, a day YYYY-MM-DD, as the case may be.',
  },
  'settings.second': {
    fr: 'Seule la première ligne de cette feuille est lue.',
    en: 'Only the first row of this sheet is read.',
  },
  'settings.unused': {
    fr: 'Aucune enquête d’ici n’a de réglage « {column} » : « {text} » n’est pas repris.',
    en: 'Surveys here have no setting “{column}”: “{text}” is not carried.',
  },
  'settings.version': {
    fr: 'La version « {text} » n’est pas un nombre entier : c’est la révision 1.',
    en: 'The version “{text}” is not a whole number: this is revision 1.',
  },
  'settings.id': {
    fr: 'Ce classeur est repris dans l’enquête « {id} », et non « {text} ».',
    en: 'This workbook is taken into the survey “{id}”, not “{text}”.',
  },
  'settings.no-id': {
    fr: 'Sans « form_id », l’enquête s’appelle « {id} ».',
    en: 'Without a “form_id”, the survey is named “{id}”.',
  },
  'settings.no-title': {
    fr: 'Sans titre, l’enquête s’appelle « {id} » : écrivez-en un dans « form_title ».',
    en: 'Without a title, the survey is called “{id}”: write one in “form_title”.',
  },
  'title.language': {
    fr: 'Ce titre se lit tel quel dans chaque langue : pour le traduire, écrivez une ligne « title » dans la feuille « barometre », avec une colonne par langue.',
    en: 'This title is read as it is in each language: to translate it, write a row “title” in the sheet “barometre”, with a column for each language.',
  },
  'language.assumed': {
    fr: 'La langue n’est pas dite : le classeur est lu comme du « {language} ». Pour une autre, écrivez « default_language » dans « settings ».',
    en: 'The language is not said: the workbook is read as “{language}”. For another one, write “default_language” in “settings”.',
  },
  'language.few': {
    fr: 'La langue « {language} » n’a que {filled} libellés sur {needed} : complétez ses colonnes, ou acceptez que l’enquête se fasse sans elle.',
    en: 'The language “{language}” has {filled} of {needed} labels only: complete its columns, or accept that the survey does without it.',
  },
  'text.missing': {
    fr: 'Il manque ce texte en « {language} » : {text}',
    en: 'This text is missing in “{language}”: {text}',
  },
  'opening.default': {
    fr: 'L’ouverture a des phrases toutes faites ({keys}) : écrivez les vôtres dans la feuille « barometre ».',
    en: 'The opening has ready-made sentences ({keys}): write yours in the sheet “barometre”.',
  },
  'opening.language': {
    fr: 'Il n’y a pas de phrases toutes faites en « {language} » : celles de l’ouverture ({keys}) sont en anglais. Écrivez les vôtres dans les textes du brouillon, ou dans la feuille « barometre ».',
    en: 'There are no ready-made sentences in “{language}”: those of the opening ({keys}) are in English. Write yours among the texts of the draft, or in the sheet “barometre”.',
  },
  'minutes.counted': {
    fr: 'Durée annoncée : {minutes} min, à raison de 12 secondes par question.',
    en: 'Announced duration: {minutes} min, at 12 seconds a question.',
  },
  'more.file': {
    fr: '« {text} » n’est pas un fichier que cette feuille complète : survey, notice, presentation ou results.',
    en: '“{text}” is no file that this sheet completes: survey, notice, presentation or results.',
  },
  'more.value': {
    fr: 'Cette valeur n’est pas du JSON : {text}',
    en: 'This value is not JSON: {text}',
  },
  'more.nowhere': {
    fr: 'Cette ligne complète quelque chose qui n’est plus dans le classeur ({text}) : vous pouvez l’effacer.',
    en: 'This row completes something that is no longer in the workbook ({text}): you may delete it.',
  },
  'file.faulty': {
    fr: '{fr}',
    en: '{en}',
  },
} as const;
