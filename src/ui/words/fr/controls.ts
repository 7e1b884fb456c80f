const s = (n: number, one: string, many: string) => (n < 2 ? one : many);

/** What the controls say that a questionnaire seldom begins with, in French: fetched with them. */
export const controlFr = {
  'head.language': 'Langue',
  'question.bytes-left': (n: number) =>
    n > 0 ? `Il reste environ ${n} ${s(n, 'caractère', 'caractères')}.` : 'Le texte a atteint sa longueur maximale.',
  'question.unknown': 'Je ne sais pas',
  'matrix.answered': (n: number, total: number) => `${n} sur ${total}`,
  'matrix.fill': (level: string, n: number) =>
    n === 1 ? `« ${level} » pour la ligne restante` : `« ${level} » pour les ${n} lignes restantes`,
  'matrix.clear': 'Effacer',
  'matrix.clear-row': (row: string) => `Effacer la réponse : ${row}`,
  'matrix.keys': 'Flèches pour choisir, Suppr pour effacer',
  'territory.search': 'Chercher par nom ou numéro',
  'territory.list': 'Ou choisir dans la liste',
  'territory.none': 'Choisir…',
  'territory.found': (n: number) => (n === 0 ? 'Aucun résultat' : `${n} ${s(n, 'résultat', 'résultats')}`),
};

export type ControlStrings = typeof controlFr;
