/** A draft that is looked at, in French: what marks its page, and why there is none. */
export const previewFr = {
  mark: 'Aperçu : rien n’est gardé, rien n’est envoyé.',
  jump: 'Aller à',
  choose: 'Choisir…',
  questions: 'Questions, avec des réponses qui y mènent',
  cards: 'Cartes',
  results: 'Résultats, avec des réponses inventées',
  unreached: 'Aucune réponse trouvée qui y mène.',
  'ended-title': 'Aperçu terminé',
  ended:
    'Ce lien n’ouvre plus d’aperçu, ou son adresse n’est pas entière. Ouvrez-le à nouveau, ou demandez-en un autre à qui prépare le questionnaire.',
  'faulty-title': 'Le brouillon a des fautes',
  faulty: 'Il pourra être vu quand elles seront corrigées.',
};

export type PreviewStrings = typeof previewFr;
