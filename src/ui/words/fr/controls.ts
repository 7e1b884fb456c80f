const s = (n: number, one: string, many: string) => (n < 2 ? one : many);

/** Texts in French of the controls that a questionnaire seldom begins with. They are fetched with these controls. */
export const controlFr = {
  'error.required': 'Cette réponse est nécessaire pour continuer.',
  'error.bounds': (min: string, max: string) => `Le nombre doit être compris entre ${min} et ${max}.`,
  'error.too-few': (n: number) => `Choisissez au moins ${n} réponses.`,
  'error.too-many': (n: number) => `Choisissez ${n} ${s(n, 'réponse', 'réponses')} au plus.`,
  'error.text': 'Le texte est trop long ou contient un caractère interdit.',
  'error.choice': 'Choisissez une des réponses proposées.',
  'question.several': 'Vous pouvez choisir plusieurs réponses',
  'question.at-most': (n: number) => `Choisissez ${n} ${s(n, 'réponse', 'réponses')} au plus`,
  'question.digits': 'Écrivez le nombre en chiffres.',
  'question.personal': 'N’écrivez ni nom ni lieu qui permette de reconnaître quelqu’un.',
  'question.insist': 'Si c’est bien votre réponse, touchez Continuer.',
  'question.warning': 'À vérifier',
  'error.title': 'Un point à corriger',
  'head.skip': 'Aller au contenu',
  'head.language': 'Langue',
  'head.answer': 'Répondre',
  'question.bytes-left': (n: number) =>
    n > 0 ? `Il reste environ ${n} ${s(n, 'caractère', 'caractères')}.` : 'Le texte a atteint sa longueur maximale.',
  'question.unknown': 'Je ne sais pas',
  'matrix.answered': (n: number, total: number) => `${n} sur ${total}`,
  'matrix.fill': (level: string, n: number) =>
    n === 1 ? `« ${level} » pour la ligne restante` : `« ${level} » pour les ${n} lignes restantes`,
  'matrix.clear': 'Effacer',
  'matrix.clear-row': (row: string) => `Effacer la réponse : ${row}`,
  'matrix.keys': 'Utilisez les flèches ou les chiffres pour choisir, Suppr pour effacer',
  'territory.search': 'Chercher par nom ou numéro',
  'territory.list': 'Ou choisir dans la liste',
  'territory.none': 'Choisir…',
  'territory.found': (n: number) => (n === 0 ? 'Aucun résultat' : `${n} ${s(n, 'résultat', 'résultats')}`),
};

export type ControlStrings = typeof controlFr;
