/** A name and its explanation. */
type Line = readonly [name: string, what: string];
type Lines = Readonly<Record<string, Line>>;

/** The page about the barometer, in French. Respondents do not need it. */
export const aboutFr = {
  'about.title': 'À propos',
  'about.sent': 'Ce qui est envoyé',
  'about.sent-lines': {
    answers: ['Vos réponses', 'Celles des questions qui vous sont posées, textes libres compris.'],
    channel: ['Canal', 'Le mot du lien suivi, pour un réseau ou un événement. Aucun si le lien n’en porte pas.'],
    mode: ['Mode', 'Vous répondez par vous-même, ou sur l’appareil d’un enquêteur.'],
    language: ['Langue', 'Celle de l’écran.'],
    startedOn: ['Jour', 'Celui où vous avez commencé, sans l’heure.'],
    minutes: ['Durée', 'Le temps passé, en minutes.'],
    lastQuestion: ['Question atteinte', 'La dernière que vous avez atteinte.'],
    status: ['État', 'Réponse terminée ou non.'],
    survey: ['Questionnaire', 'Son nom et sa version.'],
    id: ['Numéro', 'Tiré au hasard pour cette réponse, suivi du numéro d’envoi. Chacune est ainsi comptée une fois.'],
    receiptHash: ['Empreinte du reçu', 'Elle reconnaît votre code d’effacement, sans le contenir.'],
  } satisfies Lines,
  'about.added':
    'Le service y ajoute le jour de réception. Il ne garde ni adresse IP, ni nom d’appareil ou de navigateur.',
  'about.kept': 'Ce qui est gardé sur cet appareil',
  'about.kept-lines': {
    drafts: [
      'Brouillons',
      'Vos réponses en cours. Jusqu’à la fin du questionnaire, ou jusqu’à ce que vous les supprimiez.',
    ],
    outbox: [
      'File d’envoi',
      'Les réponses terminées, scellées sur une tablette partagée. Jusqu’à l’accusé de réception.',
    ],
    unsent: ['Jamais envoyées', 'Le numéro des réponses dont rien n’est parti. Jusqu’au premier envoi.'],
    kept: [
      'Copies scellées',
      'Sur une tablette partagée, les réponses reçues. Jusqu’à ce qu’une sauvegarde du service les contienne.',
    ],
    contacts: ['Adresse laissée', 'Celle que vous donnez pour être recontacté. Jusqu’à ce qu’elle soit reçue.'],
    locked: [
      'Brouillons scellés',
      'Sur une tablette partagée, l’entretien en cours, illisible sans le code de l’organisateur. Jusqu’à la fin de l’entretien.',
    ],
    days: [
      'Journée de terrain',
      'Sur une tablette partagée, le lien de l’organisateur et le nombre de réponses du jour. Jusqu’à ce qu’elle quitte le terrain.',
    ],
    seals: ['Clés publiques', 'Sur une tablette partagée, les clés qui scellent. Elles n’ouvrent rien.'],
    erasures: ['Effacements', 'Le code d’une réponse à effacer. Jusqu’à ce que le service ait confirmé.'],
    finished: ['Profils', 'Les critères de votre carte et le code du reçu. Jusqu’à ce que vous les effaciez.'],
    definitions: ['Questionnaires', 'Le texte des questions. Tant qu’une réponse ou un profil en a besoin.'],
    results: ['Résultats', 'Les derniers tableaux publiés. Jusqu’aux suivants.'],
    verbatims: ['Commentaires', 'Les derniers commentaires publiés. Jusqu’aux suivants.'],
    application: ['Application', 'Les fichiers de cette page, pour l’ouvrir hors ligne. Jusqu’à la version suivante.'],
  } satisfies Lines,
  'about.surveys': 'Enquêtes à disposition sans réseau',
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
  'about.none': 'Aucun cookie, aucune mesure d’audience, aucun autre site.',
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
