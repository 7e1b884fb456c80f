const s = (n: number, one: string, many: string) => (n < 2 ? one : many);

/** The check screen, the card and what surrounds them, in French: fetched while people answer. */
export const cardFr = {
  'notice.controller': 'Responsable',
  'notice.contact': 'Contact',
  'notice.dpo': 'Délégué à la protection des données',
  'notice.purpose': 'But',
  'notice.legal-basis': 'Base légale',
  'notice.participation': 'Participation',
  'notice.optional': 'Facultative.',
  'notice.mandatory': 'Obligatoire.',
  'notice.recipients': 'Destinataires',
  'notice.retention': 'Durée de conservation',
  'notice.months': (answers: number, contacts: number) =>
    `${answers} mois pour les réponses, ${contacts} mois pour les adresses de contact.`,
  'notice.rights': 'Vos droits',
  'notice.complaint': 'Réclamation',
  'opening.draft': (number: number, total: number, date: string) => `Question ${number} sur ${total}, le ${date}`,
  'opening.draft-check': (date: string) => `Vérification des réponses, le ${date}`,
  'opening.drafts': 'Une réponse vous attend sur cet appareil',
  'opening.many-drafts': 'Des réponses vous attendent sur cet appareil',
  'opening.discard': 'Supprimer ce brouillon',
  'opening.discard-sure': 'Supprimer vraiment ?',

  'results.link': 'Les résultats de l’enquête',

  'check.title': 'Vérifiez vos réponses',
  'check.intro': 'Ouvrez une partie pour relire ou modifier vos réponses.',
  'check.given': (n: number, total: number) => `${n} ${s(n, 'réponse', 'réponses')} sur ${total}`,
  'check.none': 'Sans réponse',
  'check.change': 'Modifier',
  'check.finish': 'Terminer',
  'check.finish-note': 'En terminant, vous envoyez votre réponse. Vous pourrez l’effacer avec votre reçu.',
  'check.missing-title': 'Pour connaître votre profil',
  'check.missing': 'Il reste à répondre à ces questions. Sans elles, aucun profil n’est calculé.',
  'check.required-title': 'Réponses nécessaires',
  'check.required': 'La réponse ne peut pas être envoyée sans elles.',
  'check.faulty-title': 'Réponses à corriger',
  'check.saved-already': 'Votre réponse est déjà enregistrée.',
  'check.card': 'Revoir le profil',

  'card.yours': 'Votre profil',
  'card.composite': 'Profil composite',
  'card.nearest': (names: string) => `Les plus proches de vos réponses\u202f: ${names}`,
  'card.nearest-one': (name: string) => `Le plus proche de vos réponses\u202f: ${name}`,
  'card.agree': (n: number, total: number, profile: string) =>
    `Vos réponses concordent avec ${n} des ${total} critères du profil ${profile}.`,
  'card.agree-each': (n: number, total: number) =>
    `Vos réponses concordent avec ${n} des ${total} critères de chacun de ces profils.`,
  'card.agree-all': (total: number, profile: string) =>
    `Vos réponses concordent avec les ${total} critères du profil ${profile}.`,
  'card.beside': (profile: string) => `Vos réponses sont comparées ici au profil ${profile}.`,
  'card.also': (names: string) => `Également proche de\u202f: ${names}.`,
  'card.criteria': (total: string) => `Les ${total} critères`,
  'card.matches': 'Concorde',
  'card.differs': 'Diffère',
  'card.observed': 'Vos réponses',
  'card.both': (profile: string) => `Vos réponses et le profil ${profile}`,
  'card.required': (profile: string) => `Profil ${profile}`,
  'card.why': 'Pourquoi ce profil',
  'card.why-tied': 'Plusieurs profils concordent sur autant de critères. Le profil est alors dit composite.',
  'card.why-few': (n: string) => `Quand moins de ${n} critères concordent, le profil est dit composite.`,
  'card.why-matches': (profile: string) => `C’est avec le profil ${profile} que le plus de critères concordent.`,
  'card.why-gap': (profile: string) =>
    `Le profil ${profile} est détaillé ici\u202f: c’est celui qui demande le moins de réponses différentes.`,
  'card.why-criteria-order': (profile: string) =>
    `Le profil ${profile} est détaillé ici\u202f: le premier critère de l’étude qui les distingue a décidé.`,
  'card.why-profile-order': (profile: string) =>
    `Le profil ${profile} est détaillé ici par ordre alphabétique. Cet ordre n’a pas d’autre sens.`,
  'card.why-rule':
    'Les profils décrivent des manières de faire, dans l’ordre alphabétique. Ce n’est ni un classement, ni une notation.',
  'card.why-source': (title: string) => `Source des profils\u202f: ${title}.`,
  'card.changes': 'Ce qui mènerait ailleurs',
  'card.changes-intro': 'Une seule réponse différente suffirait. Aucun profil ne vaut mieux qu’un autre.',
  'card.changes-to': (profile: string) => `Plus proche du profil ${profile}`,
  'card.changes-none': 'Aucune réponse, changée seule, ne donnerait un autre profil.',
  'card.not-computed': 'Profil non calculé',
  'card.not-computed-why': (questions: number, total: number) =>
    `Un profil demande ${total} critères. ${s(questions, 'Cette réponse n’a pas été donnée', 'Ces réponses n’ont pas été données')}, et rien n’est deviné à votre place.`,
  'card.answer-now': 'Répondre maintenant',
  'card.no-typology': 'Merci. Votre réponse est terminée.',
  'card.title': 'Votre réponse',
  'card.finished-on': (date: string) => `Réponse terminée le ${date}`,
  'card.modify': 'Modifier mes réponses',
  'card.modify-note': 'Possible jusqu’à ce que vous quittiez cette page.',
  'card.changed': 'Vos modifications ne sont pas encore envoyées.',
  'card.confirm': 'Vérifier et terminer',
  'card.leave': 'Quitter',
  'card.parts-missing': 'Il reste à charger le reçu, la comparaison et le partage.',
  'card.unknown-title': 'Aucun profil sur cet appareil',
  'card.unknown': 'La réponse a peut-être été effacée, ou donnée sur un autre appareil.',

  'delivery.title': 'Ce que devient votre réponse',
  'delivery.device': 'Sur cet appareil',
  'delivery.device-note': 'Elle partira dès que le réseau le permettra. Vous pouvez fermer\u202f: rien ne sera perdu.',
  'delivery.sending': 'En cours d’envoi',
  'delivery.sending-note': 'Elle reste sur cet appareil jusqu’à l’accusé de réception.',
  'delivery.received': (hour: string) => `Reçue à ${hour}`,
  'delivery.received-note': 'Merci d’avoir répondu.',
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
    `${n} ${s(n, 'réponse', 'réponses')} en attente d’envoi. Vous pouvez fermer : rien ne sera perdu.`,
  'status.portal': 'Le réseau Wi-Fi demande une connexion. Ouvrez la page du réseau, puis réessayez.',
  'status.server': (minutes: number) =>
    `Le service ne répond pas. Nouvel essai dans ${minutes} ${s(minutes, 'minute', 'minutes')}.`,
  'status.sending-elsewhere':
    'Un autre onglet de ce questionnaire est en train d’envoyer. S’il ne répond plus, fermez-le.',
  'status.full': 'Plus de place sur cet appareil. Cette réponse n’est pas encore enregistrée.',
  'status.unavailable': 'Le stockage de ce navigateur ne répond plus. Cette réponse n’est pas encore enregistrée.',
  'status.language': 'Cette langue n’a pas pu être chargée. Retrouvez le réseau, puis réessayez.',
  'status.no-code':
    'Une partie de l’application n’a pas pu être chargée. Vos réponses sont conservées sur cet appareil. Retrouvez le réseau, puis rechargez la page pour terminer.',
  'status.no-code-open':
    'Une partie de l’application n’a pas pu être chargée. Retrouvez le réseau sans fermer cette page, puis réessayez.',
  'status.memory': 'Ce navigateur ne garde rien. Terminez et envoyez avant de fermer.',
  'status.slow':
    'Le stockage de ce navigateur tarde à s’ouvrir. Ce que vous donnez est gardé dans cette page : laissez-la ouverte, elle réessaie.',
  'status.blocked':
    'Une autre page de ce questionnaire, plus ancienne, retient le stockage. Fermez-la : ce que vous donnez ici sera alors enregistré.',
  'status.newer':
    'Une version plus récente a changé la façon de garder les réponses sur cet appareil. Elles y sont toujours. Rechargez cette page avec du réseau pour les retrouver ; ce que vous donnez ici reste dans cette page.',
  'status.update': 'Nouvelle version prête. Elle s’installera après cette réponse.',
  'status.update-now': 'Nouvelle version prête.',
  'status.update-needed': 'Une mise à jour est nécessaire pour envoyer. Votre réponse est conservée ici.',
  'status.other-tab': 'Ce questionnaire est ouvert dans un autre onglet.',
  'status.refused': 'Une réponse n’a pas pu être acceptée. Elle est conservée ici.',
  'status.closed': 'L’enquête est terminée. Votre réponse est conservée ici.',
  'status.too-late':
    'L’enquête est terminée. Une réponse commencée maintenant reste sur cet appareil et n’est pas comptée.',
  'status.sent': 'Merci, réponse reçue.',
  'status.gone': 'Cette réponse a été supprimée dans un autre onglet. Ce que vous donnez ici n’est plus gardé.',
  'status.erasing': (n: number) =>
    `${n} ${s(n, 'effacement demandé', 'effacements demandés')}. Le service ne l’a pas encore confirmé : cet appareil redemande.`,
  'status.send': 'Envoyer maintenant',
  'status.download': 'Télécharger',
  'status.export': 'Exporter',
  'status.install': 'Installer maintenant',
  'status.take': 'Reprendre ici',
};

type Widen<T> = T extends string ? string : T extends readonly (infer U)[] ? readonly Widen<U>[] : T;
export type CardStrings = { readonly [K in keyof typeof cardFr]: Widen<(typeof cardFr)[K]> };
