/** The screens of addresses that lead nowhere, in French. */
export const deadEndFr = {
  'page-title': 'Il n’y a rien à cette adresse',
  page: 'La page a changé de place, ou l’adresse est incomplète.',
  'page-foot': 'Rien de ce que vous avez écrit n’est perdu.',
  'survey-title': 'Aucune enquête ne porte ce nom',
  'none-title': 'Aucune enquête n’est proposée ici',
  'first-time': 'La première fois, cette enquête a besoin du réseau',
  survey: 'Le lien s’est peut-être coupé en route :',
  'survey-foot':
    'Ou demandez le lien à la personne qui vous l’a envoyé. Une réponse commencée sur cet appareil y reste.',
  'open-now': 'Cette enquête est ouverte en ce moment',
  'open-it': 'Ouvrir cette enquête',
  revision:
    'Cette réponse vient d’une autre version de l’enquête. Rien n’est perdu. Vérifiez le réseau, puis réessayez.',
  results: 'Les résultats',
  receipt: 'Vérifier ou effacer une réponse',
  'receipt-with': 'avec son code',
  about: 'À propos et contact',
};

export type DeadEndStrings = typeof deadEndFr;
