/** The words below the head of a profile, in French: the table, what differs from it, what would lead elsewhere, and why. */
export const profileFr = {
  criterion: 'Critère',
  table: (profiles: string) => `Vos réponses et les ${profiles} profils`,
  'table-brought': (profiles: string) => `Ces réponses et les ${profiles} profils`,
  'table-how': 'Un disque : les réponses remplissent ce critère.',
  'unknown-value': 'Non connu',
  'missing-how': 'Répondez, puis terminez de nouveau : la carte apparaît ici.',
  blank: 'Sans réponse',
  answered: (answer: string) =>
    `Vous avez répondu « ${answer} » : ce critère reste inconnu, et votre réponse compte telle quelle.`,
  'answer-now': 'Répondre maintenant',
  'differences-from': (profile: string) => `Ce qui diffère du profil ${profile}`,
  differences: 'Ce qui diffère, en mots',
  difference: (criterion: string) => `${criterion} :`,
  required: (profile: string, required: string) => `${profile} : ${required}.`,
  why: 'Pourquoi ce profil',
  'why-answers': 'Il est calculé d’après les réponses d’une personne. Une autre répondrait peut-être autrement.',
  'why-tied': 'Deux profils remplissent autant de critères : ces réponses sont entre eux.',
  'why-few': (n: string) => `Quand moins de ${n} critères concordent, aucun profil ne domine.`,
  'why-many': 'Quand trois profils ou plus remplissent autant de critères, aucun ne domine.',
  'why-matches': (profile: string) => `C’est avec le profil ${profile} que concordent le plus de critères.`,
  'why-order': 'Les profils vont dans l’ordre alphabétique, qui n’a pas d’autre sens.',
  'why-rule': (profile: string) => `La règle exacte du profil ${profile} :`,
  'why-reconstructed': 'Cette phrase est reconstruite d’après le texte de l’étude, qui n’en imprime pas.',
  'why-proposed': 'La phrase du haut est une proposition : l’organisateur ne l’a pas encore validée.',
  'why-source': (title: string) => `Source des profils : ${title}.`,
  'quiz-reasons': 'Ce qui y mène, dans vos réponses',
  'quiz-rule':
    'Chaque réponse compte pour un profil ou pour un autre. Le profil est celui dont les réponses se rapprochent le plus ; quand deux en sont aussi proches, elles sont entre eux. Avec trois ou plus, aucun ne domine.',
  changes: 'Ce qui mènerait ailleurs',
  'changes-intro': 'Chacun de ces changements suffirait à lui seul. Aucun profil ne vaut mieux qu’un autre.',
  'changes-none': 'Changer un seul de ces points ne suffirait pas : le profil resterait le même.',
};

export type ProfileStrings = typeof profileFr;
