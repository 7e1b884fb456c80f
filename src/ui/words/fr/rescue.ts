const s = (n: number, one: string, many: string) => (n < 2 ? one : many);

/** The rescue file, in French. It is fetched when its screen is opened. */
export const rescueFr = {
  'rescue.title': 'Fichier de secours',
  'rescue.lead':
    'Les réponses qui n’ont pas pu partir de cet appareil, dans un fichier. Confiez-le à un autre appareil ou à l’organisateur : ils les enverront.',
  'rescue.make': 'Faire le fichier',
  'rescue.waiting': (n: number) =>
    n === 0
      ? 'Aucune réponse terminée à cette enquête n’attend sur cet appareil.'
      : `${n} ${s(n, 'réponse terminée à cette enquête attend', 'réponses terminées à cette enquête attendent')} sur cet appareil.`,
  'rescue.unknown': 'Le stockage de ce navigateur ne répond pas encore : on ne sait pas combien de réponses attendent.',
  'rescue.development':
    'Une base d’une version de développement est aussi sur cet appareil : cette version ne l’ouvre pas et n’y change rien.',
  'rescue.unread':
    'Le stockage de ce navigateur ne répond pas, et cette page ne connaît aucune réponse à mettre dans un fichier. Rien n’est effacé : attendez un moment, puis réessayez.',
  'rescue.not-whole':
    'Le stockage ne répond pas : le fichier contient ce que cette page en connaît, et il peut en manquer. Refaites-le quand le stockage répond.',
  'rescue.share': 'Partager le fichier',
  'rescue.save': 'Enregistrer le fichier',
  'rescue.others': (n: number, titles: string) =>
    `Enregistrer à part les réponses à ${n} ${s(n, 'autre enquête', 'autres enquêtes')} : ${titles}`,
  'rescue.empty': 'Rien n’attend ici pour cette enquête : il n’y a pas de fichier à faire.',
  'rescue.sealed': (n: number) =>
    `Le fichier contient ${n} ${s(n, 'réponse scellée, que', 'réponses scellées, que')} personne ne peut lire en chemin.`,
  'rescue.clear': (n: number) =>
    `Le fichier contient ${n} ${s(n, 'réponse', 'réponses')} en clair : qui a ce fichier peut ${s(n, 'la', 'les')} lire. Remettez-le en main propre.`,
  'rescue.partial': (n: number) =>
    `${n} d’entre elles ${s(n, 'est incomplète', 'sont incomplètes')} : l’entretien n’était pas terminé.`,
  'rescue.stays': 'Tout reste aussi sur cet appareil jusqu’à l’accusé de réception.',
  'rescue.in-page': 'Tout reste aussi dans cette page, tant qu’elle est ouverte.',
  'rescue.open': 'Ouvrir un fichier',
  'rescue.open-lead':
    'Les réponses d’un autre appareil s’ajoutent à celui-ci, et partent d’ici. Ouvrir deux fois le même fichier ne change rien.',
  'rescue.field': 'Choisir un fichier de secours',
  'rescue.outside':
    'Un fichier est venu d’une autre application ou d’un autre site. Si vous n’avez rien partagé, fermez cette page.',
  'rescue.holds': (n: number, survey: string) =>
    `Le fichier contient ${n} ${s(n, 'réponse', 'réponses')} de l’enquête « ${survey} ».`,
  'rescue.shared-foreign': 'Ce fichier n’est pas un fichier de secours de cette version.',
  'rescue.leave': 'Ne pas l’ajouter',
  'rescue.too-large': 'Un fichier partagé fait plus de 5 Mo : il n’a pas été gardé.',
  'rescue.too-many': 'Cinq fichiers partagés attendent déjà : le dernier n’a pas été gardé.',
  'rescue.take': 'Ajouter ses réponses à cet appareil',
  'rescue.reading': 'Lecture du fichier…',
  'rescue.added': (n: number) =>
    `${n} ${s(n, 'réponse ajoutée. Elle part', 'réponses ajoutées. Elles partent')} dès que le réseau le permet.`,
  'rescue.known': (n: number) =>
    n === 1
      ? 'Une réponse est déjà ici, ou déjà reçue : rien n’a changé pour elle.'
      : `${n} réponses sont déjà ici, ou déjà reçues : rien n’a changé pour elles.`,
  'rescue.erased': (n: number) =>
    `${n} ${s(n, 'réponse a été effacée', 'réponses ont été effacées')} sur cet appareil : ${s(n, 'elle ne revient pas', 'elles ne reviennent pas')}.`,
  'rescue.elsewhere': (n: number) =>
    `${n} ${s(n, 'réponse est', 'réponses sont')} d’une autre enquête, que cette adresse ne connaît pas. Ouvrez le fichier à l’adresse de cette enquête.`,
  'rescue.damaged': (n: number) =>
    `${n} ${s(n, 'réponse du fichier est abîmée, et n’a pas été prise', 'réponses du fichier sont abîmées, et n’ont pas été prises')}. L’appareil qui l’a fait les garde : demandez-lui un nouveau fichier.`,
  'rescue.nothing': 'Ce fichier ne contient aucune réponse.',
  'rescue.newer':
    'Ce fichier vient d’une version plus récente de l’application. Rechargez cette page avec du réseau, puis ouvrez-le de nouveau. Rien n’a changé ici.',
  'rescue.foreign':
    'Ce n’est pas un fichier de secours de cette version, ou rien n’y est lisible. Choisissez celui qu’un appareil de l’enquête a fait. Rien n’a changé ici.',
  'rescue.full':
    'Plus de place sur cet appareil : rien n’a été ajouté. Faites de la place, puis ouvrez le fichier de nouveau.',
  'rescue.unavailable':
    'Le stockage de ce navigateur ne répond pas : rien n’a été ajouté. Rechargez la page, puis ouvrez le fichier de nouveau.',
  'rescue.no-code':
    'Une partie de l’application n’a pas pu être chargée : rien n’a changé. Retrouvez le réseau, puis réessayez.',
  'rescue.home': 'Retour à l’accueil',
};

export type RescueStrings = typeof rescueFr;
