/* Sentences of the report about names, options, groups, types and notes, and about texts that are no workbook. */
export const FORM_SENTENCES = {
  'name.changed': {
    fr: '« {text} » devient « {id} » : lettres sans accent, chiffres et tirets.',
    en: '“{text}” becomes “{id}”: plain letters, digits and hyphens.',
  },
  'names.changed': {
    fr: '{count} noms deviennent des identifiants d’ici, comme « {text} », « {id} » : minuscules sans accent, chiffres et tirets. Les conditions suivent. Il n’y a rien à faire, sauf si un programme lit ces noms.',
    en: '{count} names become ids of ours, as “{text}” becomes “{id}”: plain lower-case letters, digits and hyphens. Conditions follow. There is nothing to do, unless a program reads these names.',
  },
  'name.taken': {
    fr: '« {text} » devient « {id} » : ce nom est déjà pris, ou réservé par les exports.',
    en: '“{text}” becomes “{id}”: this name is taken already, or reserved by the exports.',
  },
  'name.missing': {
    fr: 'Sans nom dans « name », cette ligne s’appelle « {id} ».',
    en: 'Without a name in “name”, this row is called “{id}”.',
  },
  'name.twice': {
    fr: 'Le nom « {text} » est déjà pris plus haut : écrivez-en un autre, et corrigez les conditions qui le citent.',
    en: 'The name “{text}” is taken further up: write another one, and correct the conditions that name it.',
  },
  'label.missing': {
    fr: 'Sans libellé, c’est le nom « {text} » qu’on lira : écrivez la question.',
    en: 'Without a label, people will read the name “{text}”: write the question.',
  },
  'choice.no-list': {
    fr: 'Il manque le nom de la liste de cette option, dans « list_name ».',
    en: 'The list of this option is missing, in “list_name”.',
  },
  'choice.no-name': {
    fr: 'Il manque le code de cette option, dans « name ».',
    en: 'The code of this option is missing, in “name”.',
  },
  'choice.twice': {
    fr: 'Le code « {text} » est déjà à la ligne {row} de la même liste : écrivez-en un autre.',
    en: 'The code “{text}” is already in row {row} of the same list: write another one.',
  },
  'choice.again': {
    fr: 'L’option « {text} » est déjà à la ligne {row} de la même liste, avec les mêmes mots : elle n’est proposée qu’une fois.',
    en: 'The option “{text}” is already in row {row} of the same list, in the same words: it is offered once.',
  },
  'choice.no-label': {
    fr: 'Sans libellé, on lira le code « {text} ».',
    en: 'Without a label, people will read the code “{text}”.',
  },
  'choice.unused': {
    fr: 'Aucune question reprise ne se sert de la liste « {list} » : l’option « {text} » n’est pas reprise.',
    en: 'No carried question uses the list “{list}”: the option “{text}” is not carried.',
  },
  'choice.spare': {
    fr: 'Aucune question ne nomme la liste « {text} » ({count} options) : elle reste dans l’enquête et revient avec le classeur, sans que personne la voie.',
    en: 'No question names the list “{text}” ({count} options): it stays in the survey and comes back with the workbook, and nobody sees it.',
  },
  'list.unknown': {
    fr: 'Il n’y a pas de liste « {text} » dans la feuille « choices » : ajoutez-la, ou corrigez son nom ici.',
    en: 'There is no list “{text}” in the sheet “choices”: add it, or correct its name here.',
  },
  'list.short': {
    fr: 'La liste « {text} » a moins de deux options.',
    en: 'The list “{text}” has fewer than two options.',
  },
  'group.made': {
    fr: 'Ces questions forment une section « Questions ».',
    en: 'Without a group, these questions form a section “Questions”.',
  },
  'group.nested': {
    fr: 'Groupe dans un groupe : ses questions et sa condition sont reprises, son titre « {text} » ne l’est pas.',
    en: 'Group within a group: its questions and its condition are carried, its title “{text}” is not.',
  },
  'group.no-label': {
    fr: 'Cette partie n’a pas de titre : on lira son nom, « {text} ». Écrivez un titre dans « label ».',
    en: 'This section has no title: people will read its name, “{text}”. Write a title in “label”.',
  },
  'group.empty': {
    fr: 'Le groupe « {text} » n’a aucune question reprise.',
    en: 'The group “{text}” has no carried question.',
  },
  'group.notes': {
    fr: 'Le groupe « {text} » n’a ni titre ni question : ses notes se lisent avec la question qui suit, ou la dernière.',
    en: 'The group “{text}” has neither a title nor a question: its notes are read with the question after it, or the last one.',
  },
  'group.repeat': {
    fr: 'Le groupe répété « {text} » n’est pas repris : chaque question se pose une fois.',
    en: 'The repeated group “{text}” is not carried: each question is asked once.',
  },
  'group.in-repeat': {
    fr: '« {text} » est dans un groupe répété, qui n’est pas repris.',
    en: '“{text}” is in a repeated group, which is not carried.',
  },
  'group.not-begun': {
    fr: '« {text} » ne ferme aucun groupe ouvert plus haut : effacez la ligne, ou ajoutez « begin_group ».',
    en: '“{text}” ends no group begun further up: delete the row, or add “begin_group”.',
  },
  'group.not-ended': {
    fr: 'Le groupe « {name} » n’est jamais fermé : ajoutez une ligne « end_group ».',
    en: 'The group “{name}” is never ended: add a row “end_group”.',
  },
  'table.empty': {
    fr: 'Ce tableau n’a pas de lignes « select_one » d’une même liste d’au moins deux options ({text}).',
    en: 'This table has no rows “select_one” of one list of two options or more ({text}).',
  },
  'table.row-rule': {
    fr: 'Un tableau se pose en entier : « {text} » ne vaut plus pour cette seule ligne. À accepter, ou sortez la ligne du tableau.',
    en: 'A table is asked as a whole: “{text}” no longer holds for this row alone. Accept this, or take the row out of the table.',
  },
  'table.row-required': {
    fr: 'Un tableau est obligatoire en entier ou pas du tout : celui-ci ne l’est pas, puisque d’autres lignes ne le sont pas.',
    en: 'A table is required as a whole or not at all: this one is not, since other rows are not.',
  },
  'type.missing': {
    fr: 'Il manque le type de cette ligne (« {text} ») : select_one, select_multiple, integer, text…',
    en: 'The type of this row (“{text}”) is missing: select_one, select_multiple, integer, text…',
  },
  'type.unknown': {
    fr: 'Le type « {type} » n’est pas connu : écrivez select_one LISTE, select_multiple LISTE, integer, decimal ou text.',
    en: 'The type “{type}” is not known: write select_one LIST, select_multiple LIST, integer, decimal or text.',
  },
  'type.dropped': {
    fr: 'Aucune enquête d’ici n’a de question « {type} » : « {text} » n’est pas repris.',
    en: 'Surveys here have no question “{type}”: “{text}” is not carried.',
  },
  'type.metadata': {
    fr: 'Cet outil ne relève ni appareil, ni horaire : « {text} » n’est pas repris.',
    en: 'This tool records neither device nor time: “{text}” is not carried.',
  },
  'type.today': {
    fr: 'Chaque réponse garde déjà le jour où elle a commencé : « {text} » n’a pas besoin d’une question.',
    en: 'Each response already holds the day on which it was begun: “{text}” needs no question.',
  },
  'type.calculate': {
    fr: 'Le calcul « {text} » n’est pas repris. À accepter ; ce qui ne fait que comparer des réponses se dit dans la feuille « facts ».',
    en: 'The calculation “{text}” is not carried. Accept this; what only compares answers can be said in the sheet “facts”.',
  },
  'note.help': {
    fr: 'Cette note devient l’aide de la question qui la suit : « {text} »',
    en: 'This note becomes the help of the question after it: “{text}”',
  },
  'note.some': {
    fr: 'Cette note devient l’aide de la question qui la suit, et seuls la lisent ceux à qui cette question se pose : « {text} »',
    en: 'This note becomes the help of the question after it, and is read only by those who are asked that question: “{text}”',
  },
  'note.last': {
    fr: 'Aucune question ne suit cette note : elle se lit sous l’aide de la dernière. « {text} »',
    en: 'No question follows this note: it is read below the help of the last one. “{text}”',
  },
  'note.dropped': {
    fr: 'Cette note n’est pas reprise : aucune question ne la suit, et la dernière se pose à d’autres personnes. « {text} »',
    en: 'This note is not carried: no question follows it, and the last one is asked of other people. “{text}”',
  },
  'hint.dropped': {
    fr: 'L’indication d’une note ou d’une partie n’est pas reprise : « {text} »',
    en: 'The hint of a note or of a section is not carried: “{text}”',
  },
  'note.long': {
    fr: 'Conseil : l’aide de cette question a {count} signes. Au-delà de 300, les réponses sont hors de l’écran d’un téléphone : raccourcissez-la, ou écrivez-la dans « why » de la feuille « barometre », qui se lit avant de commencer.',
    en: 'Advice: the help of this question has {count} characters. Beyond 300, the answers are off a phone’s screen: shorten it, or write it in “why” of the sheet “barometre”, which is read before beginning.',
  },
  'note.rule': {
    fr: 'Cette note n’est pas reprise : la question qui la suit se pose aussi à d’autres, ou la condition ne peut être lue. « {text} »',
    en: 'This note is not carried: the question after it is asked of others too, or its condition cannot be read. “{text}”',
  },
  'note.empty': {
    fr: 'Cette note n’a pas de texte.',
    en: 'This note has no text.',
  },
  'other.option': {
    fr: '« or_other » devient l’option « Autre », qui demande de préciser.',
    en: '“or_other” becomes the option “Other”, which asks to specify.',
  },
  'other.language': {
    fr: 'L’option « Autre » n’a pas de mot en « {language} » : écrivez-la dans la liste, avec « oui » dans « barometre--specify ».',
    en: 'The option “Other” has no word in “{language}”: write it in the list, with “yes” in “barometre--specify”.',
  },
  'other.text': {
    fr: '« {text} » devient le texte que demande l’option « autre » de la question précédente.',
    en: '“{text}” becomes the text that the option “other” of the question before asks for.',
  },
  'text.bracket': {
    fr: '« {text} » reste dans les mots de la question. Ce qui est compris à cet endroit : (obligatoire), (plusieurs réponses, 3 au plus), (de 0 à 20), (si oui à la question 3).',
    en: '“{text}” stays in the words of the question. What is understood there: (required), (several answers, 3 at most), (from 0 to 20), (if yes to question 3).',
  },
  'text.line': {
    fr: 'Cette ligne n’est ni une question numérotée, ni une option précédée d’un tiret, ni un titre de section : « {text} »',
    en: 'This line is neither a numbered question, nor an option after a dash, nor the title of a section: “{text}”',
  },
  'lime.class': {
    fr: 'Cette ligne de LimeSurvey (quotas, évaluations…) n’est pas reprise : {text}',
    en: 'This line of LimeSurvey (quotas, assessments…) is not carried: {text}',
  },
  'lime.translation': {
    fr: 'Cette traduction ne correspond à aucune ligne de la langue de référence : {text}',
    en: 'This translation matches no line of the language of reference: {text}',
  },
  'lime.lost': {
    fr: 'Cette ligne vient avant la question ou le groupe auquel elle appartient : {text}',
    en: 'This line comes before the question or the group that it belongs to: {text}',
  },
  'lime.description': {
    fr: 'La description du groupe n’est pas reprise : {text}',
    en: 'The description of the group is not carried: {text}',
  },
  'lime.comment': {
    fr: 'La question est reprise, sans le commentaire libre qui l’accompagne : {text}',
    en: 'The question is carried, without the free comment next to it: {text}',
  },
  'lime.part': {
    fr: 'Cette ligne ne sert à aucune question reprise : {text}',
    en: 'No carried question uses this line: {text}',
  },
  'lime.hidden': {
    fr: 'Cette question est masquée dans LimeSurvey ; ici chacun la verrait. À accepter, ou effacez-la : {text}',
    en: 'This question is hidden in LimeSurvey; here everyone would see it. Accept this, or delete it: {text}',
  },
  'text.markup': {
    fr: 'Conseil : « {text} » se lira tel quel, car les textes n’ont pas de mise en forme : écrivez les mots seuls.',
    en: 'Advice: “{text}” will be read as it is, since texts have no formatting: write the words alone.',
  },
  'text.piping': {
    fr: '« {text} » reprend une réponse ou un nom dans un texte : ici on lirait ces signes tels quels. À accepter, ou écrivez un texte sans accolades.',
    en: '“{text}” puts an answer or a name into a text: here people would read these signs as they are. Accept this, or write a text without braces.',
  },
  'lime.markup': {
    fr: 'Le texte est repris sans son lien, son image ou son script : {text}',
    en: 'The text is carried without its link, picture or script: {text}',
  },
  'lime.soft': {
    fr: '« Obligatoire, mais l’on peut passer » devient facultatif.',
    en: '“Mandatory, but may be skipped” becomes optional.',
  },
} as const;
