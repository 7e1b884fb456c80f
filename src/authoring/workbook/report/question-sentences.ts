/* Sentences of the report about what a question accepts, when it is asked, and how it is put. */
export const QUESTION_SENTENCES = {
  'number.bounds': {
    fr: 'Sans une borne de chaque côté, ce nombre va de {least} à {most} : dites les vôtres dans « constraint », comme . >= 0 and . <= 120, ou après la question d’un texte collé : (de 0 à 120)',
    en: 'Without a bound on each side, this number goes from {least} to {most}: say yours in “constraint”, as in . >= 0 and . <= 120, or after the question of a pasted text: (from 0 to 120)',
  },
  'number.step': {
    fr: 'Le pas de « {text} » n’est pas repris : tout nombre entre les bornes est accepté.',
    en: 'The step of “{text}” is not carried: any number within the bounds is accepted.',
  },
  'text.length': {
    fr: 'La longueur se compte en octets : {bytes} au plus.',
    en: 'Length is counted in bytes: {bytes} at most.',
  },
  'parameter.dropped': {
    fr: 'L’indication « {text} » n’est pas reprise : ici l’application en décide elle-même.',
    en: 'The setting “{text}” is not carried: here the application decides this itself.',
  },
  'order.unknown': {
    fr: '« {text} » n’est pas un ordre : écrivez « random » pour un ordre tiré au hasard, ou rien.',
    en: '“{text}” is no order: write “random” for an order drawn at random, or nothing.',
  },
  'order.kind': {
    fr: 'L’ordre au hasard vaut pour les options d’un choix et les lignes d’un tableau : ici l’ordre reste celui du classeur.',
    en: 'Random order is for the options of a choice and the rows of a table: here the order stays that of the workbook.',
  },
  'order.first': {
    fr: 'La première question garde l’ordre du classeur : une réponse n’a son ordre propre qu’une fois commencée.',
    en: 'The first question keeps the order of the workbook: a response has its order only once it has begun.',
  },
  'prefill.kind': {
    fr: 'Un lien ne peut répondre d’avance qu’à un choix unique : cette question commence vide.',
    en: 'A link can answer a single choice only: this question begins empty.',
  },
  'required.rule': {
    fr: '« {text} » rend la question obligatoire pour certains seulement : elle ne l’est ici pour personne. À accepter, ou écrivez « yes ».',
    en: '“{text}” makes the question required for some only: here it is not required at all. Accept this, or write “yes”.',
  },
  'condition.beyond': {
    fr: "Cette condition ne peut être reprise à cause de « {what} » : elle serait ignorée. À accepter, ou écrivez-la avec les noms de la feuille « survey », comme ${q3} = 'yes', ou dans un texte : si oui à la question 3. Ici : {text}",
    en: "This condition cannot be carried because of “{what}”: it would be ignored. Accept this, or write it with the names of the sheet “survey”, as in ${q3} = 'yes', or in a text: if yes to question 3. Here: {text}",
  },
  'condition.unknown': {
    fr: 'Aucune question ne s’appelle « {what} » : corrigez ce nom.',
    en: 'No question is named “{what}”: correct this name.',
  },
  'condition.later': {
    fr: '« {what} » vient plus bas, ou est la question elle-même : une condition ne peut porter que sur ce qui a été demandé avant.',
    en: '“{what}” comes further down, or is the question itself: a condition can only read what was asked before.',
  },
  'condition.option': {
    fr: '« {of} » n’a pas d’option « {what} » : écrivez le code d’une de ses options.',
    en: '“{of}” has no option “{what}”: write the code of one of its options.',
  },
  'condition.quotes': {
    fr: 'Les guillemets typographiques sont lus comme des guillemets droits.',
    en: 'Typographic quotes are read as straight ones.',
  },
  'condition.untried': {
    fr: 'Les réponses qui mènent à « {text} » sont trop nombreuses pour être toutes essayées : vérifiez vous-même que sa condition peut être vraie.',
    en: 'Too many answers may lead to “{text}” for all to be tried: check for yourself that its condition can hold.',
  },
  'constraint.beyond': {
    fr: 'Cette contrainte n’est pas reprise : toute réponse du bon genre serait acceptée. À accepter, ou écrivez des bornes d’un nombre ou d’un nombre de choix : {text}',
    en: 'This constraint is not carried: any answer of the right kind would be accepted. Accept this, or write bounds of a number or of a number of choices: {text}',
  },
  'advice.long': {
    fr: 'Conseil : {count} mots. Au-delà de 25, une question se relit.',
    en: 'Advice: {count} words. Beyond 25, people read a question twice.',
  },
  'advice.double': {
    fr: 'Conseil : deux questions en une (« {word} ») : on ne saura pas à laquelle on a répondu.',
    en: 'Advice: two questions in one (“{word}”): you will not know which one was answered.',
  },
  'advice.way-out': {
    fr: 'Conseil : cette question est obligatoire, sans « ne sait pas », « autre » ni « sans objet » : on y répondra au hasard.',
    en: 'Advice: this question is required, without “don’t know”, “other” or “not applicable”: some will answer at random.',
  },
  'advice.long-survey': {
    fr: 'Conseil : {minutes} minutes annoncées. Au-delà de 12, beaucoup s’arrêtent en route.',
    en: 'Advice: {minutes} minutes announced. Beyond 12, many stop on the way.',
  },
  'advice.unknown-number': {
    fr: 'Conseil : sans « ne sait pas » (« barometre--unknown »), on inventera un nombre.',
    en: 'Advice: without “don’t know” (“barometre--unknown”), people will make up a number.',
  },
  'advice.sensitive': {
    fr: 'Conseil : « {word} » touche aux données sensibles de l’article 9 du RGPD : avez-vous un consentement, ou une autre base ?',
    en: 'Advice: “{word}” touches the sensitive data of article 9 of the GDPR: do you have consent, or another basis?',
  },
  'advice.free-text': {
    fr: 'Conseil : un texte libre peut faire reconnaître quelqu’un ; la question de strate a {count} options.',
    en: 'Advice: a free text may identify someone; the stratum question has {count} options.',
  },
} as const;
