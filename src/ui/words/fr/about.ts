/** A name and its explanation. */
type Line = readonly [name: string, what: string];
type Lines = Readonly<Record<string, Line>>;

/** The page about the barometer, in French. Respondents do not need it. */
export const aboutFr = {
  'about.title': 'À propos',
  'about.sent': 'Ce qui est envoyé',
  'about.sent-lines': {
    answers: ['Vos réponses', 'Vos réponses aux questions qui vous sont posées, y compris les textes libres.'],
    channel: ['Canal', 'Le mot qui désigne un réseau ou un événement dans le lien suivi, s’il y en a un.'],
    mode: ['Mode', 'Vous répondez par vous-même, ou sur l’appareil d’un enquêteur.'],
    language: ['Langue', 'La langue affichée à l’écran.'],
    startedOn: ['Jour', 'Le jour où vous avez commencé, sans l’heure.'],
    minutes: ['Durée', 'Le temps que vous avez passé à répondre, en minutes.'],
    lastQuestion: ['Question atteinte', 'La dernière question que vous avez atteinte.'],
    status: ['État', 'Votre réponse est terminée, ou non.'],
    survey: ['Questionnaire', 'Son nom et sa version.'],
    id: ['Numéro', 'Un numéro tiré au hasard, et celui de l’envoi : chaque réponse est ainsi comptée une seule fois.'],
    receiptHash: ['Empreinte du reçu', 'Elle permet de reconnaître votre code de reçu, sans le contenir.'],
  } satisfies Lines,
  'about.added':
    'Le service y ajoute le jour de réception. Il ne garde ni adresse IP, ni nom d’appareil ou de navigateur.',
  'about.kept': 'Ce qui est gardé sur cet appareil',
  'about.kept-lines': {
    drafts: ['Brouillons', 'Vos réponses en cours, jusqu’à la fin du questionnaire ou jusqu’à leur suppression.'],
    outbox: [
      'File d’envoi',
      'Les réponses terminées, jusqu’à l’accusé de réception. Une tablette partagée les scelle.',
    ],
    unsent: ['Jamais envoyées', 'Le numéro des réponses dont rien n’est encore parti, jusqu’au premier envoi.'],
    kept: ['Copies scellées', 'Sur une tablette partagée, les réponses reçues, jusqu’à une sauvegarde du service.'],
    contacts: ['Adresse laissée', 'L’adresse donnée pour être recontacté, jusqu’à ce que le service la reçoive.'],
    locked: [
      'Brouillons scellés',
      'Sur une tablette partagée, l’entretien en cours, jusqu’à sa fin. Il est illisible sans le code de l’organisateur.',
    ],
    days: [
      'Journée de terrain',
      'Sur une tablette partagée, le lien de l’organisateur et le nombre de réponses du jour, jusqu’à la fin du terrain.',
    ],
    seals: ['Clés publiques', 'Sur une tablette partagée, les clés qui scellent les réponses. Elles n’ouvrent rien.'],
    erasures: ['Effacements', 'Le code d’une réponse à effacer, jusqu’à ce que le service ait confirmé.'],
    finished: ['Profils', 'Les critères de votre carte et le code du reçu, jusqu’à ce que vous les effaciez.'],
    definitions: ['Questionnaires', 'Le texte des questions, tant qu’une réponse ou un profil en a besoin.'],
    results: ['Résultats', 'Les derniers tableaux publiés, jusqu’aux tableaux suivants.'],
    verbatims: ['Commentaires', 'Les derniers commentaires publiés, jusqu’aux commentaires suivants.'],
    application: ['Application', 'Les fichiers de cette page, pour l’ouvrir hors ligne, jusqu’à la version suivante.'],
  } satisfies Lines,
  'about.surveys': 'Enquêtes que vous pouvez ouvrir sans réseau',
  'about.surveys-lead':
    'Retirer une enquête libère de la place. Vos profils et vos codes restent. Avec le réseau, l’enquête s’ouvre encore.',
  'about.size': (kilobytes: string) => `${kilobytes} ko`,
  'about.others': (n: number) => (n === 1 ? '1 autre enquête' : `${n} autres enquêtes`),
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
