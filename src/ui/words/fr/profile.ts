/** The words below the head of a profile, in French: the table, what differs from it, what would lead elsewhere, and why. */
export const profileFr = {
  criterion: 'Critère',
  table: (profiles: string) => `Vos réponses et les ${profiles} profils`,
  'table-brought': (profiles: string) => `Ces réponses et les ${profiles} profils`,
  'table-how': 'ce critère correspond',
  why: (profiles: number) => ['Pourquoi ce profil', 'Pourquoi deux profils'][profiles - 1] ?? 'Pourquoi trois profils',
  'why-none': 'Pourquoi pas un seul profil',
  'why-answers': 'La carte est calculée d’après les réponses d’une personne. Une autre répondrait peut-être autrement.',
  'why-tied': 'Deux profils remplissent autant de critères : ces réponses sont entre eux.',
  'why-near': 'Là où une réponse manque, toutes les réponses possibles mènent à ce profil.',
  'why-between': 'Là où une réponse manque, toutes les réponses possibles mènent entre ces deux profils.',
  'why-either': 'Là où une réponse manque, chaque réponse possible mène à l’un de ces profils, et à aucun autre.',
  'why-open':
    'Là où des réponses manquent, d’autres profils restent possibles. Le titre donne le plus proche d’après ce qui est connu.',
  'why-strict':
    'Les résultats publiés et les données exportées ne donnent aucun profil à cette réponse : il leur faut tous les critères.',
  'why-few': (n: string) => `Quand moins de ${n} critères concordent, aucun profil ne domine.`,
  'why-many': 'Quand trois profils ou plus remplissent autant de critères, aucun ne domine.',
  'why-matches': (profile: string) => `C’est avec le profil ${profile} que concordent le plus de critères.`,
  'why-order': 'Les profils vont dans l’ordre alphabétique, qui n’a pas d’autre sens.',
  'why-rule': (profile: string) => `La règle exacte du profil ${profile} :`,
  'why-reconstructed': 'Cette phrase est reconstruite d’après le texte de l’étude, qui n’en imprime pas.',
  'why-proposed': 'Les phrases qui décrivent les profils sont une première version : elles peuvent encore changer.',
  'why-source': (title: string) => `Source des profils : ${title}.`,
  'quiz-reasons': 'Ce qui y mène, dans vos réponses',
  'quiz-rule':
    'Chaque réponse compte pour un profil ou pour un autre. Le profil est celui dont les réponses se rapprochent le plus ; quand deux en sont aussi proches, elles sont entre eux. Avec trois ou plus, aucun ne domine.',
  'page-more': (profile: string) => `En savoir plus sur le profil ${profile}`,
  'page-one-of': (n: number) => `Un des ${n} profils`,
  'page-requires': 'Ce qui mène à ce profil',
  'page-others': 'Les autres profils',
  'page-differs': (criteria: string) => `Ce qui diffère : ${criteria}.`,
  'page-shares': 'Sa part, parmi les réponses qui ont un profil',
  changes: (isBrought: boolean): string =>
    isBrought ? 'Ce qui changerait ce profil' : 'Ce qui changerait votre profil',
  'changes-intro': 'Chacun de ces changements suffirait à lui seul. Aucun profil ne vaut mieux qu’un autre.',
  'changes-none': 'Changer un seul de ces points ne suffirait pas : le profil resterait le même.',
};

export type ProfileStrings = typeof profileFr;
