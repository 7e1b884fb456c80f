/*
 * What the card says of its receipt, its travels and the other respondents, in French. Loaded with the card, never before it.
 * Narrow no-break spaces (U+202F) before ; : ! ? and inside guillemets: these texts are also printed and drawn.
 */

export const sharingFr = {
  'receipt.title': 'Votre code de reçu',
  'receipt.why':
    'Ce code permet de vérifier que votre réponse est reçue, ou de l’effacer plus tard. Il suffit, depuis n’importe quel appareil.',
  'receipt.keep': 'Personne ne peut le retrouver pour vous : copiez-le, photographiez-le ou imprimez-le.',
  'receipt.field': 'Cette tablette ne garde pas ce code. Photographiez-le ou imprimez-le avant de la rendre.',
  'receipt.copy': 'Copier le code',
  'receipt.copied': 'Code copié',
  'receipt.not-copied': 'La copie n’est pas permise ici. Sélectionnez le code à la main.',
  'receipt.qr': 'Code QR : ouvre la page de ce reçu',
  'receipt.other': 'J’ai un autre code',
  'receipt.cut': 'Bande à découper et à garder',
  'receipt.address': (address: string) => `Pour vérifier ou effacer : ${address}`,

  'receipt.screen': 'Vérifier ou effacer une réponse',
  'receipt.intro': 'Écrivez ou collez le code de reçu donné à la fin du questionnaire.',
  'receipt.label': 'Code de reçu',
  'receipt.hint': '27 caractères, par groupes de quatre. Les espaces, les tirets et les majuscules ne comptent pas.',
  'receipt.check': 'Vérifier',
  'receipt.checking': 'Un instant…',
  'receipt.erase': 'Effacer cette réponse',
  'receipt.sure': 'Effacer cette réponse pour de bon ? Elle ne pourra pas être rétablie.',
  'receipt.sure-yes': 'Oui, effacer',
  'receipt.sure-no': 'Non, la garder',
  'receipt.wrong-code':
    'Ce code ne peut pas exister : il contient une erreur, ou un caractère de trop ou de moins. Relisez-le.',
  'receipt.received': 'La réponse liée à ce code est reçue.',
  'receipt.erased': 'La réponse liée à ce code est effacée.',
  'receipt.unknown': 'Le service ne connaît aucune réponse avec ce code.',
  'receipt.lost':
    'Le service avait reçu cette réponse, et ne la connaît plus. Il a pu être rétabli d’une sauvegarde plus ancienne. Tant que l’enquête est ouverte, vous pouvez y répondre à nouveau. L’organisateur peut vous en dire plus : son adresse est dans « À propos ».',
  'receipt.offline': 'Pas de réseau. Rien n’a changé. Réessayez une fois connecté.',
  'receipt.later': 'Le service ne répond pas pour le moment. Rien n’a changé. Réessayez plus tard.',
  'receipt.gone': 'Votre réponse est effacée',
  'receipt.forgotten': 'Elle n’est plus sur cet appareil. Elle n’était pas encore partie.',
  'receipt.forgotten-online': 'Elle n’est plus sur cet appareil, ni dans le service. Votre code ne sert plus.',
  'receipt.again': 'Répondre de nouveau',
  'receipt.asked': 'L’effacement est demandé',
  'receipt.forgotten-later':
    'Votre réponse est effacée de cet appareil. Le service n’a pas encore reçu la demande : cet appareil l’enverra dès que le réseau le permettra. Gardez ce code jusque-là.',
  'receipt.forgotten-unknown':
    'Votre réponse est effacée de cet appareil. Le service ne la connaît pas, mais un envoi est peut-être encore en chemin : cet appareil redemandera. Gardez ce code jusque-là.',
  'receipt.unchanged': 'Le stockage de ce navigateur ne répond pas. Rien n’a changé. Réessayez.',

  'delivery.lost': 'Reçue, puis perdue par le service : il a été remis dans un état plus ancien.',
  'delivery.lost-note':
    'Vos réponses ne sont plus sur cet appareil, qui n’en garde que la carte. Vous pouvez répondre de nouveau.',

  'contact.title': 'Acceptez-vous qu’on vous contacte ?',
  'contact.why': 'Pour un entretien, ou pour recevoir les résultats. Aucune case n’est cochée, et rien n’y oblige.',
  'contact.address': 'Votre adresse électronique, ou votre numéro de téléphone',
  'contact.purposes': 'Vous acceptez qu’on vous contacte pour',
  'contact.for-interview': 'un entretien sur le sujet de l’enquête',
  'contact.for-results': 'recevoir les résultats',
  'contact.comment': 'Un mot de votre part, si vous voulez',
  'contact.comment-help':
    'Rien de votre réponse n’est joint. Pour qu’un commentaire soit lu avec votre adresse, collez-le ici vous-même.',
  'contact.comment-left': (left: number) =>
    left >= 0
      ? `Il reste environ ${left} ${left < 2 ? 'caractère' : 'caractères'}.`
      : `Le texte dépasse sa longueur maximale d’environ ${-left} ${left > -2 ? 'caractère' : 'caractères'}.`,
  'contact.apart': (months: number, contact: string) =>
    `Ceci ne va pas avec vos réponses : l’envoi est séparé, plus tard, vers une autre base, et rien ne relie les deux. Gardé ${months} mois au plus. Pour le faire effacer : ${contact}.`,
  'contact.leave': 'Laisser mon adresse',
  'contact.waiting':
    'Votre adresse est sur cet appareil. Elle sera envoyée séparément, dans une à deux minutes si cette page reste ouverte, sinon à votre prochaine visite.',
  'contact.forget': 'Ne pas l’envoyer',
  'contact.gone': 'Votre adresse a été envoyée. Cet appareil ne la garde plus.',
  'contact.forgotten': 'Votre adresse est effacée ; elle n’a pas été envoyée.',
  'contact.fault-address': 'Écrivez une adresse électronique entière, ou un numéro de téléphone.',
  'contact.fault-address-long': 'Cette adresse est trop longue. Écrivez-la seule.',
  'contact.fault-comment': 'Raccourcissez ce texte : rien n’en a été coupé, et rien n’est encore gardé.',
  'contact.fault-purposes': 'Cochez ce pour quoi on peut vous contacter.',
  'contact.fault-full': 'Il n’y a plus de place sur cet appareil. Rien n’a été gardé.',
  'contact.fault-unavailable': 'Le stockage de ce navigateur ne répond pas. Rien n’a changé. Réessayez.',
  'contact.fault-no-code': 'Cette partie de la page n’est pas arrivée. Réessayez une fois connecté.',

  'carry.title': 'Ouvrir la carte sur un autre appareil',
  'carry.how': 'Visez ce code avec l’appareil photo d’un autre appareil : la même carte s’y ouvre.',
  'carry.holds':
    'Le lien contient les valeurs des critères et les profils possibles. Il ne contient aucune réponse. Tout cela suit le signe # : un navigateur ne l’envoie à aucun serveur.',
  'carry.too-large': 'Cette carte a trop de critères pour tenir dans un lien. Gardez son image, ou prenez-la en photo.',
  'carry.qr': 'Code QR : ouvre cette carte sur un autre appareil',
  'carry.copy': 'Copier le lien de la carte',
  'carry.copied': 'Lien copié',
  'carry.not-copied': 'La copie n’est pas permise ici. Utilisez le code QR.',

  'capsule.not-yours': 'Cette carte vient d’un lien. Elle ne vient pas de vos réponses.',
  'capsule.unproven': 'Elle ne prouve rien : le lien ne contient que le nom des profils.',
  'capsule.no-card': 'Cette carte ne peut pas être ouverte',
  'capsule.broken':
    'Le lien est incomplet ou a été modifié. Demandez-le à nouveau, ou répondez pour découvrir votre profil.',
  'capsule.later-version':
    'Cette carte a été faite par une version plus récente. Rechargez cette page avec du réseau, puis ouvrez le lien à nouveau.',
  'capsule.unknown-survey': 'Cette carte vient d’une enquête qui n’est pas proposée ici.',
  'capsule.unknown-revision': 'Cette carte vient d’une autre version de l’enquête, qui n’est plus proposée ici.',
  'capsule.unreachable': 'Cette carte a besoin du réseau pour s’ouvrir la première fois. Réessayez une fois connecté.',
  'capsule.survey': 'Aller au questionnaire',
  'capsule.beside': 'Cette carte et la vôtre',
  'capsule.beside-why': 'Deux situations côte à côte, critère par critère. Ce n’est pas un classement.',
  'capsule.this': 'Cette carte',
  'capsule.yours': 'La vôtre',
  'capsule.own': 'Voir ma carte',
  'capsule.both': (value: string) => `${value}, des deux côtés`,

  'share.title': 'Votre profil en image',
  'share.close': 'Fermer',
  'share.shows': 'Changer ce que montre l’image',
  'share.criteria': 'Les critères, en mots',
  'share.name': 'Un nom de votre choix, à écrire sur l’image',
  'share.name-stays':
    'Ce nom est écrit sur l’image, et nulle part ailleurs. Cet appareil ne le garde pas, et ne l’envoie pas.',
  'share.shape': 'Format',
  'share.landscape': 'Paysage, pour une publication',
  'share.portrait': 'Portrait, pour un écran de téléphone',
  'share.not-drawn': 'Ce navigateur n’a pas pu préparer l’image. Le lien reste disponible.',
  'share.send': 'Partager l’image',
  'share.hold': 'Appuyez longuement sur l’image pour l’enregistrer ou l’envoyer.',
  'share.download': 'Enregistrer l’image',
  'share.file': 'mon-profil',
  'share.link': 'Copier le lien à partager',
  'share.link-says': 'Ce lien dit le profil, et rien d’autre.',
  'share.link-names-none': 'Ce lien ne nomme aucun profil.',
  'share.shared': 'Image confiée à l’application choisie.',
  'share.cancelled': 'Partage annulé. L’image est toujours là.',
  'share.not-shared': 'Ce navigateur n’a pas pu la confier à une application. Enregistrez-la.',
  'share.downloaded': 'L’image est confiée à vos téléchargements.',
  'share.link-copied': 'Lien copié.',
  'share.link-refused': 'La copie n’est pas permise ici. Voici le lien :',
  'share.message': (profile: string) => `Nous, c’est ${profile}. Et vous ?`,
  'share.message-between': (profiles: string) => `Nous, entre ${profiles}. Et vous ?`,
  'share.unnamed': 'L’image partagée ne nomme aucun profil.',
  'share.with': (message: string) => `Le message qui accompagne l’image : « ${message} »`,

  'draw.share': (part: string, base: string) => `${part} des ${base} profils calculés`,
  'draw.between': (share: string) => `${share} sont entre deux profils`,
  'draw.composite': 'Sans profil unique',
  'draw.spirit': 'Ce n’est ni un classement, ni une notation.',

  'preview.title': (profile: string) => `Profil : ${profile}`,
  'preview.composite': 'Des réponses proches de plusieurs profils, ou d’aucun en particulier.',
  'preview.kicker': 'Un profil partagé',
  'preview.opening': (questions: number, minutes: number) => `${questions} questions, ${minutes} minutes`,
  'preview.profiles': (n: number) => `${n} profils,\net le vôtre ?`,

  'among.title': (profiles: string) => `Parmi environ ${profiles} profils calculés`,
  'among.who': (group: string, day: string) => `Réponses : ${group}, au ${day}.`,
  'among.marks': 'Un dessin : environ 5 % de ces profils. Un disque à moitié plein : aucun profil n’est seul.',
  'among.not-counted': (criteria: number) =>
    `Votre réponse n’est pas dans ce compte : il ne retient que les réponses ${criteria > 0 ? `dont les ${criteria} critères sont connus` : 'assez complètes'}.`,
  'among.count': (n: number, number: string) => `environ ${number} ${n < 2 ? 'réponse' : 'réponses'}`,
  'among.range': (range: string) => `${range} des réponses`,
  'among.demonstration': 'Démonstration : ces réponses sont inventées.',
  'among.of': (amount: string, profile: string) => `${profile} : ${amount}.`,
  'among.same': (amount: string, profile: string) => `${amount} sont proches du profil ${profile}, comme la vôtre.`,
  'among.between': (amount: string) => `${amount} sont entre deux profils, comme la vôtre.`,
  'among.apart': (amount: string) => `${amount} n’ont pas de profil dominant, comme la vôtre.`,
  'among.more': 'Tous les types, chiffres et critères',
  'comparison.title': 'Parmi les répondants',
  'comparison.snapshot': (responses: string, day: string) => `Environ ${responses} · répondants au ${day}`,
  'comparison.responses': (n: number, number: string) => `${number} ${n < 2 ? 'réponse' : 'réponses'}`,
  'comparison.demonstration': 'Démonstration. Personne n’a donné ces réponses, elles sont inventées.',
  'comparison.kept': 'Dernière publication connue de cet appareil.',
  'comparison.unread': 'Les réponses des autres s’afficheront ici une fois le réseau revenu.',
  'comparison.unpublished': (least: number) =>
    `Les résultats paraissent à partir de ${least} réponses, pour que personne ne soit reconnu. Il est trop tôt.`,
  'comparison.small-type': (type: string, least: number) =>
    `${type} : un groupe de moins de ${least} réponses n’est pas montré.`,
  'comparison.everyone': 'Tous les types',
  'comparison.types': (listed: string) => `Tous les types ensemble, sans pondération, dont environ : ${listed}.`,
  'comparison.profiles': 'Répartition des profils',
  'comparison.profile': 'Profil',
  'comparison.own-profile': 'votre profil',
  'comparison.held-back': 'non publié',
  'comparison.about': (share: string) => `environ ${share}`,
  'comparison.range': (least: number, most: number) =>
    least === 0 ? `${most} % au plus` : most === 100 ? `${least} % au moins` : `${least} à ${most} %`,
  'comparison.within': (least: number, most: number) => `(${least} à ${most})`,
  'comparison.between': 'Entre deux profils',
  'comparison.apart': 'Sans profil dominant',
  'comparison.moved-preview':
    'Pour protéger chacun, chaque nombre est déplacé au hasard. Comparer deux tableaux ou deux jours apprend peu sur une réponse. Un groupe de moins de 30 réponses n’est pas encore montré. Ces chiffres ne décrivent que les personnes qui ont choisi de répondre. On ne peut ni les étendre aux autres, ni en calculer la marge d’erreur.',
  'comparison.moved-results':
    'Pour protéger chacun, chaque nombre est déplacé au hasard. Comparer deux tableaux ou deux jours apprend peu sur une réponse. Un groupe de moins de 20 réponses n’est pas montré. Ces chiffres ne décrivent que les personnes qui ont choisi de répondre. On ne peut ni les étendre aux autres, ni en calculer la marge d’erreur.',
  'comparison.final': 'Ces résultats sont définitifs.',
  'comparison.base': (base: string) => `sur ${base}`,
  'comparison.all': 'Tous les résultats',
  'comparison.criteria': 'Critère par critère',
  'comparison.answer': 'Réponse',
  'comparison.profiled': (profiled: string, responses: string) =>
    `environ ${profiled} profils calculés sur ${responses}`,
  'comparison.blank': (n: string) => `sans réponse : ${n}`,
  'comparison.unknown': (n: string) => `ne sait pas : ${n}`,

  'print.button': 'Imprimer cette carte',
  'print.how': 'une page A4',
};

export type SharingStrings = typeof sharingFr;
