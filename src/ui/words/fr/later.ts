const s = (n: number, one: string, many: string) => (n < 2 ? one : many);

/** The check screen, the card and what surrounds them, in French: fetched while people answer. */
export const cardFr = {
  'list.and': 'et',
  'list.or': 'ou',

  'check.title': 'Vérifiez vos réponses',
  'check.intro': 'Ouvrez une partie pour relire ou modifier vos réponses.',
  'check.given': (n: number, total: number) => `${n} ${s(n, 'réponse', 'réponses')} sur ${total}`,
  'check.none': 'Sans réponse',
  'check.change': 'Modifier',
  'check.finish': 'Terminer',
  'check.finish-note':
    'En terminant, votre réponse part dès qu’il y a du réseau. Vous pourrez l’effacer avec votre reçu.',
  'check.settling': 'Avec une réponse de plus, votre profil sera sûr',
  'check.missing-title': 'Pour être sûr de votre profil',
  'check.missing': 'Sans ces réponses, votre carte montrera plusieurs profils possibles.',
  'check.required-title': 'Réponses nécessaires',
  'check.required': 'Votre réponse ne peut pas être envoyée sans ces réponses.',
  'check.faulty-title': 'Réponses à corriger',
  'check.saved-already': 'Votre réponse est déjà enregistrée.',
  'check.card': 'Revoir le profil',

  'card.near': 'Le profil le plus proche',
  'card.tied': (profiles: number): string =>
    profiles === 2
      ? 'Deux profils aussi proches l’un que l’autre'
      : 'Trois profils aussi proches les uns que les autres',
  'card.either': (answers: number, profiles: number) =>
    `${answers < 2 ? 'Une réponse manque' : 'Des réponses manquent'}, ${profiles === 2 ? 'deux' : 'trois'} profils possibles`,
  'card.after': (n: number, total: number) =>
    n < 1
      ? 'Aucun critère n’est encore connu'
      : `D’après ${n} ${s(n, 'critère connu', 'critères connus')} sur ${total}`,
  'card.after-some': 'D’après les premières réponses',
  'card.so-far': (profiles: string) => `${profiles}, pour l’instant`,
  'card.several': 'Plusieurs profils',
  'card.unnamed': 'Un profil à découvrir',
  'card.undecided': (questions: number, profiles?: number) =>
    `${questions < 2 ? 'Une question décide' : `${questions} questions décident`} ${profiles ? `entre ${profiles} profils` : 'encore du profil'}.`,
  'card.more-questions': (n: number) => (n < 2 ? 'Une autre question' : `${n} autres questions`),
  'card.depends': (criteria: string, n: number) => `selon ${n < 2 ? 'votre réponse' : 'vos réponses'} : ${criteria}`,
  'card.answer': 'Répondre',
  'card.known': (n: number, total: number) =>
    `${n} ${s(n, 'critère', 'critères')} sur ${total} ${s(n, 'est connu', 'sont connus')}`,
  'card.unknown-value': 'à préciser',
  'card.depends-on': 'dépend de la réponse',
  'card.crossing': (profiles: string) => `À la croisée ${profiles}`,
  'card.composite': 'Aucun profil ne se dégage',
  'card.agree': (n: number, total: number) =>
    n === total
      ? `Les ${total} critères correspondent`
      : `${n} ${s(n, 'critère', 'critères')} sur ${total} ${s(n, 'correspond', 'correspondent')}`,
  'card.agree-each': (n: number, total: number) => `${n} critères sur ${total} correspondent à chacun`,
  'card.whatever': (n: number): string =>
    n < 2 ? 'quelle que soit la réponse qui manque' : 'quelles que soient les réponses qui manquent',
  'card.few': (least: number, total: number, profile: string) =>
    `Aucun profil ne réunit ${least} critères sur ${total}. Le plus proche est ${profile}.`,
  'card.matches': 'Correspond',
  'card.differs': 'Diffère',
  'card.share': 'Partager',
  'card.picture': 'Image',
  'card.take': 'Emporter sur mon téléphone',
  'card.keep': 'Garder, modifier, effacer',
  'card.next': 'Terminer et passer au suivant',
  'card.why-rule': 'Les profils décrivent des manières de faire. Ce n’est ni un classement, ni une notation.',
  'card.blank-rows': (n: number) => `${n} ${s(n, 'ligne', 'lignes')} sans réponse`,
  'card.at-least': (n: string) => `au moins ${n}`,
  'card.at-most': (n: string) => `au plus ${n}`,
  'card.no-typology': 'Merci. Votre réponse est terminée.',
  'card.title': 'Votre réponse',
  'card.finished-on': (date: string) => `Réponse terminée le ${date}`,
  'card.modify': 'Modifier mes réponses',
  'card.modify-note': 'avant de quitter',
  'card.changed': 'Vos modifications ne sont pas encore envoyées.',
  'card.confirm': 'Vérifier et terminer',
  'card.latest': 'Votre dernier profil',
  'card.leave': 'Quitter',
  'card.parts-missing': 'Il reste à charger le reçu, la comparaison et le partage.',
  'card.unread-title': 'Votre profil ne peut pas encore être lu',
  'card.unread':
    'Le stockage de ce navigateur ne répond pas encore. Rien n’est effacé : attendez un moment, puis rechargez la page.',
  'card.unknown-title': 'Aucun profil sur cet appareil',
  'card.unknown': 'La réponse a peut-être été effacée, ou donnée sur un autre appareil.',

  'delivery.title': 'Ce que devient votre réponse',
  'delivery.device': 'Gardée sur cet appareil',
  'delivery.memory': 'En attente d’envoi',
  'delivery.soon': 'elle partira seule',
  'delivery.device-note': 'Elle partira dès que le réseau le permettra. Vous pouvez fermer : elle reste ici.',
  'delivery.sending': 'En cours d’envoi',
  'delivery.sending-note': 'Elle reste sur cet appareil jusqu’à l’accusé de réception.',
  'delivery.received': (hour: string) => `Réponse reçue à ${hour}`,
  'delivery.refused': 'Conservée ici',
  'delivery.refused-note': 'La réponse n’a pas pu être acceptée. Elle est conservée sur cet appareil.',
  'delivery.erasing': 'Effacement demandé',
  'delivery.erasing-note': 'Le service ne l’a pas encore confirmé.',
  'delivery.erased': 'Effacée',
  'delivery.erased-note': 'La réponse a été effacée avec son reçu.',
  'delivery.saving': 'Enregistrement…',
  'delivery.unsaved': 'Pas encore enregistrée',
  'delivery.unfinished': 'Pas encore terminée',

  'status.title': 'Messages de l’application',
  'status.waiting': (n: number) =>
    `${n} ${s(n, 'réponse', 'réponses')} en attente d’envoi sur cet appareil. Vous pouvez fermer.`,
  'status.restored': (n: number) =>
    `Ce navigateur a perdu sa mémoire, sans doute à une coupure. ${n} ${s(n, 'réponse terminée a été remise', 'réponses terminées ont été remises')} en place depuis une copie. Un brouillon en cours a pu être perdu.`,
  'status.portal': 'Le réseau Wi-Fi demande une connexion. Ouvrez la page du réseau, puis réessayez.',
  'status.server': (minutes: number) =>
    `Le service ne répond pas. Nouvel essai dans ${minutes} ${s(minutes, 'minute', 'minutes')}.`,
  'status.sending-elsewhere':
    'Un autre onglet de ce questionnaire est en train d’envoyer. S’il ne répond plus, fermez-le.',
  'status.full': 'Plus de place sur cet appareil. Cette réponse n’est pas encore enregistrée.',
  'status.unavailable': 'Le stockage de ce navigateur ne répond plus. Cette réponse n’est pas encore enregistrée.',
  'status.language': 'Cette langue n’a pas pu être chargée. Retrouvez le réseau, puis réessayez.',
  'status.no-code':
    'Une partie de l’application n’a pas pu être chargée. Vos réponses sont conservées sur cet appareil. Retrouvez le réseau, puis réessayez pour terminer.',
  'status.no-code-open':
    'Une partie de l’application n’a pas pu être chargée. Retrouvez le réseau sans fermer cette page, puis réessayez.',
  'status.memory': 'Ce navigateur ne garde rien. Terminez et envoyez votre réponse avant de fermer.',
  'status.insecure':
    'Cette page n’est pas venue en https. Le navigateur ne peut alors pas promettre de garder vos réponses. Terminez et envoyez votre réponse avant de fermer, ou ouvrez la même adresse en https.',
  'status.slow':
    'Le stockage de ce navigateur tarde à s’ouvrir. Ce que vous donnez est gardé dans cette page : laissez-la ouverte, elle réessaie.',
  'status.blocked':
    'Une autre page de ce questionnaire, plus ancienne, retient le stockage. Fermez-la : ce que vous donnez ici sera alors enregistré.',
  'status.newer':
    'Une version plus récente a changé la façon de garder les réponses sur cet appareil. Elles y sont toujours. Rechargez cette page avec du réseau pour les retrouver ; ce que vous donnez ici reste dans cette page.',
  'status.update': 'Une nouvelle version est prête. Elle s’installera après cette réponse.',
  'status.update-now': 'Une nouvelle version est prête.',
  'status.update-needed': 'Une mise à jour est nécessaire pour envoyer. Votre réponse est conservée ici.',
  'status.other-tab': 'Ce questionnaire est ouvert dans un autre onglet.',
  'status.refused': 'Une réponse n’a pas pu être acceptée. Elle est conservée ici.',
  'status.closed': 'L’enquête est terminée. Votre réponse est conservée ici.',
  'status.too-early':
    'L’enquête n’est pas encore ouverte. Votre réponse reste sur cet appareil, et part à l’ouverture.',
  'status.too-late':
    'L’enquête est terminée. Une réponse commencée maintenant reste sur cet appareil et n’est pas comptée.',
  'status.trial': 'C’est un essai : cette réponse sera effacée à la fin de l’essai.',
  'status.no-room': 'Cette enquête n’a pas pu rester sur cet appareil, faute de place.',
  'status.sent': 'Merci, réponse reçue.',
  'status.gone': 'Cette réponse a été supprimée dans un autre onglet. Ce que vous donnez ici n’est plus gardé.',
  'status.erasing': (n: number) =>
    `${n} ${s(n, 'effacement demandé', 'effacements demandés')}. Le service ne l’a pas encore confirmé : cet appareil redemande.`,
  'status.send': 'Envoyer maintenant',
  'status.download': 'Télécharger',
  'status.export': 'Exporter',
  'status.install': 'Installer maintenant',
  'status.take': 'Reprendre ici',
};

type Widen<T> = T extends string ? string : T extends readonly (infer U)[] ? readonly Widen<U>[] : T;
export type CardStrings = { readonly [K in keyof typeof cardFr]: Widen<(typeof cardFr)[K]> };
