/* What the report says of facts, profiles and weights. */
export const TYPOLOGY_SENTENCES = {
  'fact.unnamed': {
    fr: 'Il manque le nom du fait, dans « fact ».',
    en: 'The name of the fact is missing, in “fact”.',
  },
  'fact.head-twice': {
    fr: 'Le fait « {text} » a déjà sa ligne de titre, la {row} : nommez le cas dans « case ».',
    en: 'The fact “{text}” already has its title row, {row}: name the case in “case”.',
  },
  'fact.case-twice': {
    fr: 'Le cas « {text} » du fait « {fact} » est déjà dit.',
    en: 'The case “{text}” of the fact “{fact}” is said already.',
  },
  'fact.kind': {
    fr: '« {text} » n’est pas une nature de fait : écrivez flag, count, category ou set.',
    en: '“{text}” is no kind of fact: write flag, count, category or set.',
  },
  'fact.beyond': {
    fr: 'Cette condition ne peut être lue à cause de « {what} » : écrivez-la avec =, selected(), and, or, not() : {text}',
    en: 'This condition cannot be read because of “{what}”: write it with =, selected(), and, or, not(): {text}',
  },
  'sentences.made': {
    fr: 'Phrases générées pour « {text} » ({count}) : pour les récrire, téléchargez le classeur, feuille « facts ».',
    en: 'Generated sentences for “{text}” ({count}): to write better ones, download the workbook, sheet “facts”.',
  },
  'sentences.several': {
    fr: 'Phrases générées pour {count} critères : pour les récrire, téléchargez le classeur, feuille « facts ».',
    en: 'Generated sentences for {count} criteria: to write better ones, download the workbook, sheet “facts”.',
  },
  'criterion.missing': {
    fr: 'Il manque le nom du critère, dans la première colonne.',
    en: 'The name of the criterion is missing, in the first column.',
  },
  'criterion.no-fact': {
    fr: 'On ne sait de quel fait parle le critère « {text} » : nommez-le comme une question à choix, ou écrivez ses faits dans une colonne « facts ».',
    en: 'It is not clear which fact the criterion “{text}” is about: name it like a choice question, or write its facts in a column “facts”.',
  },
  'cell.grammar': {
    fr: 'On ne comprend pas « {what} » : écrivez a · a, b · exactement a + b · x ≥ 2 · … et … · … ou …',
    en: '“{what}” is not understood: write a · a, b · exactly a + b · x ≥ 2 · … and … · … or …',
  },
  'cell.value': {
    fr: '« {what} » n’est pas une valeur de ce critère : écrivez {values}.',
    en: '“{what}” is no value of this criterion: write {values}.',
  },
  'cell.fact': {
    fr: 'Il n’y a pas de fait « {what} » : voyez la feuille « facts » ({facts}).',
    en: 'There is no fact “{what}”: see the sheet “facts” ({facts}).',
  },
  'cell.which-fact': {
    fr: '« {what} » convient à plusieurs faits ({facts}) : écrivez « fait: valeur ».',
    en: '“{what}” suits several facts ({facts}): write “fact: value”.',
  },
  'cell.not-count': {
    fr: '« {what} » n’est pas un compte : on ne peut pas le comparer à un nombre.',
    en: '“{what}” is not a count: it cannot be compared with a number.',
  },
  'cell.exactly': {
    fr: 'Plusieurs réponses peuvent être choisies : écrivez « exactement {what} ».',
    en: 'Several answers may be chosen: write “exactly {what}”.',
  },
  'profiles.prepared': {
    fr: 'Conseil : pour donner une carte à chaque personne, ajoutez ici une colonne par profil et remplissez les lignes qui comptent ; pour un quiz, faites de même dans « weights ». Sinon, laissez ces feuilles.',
    en: 'Advice: to give each person a card, add a column for each profile here and fill in the rows that matter; for a quiz, do the same in “weights”. Otherwise leave these sheets.',
  },
  'profile.name': {
    fr: 'Le profil « {text} » n’a pas de nom : on lira « {text} ». Écrivez-en un dans une ligne « (name) » de la feuille « profiles ».',
    en: 'The profile “{text}” has no name: people will read “{text}”. Write one in a row “(name)” of the sheet “profiles”.',
  },
  'profile.faulty': {
    fr: 'Profil « {text} » : {reason}.',
    en: 'Profile “{text}”: {otherReason}.',
  },
  'profiles.row': {
    fr: '« {text} » n’est pas une ligne connue : (name), (said), (rule), (emblem), (hue), ou (says) suivi d’un critère.',
    en: '“{text}” is no known row: (name), (said), (rule), (emblem), (hue), or (says) followed by a criterion.',
  },
  'profile.twice': {
    fr: 'Deux profils s’appellent « {text} ».',
    en: 'Two profiles are named “{text}”.',
  },
  'profile.few': {
    fr: 'Il faut au moins deux profils, un par colonne.',
    en: 'There must be two profiles at least, a column each.',
  },
  'profile.said': {
    fr: 'Un quiz à poids n’a pas de critères qui rendraient vraie la phrase à dire : la phrase exacte (rule) est gardée, et non « {text} ».',
    en: 'A quiz with weights has no criteria that would make the sentence to be said true: the exact one (rule) is kept, not “{text}”.',
  },
  'profile.text': {
    fr: 'Il manque « {text} » en « {language} » : ajoutez une ligne ({key}::{language}).',
    en: '“{text}” is missing in “{language}”: add a row ({key}::{language}).',
  },
  'profile.sentence': {
    fr: 'Le profil « {text} » n’a pas de phrase (said) : une phrase générée la remplace.',
    en: 'The profile “{text}” has no sentence (said): a generated one is used instead.',
  },
  'weight.wrong': {
    fr: '« {text} » n’est pas un poids : écrivez un nombre entier de -3 à 3, ou rien.',
    en: '“{text}” is not a weight: write a whole number from -3 to 3, or nothing.',
  },
  'weights.criteria': {
    fr: 'Un quiz à poids n’a pas de critères : gardez dans « profiles » les seules lignes entre parenthèses, ou effacez la feuille « weights ».',
    en: 'A quiz with weights has no criteria: keep only the rows in parentheses in “profiles”, or delete the sheet “weights”.',
  },
  'weights.profile': {
    fr: 'Le profil « {text} » n’a pas de colonne dans l’autre feuille : « profiles » et « weights » nomment les mêmes profils.',
    en: 'The profile “{text}” has no column in the other sheet: “profiles” and “weights” name the same profiles.',
  },
  'profile.rare': {
    fr: 'Le profil « {text} » est atteint par moins de 2 % de réponses tirées au hasard.',
    en: 'The profile “{text}” is reached by less than 2% of answers drawn at random.',
  },
  'profile.hue': {
    fr: 'La teinte « {text} » n’est pas un nombre de 0 à 359.',
    en: 'The hue “{text}” is not a number from 0 to 359.',
  },
} as const;
