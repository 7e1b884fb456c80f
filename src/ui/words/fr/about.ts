/** A name and its explanation. */
type Line = readonly [name: string, what: string];
type Lines = Readonly<Record<string, Line>>;

/** The page about the barometer, in French. Respondents do not need it. */
export const aboutFr = {
  'about.title': 'À propos',
  'about.sent': 'Ce qui est envoyé',
  'about.sent-lines': {
    answers: ['Vos réponses', 'Vos réponses aux questions qui vous sont posées, y compris les textes libres.'],
    channel: [
      'Canal',
      'Le mot qui, dans le lien que vous avez suivi, désigne un réseau ou un événement. Certains liens n’en contiennent pas.',
    ],
    mode: ['Mode', 'Vous répondez par vous-même, ou sur l’appareil d’un enquêteur.'],
    language: ['Langue', 'La langue affichée à l’écran.'],
    startedOn: ['Jour', 'Le jour où vous avez commencé, sans l’heure.'],
    minutes: ['Durée', 'Le temps que vous avez passé à répondre, en minutes.'],
    lastQuestion: ['Question atteinte', 'La dernière question que vous avez atteinte.'],
    status: ['État', 'Si votre réponse est terminée ou non.'],
    survey: ['Questionnaire', 'Son nom et sa version.'],
    id: [
      'Numéro',
      'Un numéro tiré au hasard pour cette réponse, et le numéro de l’envoi. Ainsi, chaque réponse est comptée une seule fois.',
    ],
    receiptHash: ['Empreinte du reçu', 'Elle permet de reconnaître votre code de reçu, sans le contenir.'],
  } satisfies Lines,
  'about.added':
    'Le service y ajoute le jour de réception. Il ne garde ni adresse IP, ni nom d’appareil ou de navigateur.',
  'about.kept': 'Ce qui est gardé sur cet appareil',
  'about.kept-lines': {
    drafts: [
      'Brouillons',
      'Vos réponses en cours. Elles restent jusqu’à la fin du questionnaire, ou jusqu’à ce que vous les supprimiez.',
    ],
    outbox: [
      'File d’envoi',
      'Les réponses terminées, scellées sur une tablette partagée. Elles restent jusqu’à l’accusé de réception.',
    ],
    unsent: [
      'Jamais envoyées',
      'Le numéro des réponses dont rien n’est encore parti. Il reste jusqu’au premier envoi.',
    ],
    kept: [
      'Copies scellées',
      'Sur une tablette partagée, les réponses reçues. Elles restent jusqu’à ce qu’une sauvegarde du service les contienne.',
    ],
    contacts: [
      'Adresse laissée',
      'L’adresse que vous donnez pour être recontacté. Elle reste jusqu’à ce que le service l’ait reçue.',
    ],
    locked: [
      'Brouillons scellés',
      'Sur une tablette partagée, l’entretien en cours, illisible sans le code de l’organisateur. Il reste jusqu’à la fin de l’entretien.',
    ],
    days: [
      'Journée de terrain',
      'Sur une tablette partagée, le lien de l’organisateur et le nombre de réponses du jour. Ils restent jusqu’à ce que la tablette quitte le terrain.',
    ],
    seals: ['Clés publiques', 'Sur une tablette partagée, les clés qui scellent les réponses. Elles n’ouvrent rien.'],
    erasures: [
      'Effacements',
      'Le code d’une réponse à effacer. Il reste jusqu’à ce que le service ait confirmé l’effacement.',
    ],
    finished: [
      'Profils',
      'Les critères de votre carte et le code du reçu. Ils restent jusqu’à ce que vous les effaciez.',
    ],
    definitions: ['Questionnaires', 'Le texte des questions. Il reste tant qu’une réponse ou un profil en a besoin.'],
    results: ['Résultats', 'Les derniers tableaux publiés. Ils restent jusqu’aux tableaux suivants.'],
    verbatims: ['Commentaires', 'Les derniers commentaires publiés. Ils restent jusqu’aux commentaires suivants.'],
    application: [
      'Application',
      'Les fichiers de cette page, pour l’ouvrir hors ligne. Ils restent jusqu’à la version suivante.',
    ],
  } satisfies Lines,
  'about.surveys': 'Enquêtes que vous pouvez ouvrir sans réseau',
  'about.surveys-lead':
    'Retirer une enquête libère de la place. Vos profils et vos codes restent. Avec le réseau, l’enquête s’ouvre encore.',
  'about.size': (kilobytes: string) => `${kilobytes} ko`,
  'about.remove': 'Retirer cette enquête',
  'about.removed': (title: string) => `Retirée : ${title}.`,
  'about.remove-unsent': (n: number) =>
    n === 1
      ? 'Une réponse est en cours ou attend l’envoi : l’enquête reste ici jusque-là.'
      : `${n} réponses sont en cours ou attendent l’envoi : l’enquête reste ici jusque-là.`,
  'about.remove-unread': 'Le stockage ne répond pas : des réponses attendent peut-être. L’enquête reste ici.',
  'about.iphone':
    'Sur iPhone et iPad, Safari peut effacer ces données après sept jours sans visite. La page ajoutée à l’écran d’accueil n’est pas concernée.',
  'about.none': 'Cette page n’utilise aucun cookie, ne mesure aucune audience et n’appelle aucun autre site.',
  'about.rescue': 'Des réponses qui ne partent pas ?',
  'about.rescue-link': 'Faire ou ouvrir un fichier de secours',
  'about.accessibility': 'Accessibilité',
  'about.accessibility-text':
    'Accessibilité : non conforme, faute d’audit. La page est conçue selon le RGAA 4.1 et les WCAG 2.2 (AA).',
  'about.licence': 'Licence',
  'about.licence-text': 'Logiciel libre, sous licence publique de l’Union européenne (EUPL 1.2).',
  'about.source': 'Le questionnaire',
  'about.home': 'Retour à l’accueil',
};

export type AboutStrings = typeof aboutFr;
