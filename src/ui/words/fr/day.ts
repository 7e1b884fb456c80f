const s = (n: number, one: string, many: string) => (n < 2 ? one : many);

/** A response is finished; an interview is not. */
function holdings(complete: number, left: number): string {
  const responses = `${complete} ${s(complete, 'réponse', 'réponses')}`;
  const interviews = `${left} ${s(left, 'entretien abandonné', 'entretiens abandonnés')}`;
  return [...(complete > 0 || left === 0 ? [responses] : []), ...(left > 0 ? [interviews] : [])].join(' et ');
}

/** The day screen of a shared tablet, and the screens between two respondents, in French. Never loaded on a respondent's own phone. */
export const dayFr = {
  'day.title': 'Terrain',
  'day.no-event': 'sans événement',
  'day.new': 'Nouvelle réponse',
  'day.new-note': (minutes: number) => `La personne répond seule, environ ${minutes} min`,
  'day.opens': (day: string) => `L’enquête ouvre le ${day}. Elle ne prend pas encore de réponse.`,
  'day.closed': 'L’enquête est terminée. Elle ne prend plus de nouvelle réponse.',
  'day.finished': 'Terminées ici',
  'day.of-erased': (n: number) => `dont ${n} ${s(n, 'effacée', 'effacées')}`,
  'day.of-missing': (n: number) => `dont ${n} ${s(n, 'introuvable', 'introuvables')}`,
  'day.of-restored': (n: number) => `dont ${n} ${s(n, 'reprise', 'reprises')} d’une copie`,
  'day.received': 'Reçues',
  'day.left': (n: number, isSent: boolean) =>
    `${n} ${s(n, 'entretien abandonné', 'entretiens abandonnés')}, ${isSent ? s(n, 'compté à part', 'comptés à part') : s(n, 'non gardé', 'non gardés')}.`,
  'day.unsent': 'Encore ici',
  'day.not-known': 'on ne le sait pas encore : le stockage ne répond pas',
  'day.nothing-waits': 'il n’y a rien à envoyer',
  'day.oldest': (time: string) => `depuis ${time}`,
  'day.refused': (n: number) => `${n} ${s(n, 'refusée', 'refusées')}`,

  'day.evening': (finished: number, erased: number, received: number) =>
    `${finished} ${s(finished, 'terminée', 'terminées')} ici, ${erased > 0 ? `dont ${erased} ${s(erased, 'effacée', 'effacées')} ; ` : ''}${received} ${s(received, 'reçue', 'reçues')} par le service`,

  'day.refusals': 'Pourquoi elles sont refusées',
  'day.refusal-envelope.invalid': 'Le service ne comprend pas la forme de la réponse.',
  'day.refusal-envelope.conflict': 'Le service a déjà reçu une autre réponse sous le même numéro.',
  'day.refusal-survey.unknown': 'Le service ne connaît pas cette enquête.',
  'day.refusal-survey.revision-unknown': 'Le service ne connaît pas cette version du questionnaire.',
  'day.refusal-survey.closed': 'L’enquête n’était pas ouverte au début de l’entretien.',
  'day.refusal-answer.unknown-question': 'Le service ne connaît pas une des questions.',
  'day.refusal-answer.unknown-option': 'Le service ne connaît pas un des choix.',
  'day.refusal-answer.invalid': 'Une réponse n’a pas la forme attendue.',
  'day.refusal-answer.off-path': 'Une réponse porte sur une question qui n’était pas posée.',
  'day.refusal-answer.required': 'Une question qui demande une réponse est restée sans réponse.',
  'day.refusal-text.forbidden-character': 'Un texte contient un caractère interdit.',
  'day.refusal-text.too-long': 'Un texte est trop long.',
  'day.refusal-sealed.required': 'L’enquête ne prend que des réponses scellées.',
  'day.refusal-sealed.unreadable': 'Le service n’a pas pu ouvrir ce qui est scellé.',
  'day.refusal-sealed.key-unknown': 'L’enquête ne connaît plus les clés de cette tablette.',
  'day.refusal-too-large': 'La réponse est trop grande pour le réseau ou pour le service.',
  'day.clock': (n: number) =>
    `L’horloge de la tablette a ${n} ${s(n, 'jour', 'jours')} d’écart avec celle du service, qui date chaque réponse à l’arrivée.`,
  'day.state': 'La tablette',

  'day.offline-asking': 'Hors ligne : vérification…',
  'day.offline-ready': 'Prêt hors ligne',
  'day.offline-ready-note': (hour: string) => `Vérifié à ${hour}`,
  'day.offline-cramped': 'Pas prêt hors ligne : trop peu de place',
  'day.offline-cramped-note': 'Libérez de la place sur la tablette, puis revérifiez.',
  'day.offline-installing': 'Pas encore prêt hors ligne',
  'day.offline-installing-note': 'L’application se charge. Restez sur le réseau, puis revérifiez.',
  'day.offline-incomplete': (n: number) => `Pas prêt hors ligne : ${n} ${s(n, 'fichier absent', 'fichiers absents')}`,
  'day.offline-silent': 'Hors ligne : pas de réponse',
  'day.offline-absent': 'Pas prêt hors ligne',
  'day.offline-absent-note': 'Rechargez la page avec du réseau, puis revérifiez.',
  'day.offline-impossible': 'Hors ligne impossible ici',
  'day.offline-impossible-note':
    'Ouvrez le lien de l’organisateur en https, dans un navigateur qui garde l’application.',
  'day.offline-again': 'Revérifier',
  'day.unready': 'La tablette n’est pas prête hors ligne',
  'day.unready-note': 'Si le réseau se coupe, un entretien commencé maintenant peut s’arrêter.',
  'day.unready-wait': 'Attendre',
  'day.unready-begin': 'Commencer quand même',

  'day.send': 'Envoyer maintenant',
  'day.send-title': 'Envoi',
  'day.sending': 'Envoi en cours…',
  'day.sent-all': (n: number) => `${n} ${s(n, 'réponse envoyée', 'réponses envoyées')}. Plus aucune n’attend.`,
  'day.sent-nothing': 'Rien n’attendait.',
  'day.sent-some': (sent: number, waiting: number) =>
    `${sent} ${s(sent, 'réponse envoyée', 'réponses envoyées')}, ${waiting} en attente.`,
  'day.sent-none': (waiting: number) => `Rien n’est parti : ${waiting} ${s(waiting, 'attend', 'attendent')} toujours.`,
  'day.why-offline': 'Le réseau ne répond pas.',
  'day.why-mute': (minutes: number) =>
    `Le service ne répond pas, ou la tablette n’a pas de réseau. Nouvel essai dans ${minutes} ${s(minutes, 'minute', 'minutes')}.`,

  'day.persist': 'Tout garder',
  'day.place': (space: string) => `Place libre : ${space}`,
  'day.place-little': 'Libérez de la place sur la tablette, ou envoyez les réponses.',

  'day.awake-held': 'L’écran reste allumé',
  'day.awake-not': 'L’écran peut s’éteindre',
  'day.awake-not-note': 'La mise en veille se règle dans la tablette.',

  'day.install': 'Installer',
  'day.not-installed': 'Ouverte dans un onglet',
  'day.not-installed-note':
    'Un onglet se ferme par erreur, et Safari peut l’effacer après sept jours. Installez l’application.',
  'day.install-by-hand': 'Menu du navigateur, puis « Installer » ou « Sur l’écran d’accueil ».',

  'day.keys': 'Clés de l’enquête',
  'day.keys-note':
    'Comparez les quatre mots des clés avec ceux de la feuille. S’ils diffèrent, ne commencez pas : appelez l’organisateur.',
  'day.keys-same': 'Ils sont identiques',
  'day.keys-compared': (hour: string) => `Comparés à ${hour} : ce sont ceux de l’organisateur.`,
  'day.no-keys': 'Rien n’est scellé',
  'day.no-keys-note':
    'L’enquête n’a pas de clés. Jusqu’à l’envoi, une personne qui sait chercher dans cette tablette peut lire les réponses.',

  'day.resume': 'Code de reprise',
  'day.resume-none': 'Sans ce code, un entretien coupé par une panne ne peut pas être repris.',
  'day.resume-cut': (n: number) =>
    `${n} ${s(n, 'entretien coupé peut être repris', 'entretiens coupés peuvent être repris')} avec ce code.`,
  'day.resume-given': 'Donné. Il reste dans la mémoire de cette page, et nulle part ailleurs.',
  'day.resume-label': 'Les 17 caractères de la feuille de l’organisateur',
  'day.resume-give': 'Donner le code',
  'day.resume-wrong': 'Ce n’est pas un code de reprise. Vérifiez les 17 caractères.',
  'day.resume-ask': 'Le code de reprise n’est pas donné',
  'day.resume-skip': 'Commencer sans le code',
  'day.resume-opens-none': 'Ce code n’ouvre aucun entretien coupé. Est-ce bien celui d’aujourd’hui ?',
  'day.resume-one': (place: string) => `Entretien coupé, ${place}`,
  'day.resume-question': (number: number, total: number) => `question ${number} sur ${total}`,
  'day.resume-check': 'vérification des réponses',
  'day.resume-go': 'Reprendre',
  'day.resume-drop': 'Ne pas reprendre',
  'day.resume-lost': 'Feuille perdue : ne pas reprendre',

  'day.rescue': 'Fichier de secours',
  'day.leave': 'Quitter le terrain',
  'day.wipe': 'Effacer la tablette',
  'day.pin': 'Code PIN donné par l’organisateur',
  'day.pin-go': 'Valider',
  'day.pin-none': 'Cette journée n’a pas de code PIN : chacun peut la quitter.',
  'day.pin-wrong': 'Ce n’est pas ce code.',
  'day.pin-wait': (seconds: number) => `Prochain essai dans ${seconds} ${s(seconds, 'seconde', 'secondes')}.`,
  'day.pin-digits': 'Le code a de 4 à 8 chiffres.',
  'day.cancel': 'Annuler',
  'day.leave-note': 'Ce qui attend reste sur la tablette, et part encore.',
  'day.wipe-none': 'Rien n’attend d’être envoyé.',
  'day.wipe-some': (complete: number, left: number) => `Le service n’a pas encore reçu ${holdings(complete, left)}.`,
  'day.wipe-saved': (complete: number, left: number) =>
    `Le fichier remis au navigateur contient ${holdings(complete, left)}.`,
  'day.wipe-kept': (n: number) =>
    `${n} ${s(n, 'réponse reçue n’est', 'réponses reçues, incomplètes comprises, ne sont')} encore dans aucune sauvegarde connue du service.`,
  'day.wipe-save': 'Enregistrer le fichier',
  'day.wipe-sure': (n: number): string => (n === 0 ? 'Effacer' : 'J’ai le fichier : effacer'),
  'day.wipe-begun': (n: number) =>
    `${n} ${s(n, 'entretien commencé n’est pas terminé et ne pourra', 'entretiens commencés ne sont pas terminés et ne pourront')} plus être repris.`,
  'day.wipe-others': 'Quelque chose s’est ajouté entre-temps, qui n’est pas dans le fichier : rien n’a été effacé.',
  'day.wipe-failed': 'Le stockage a refusé : rien n’a été effacé.',
  'day.wiped': 'La tablette est effacée',
  'day.wiped-note': 'Aucune réponse n’y reste, ni le code PIN, ni la journée.',
  'day.wiped-file': (complete: number, left: number) =>
    `Le fichier de secours est le seul à contenir ${holdings(complete, left)}.`,
  'day.wiped-back': 'Vous pouvez rendre la tablette.',
  'day.wiped-erasing': (n: number) =>
    `${n} ${s(n, 'effacement demandé n’est', 'effacements demandés ne sont')} pas encore ${s(n, 'confirmé', 'confirmés')} par le service.`,
  'day.wiped-open': 'Ouvrir le questionnaire',
  'day.no-code': 'Une partie de l’application n’a pas pu être chargée. Retrouvez le réseau, puis réessayez.',

  'day.other-title': 'Cette tablette a déjà sa journée',
  'day.other': 'Ce lien en ouvre une autre. Donnez le code PIN de la journée en cours pour en changer.',
  'day.other-keep': 'Garder la journée en cours',

  'between.quit': 'Quitter',
  'between.quit-title': 'Quitter cet entretien ?',
  'between.quit-stay': 'Continuer l’entretien',
  'between.quit-sure': 'Quitter et vider l’écran',
  'between.saving': 'La réponse s’enregistre…',
  'between.unsaved-title': 'La réponse n’est pas enregistrée',
  'between.unsaved-note': 'Si rien n’est fait, la réponse sera perdue.',
  'between.changed-title': 'Des modifications ne sont pas envoyées',
  'between.changed-note': 'La réponse terminée avant elles est gardée.',
  'between.changed-back': 'Revenir aux réponses',
  'between.retry': 'Réessayer',
  'between.drop': 'Vider l’écran sans la garder',
  'between.drop-changes': 'Vider l’écran sans elles',
  'between.idle-title': 'Toujours là ?',
  'between.idle-left': (seconds: number) =>
    `Sans réponse, l’écran se vide dans ${seconds} ${s(seconds, 'seconde', 'secondes')}.`,
  'between.idle-kept': 'La réponse est gardée.',
  'between.idle-partial': 'Ce qui a été donné peut être compté, et ne pourra pas être repris.',
  'between.idle-stay': 'Continuer',
  'between.idle-other': 'Ce n’était pas moi : vider l’écran',

  'field.shared': 'Tablette partagée',
  'field.sealed':
    'Tablette partagée : chaque réponse est scellée avant d’être enregistrée ici. Personne ne peut l’y relire.',
  'field.clear':
    'Tablette partagée : votre réponse y reste jusqu’à son envoi, sans être scellée. La page ne la montre à personne d’autre.',
  'field.title': 'Cette tablette ne peut pas commencer',
  'field.insecure':
    'L’adresse n’est pas en https. Le navigateur ne peut alors ni sceller les réponses, ni promettre de les garder. Ouvrez le lien de l’organisateur en https.',
  'field.no-storage':
    'Ce navigateur ne garde rien, ou son stockage n’a pas pu être lu. Quittez la navigation privée, fermez les autres onglets de ce site, puis réessayez.',
  'field.opening': 'Le stockage de la tablette s’ouvre',
  'field.opening-note': 'Attendez : la journée commencera seule. Si cela dure, fermez les autres onglets de ce site.',
  'field.no-keys': 'Les clés de l’enquête n’ont pas pu être lues. Connectez la tablette au réseau, puis réessayez.',
  'field.wrong-key':
    'La clé que nomme ce lien n’est pas de cette enquête : il vient d’un autre organisateur, ou il est mal copié. Demandez le lien de cette enquête à son organisateur.',
  'field.retired-key':
    'La clé que nomme ce lien n’est plus, ou n’est pas encore, celle de l’enquête. Vérifiez la date de la tablette, ou demandez le lien du jour à l’organisateur.',
  'field.other-keys': (words: string) =>
    `Les clés de l’enquête ne sont pas celles que cette tablette attend. Demandez à l’organisateur si ses quatre mots sont bien : ${words}. Si oui, ouvrez le nouveau lien qu’il vous donne.`,
  'field.kept': 'Les réponses déjà données restent sur la tablette, et seront encore envoyées.',

  'safe.unknown': 'Le stockage de la tablette ne répond pas : on ne sait pas encore ce qui est ici.',
  'safe.memory': 'Ce navigateur ne garde rien : les réponses sont dans cette page seulement, jusqu’à leur envoi.',
  'safe.missing': 'Des réponses terminées ne sont ni reçues ni sur cette tablette : le navigateur a pu les perdre.',
  'safe.refused': 'Les réponses refusées sont sur cette tablette, et nulle part ailleurs.',
  'safe.kept': 'Une réponse terminée reste sur cette tablette jusqu’à ce que le service la reçoive.',
  'safe.kept-unpromised':
    'Une réponse terminée reste sur cette tablette jusqu’à son envoi, sauf si le navigateur n’a plus de place.',
  'safe.same': 'Toutes les réponses terminées ici sont arrivées.',
  'safe.nothing-given': 'Rien n’a encore été donné.',
  'safe.locked': 'Sans le code PIN, rien n’est effacé.',
  'safe.no-answers': 'Cette page ne prend aucune réponse : rien ne peut s’y perdre.',
  'do.tell': 'Gardez la tablette, et prévenez l’organisateur.',
  'do.file': 'Remettez le fichier de secours à l’organisateur.',
  'do.code': 'Donnez le code de la feuille, ou demandez-le à l’organisateur.',
  'do.wait': 'Attendez un moment, puis réessayez.',
  'do.early': 'Attendez le jour d’ouverture.',
  'do.choose': 'Continuez, ou videz l’écran.',
  'do.wipe': 'Effacez la tablette avant de la rendre.',
  'do.next': 'Donnez la tablette à la personne suivante. Le soir, effacez-la avant de la rendre.',
  'do.unknown': 'N’effacez rien, et attendez un moment.',
  'do.portal': 'Ouvrez la page de connexion du réseau Wi-Fi, puis touchez « Envoyer maintenant ».',
  'do.server': 'Laissez cette page ouverte. Le soir, retrouvez le réseau du matin, ou faites le fichier de secours.',
  'do.waiting': 'Laissez cette page ouverte : elle envoie dès qu’il y a du réseau.',
  'do.answer': 'Répondez, puis rendez la tablette.',
  'do.give-back': 'Rendez la tablette à l’enquêteur.',
  'do.leave': 'Quittez à la fin de la journée : la tablette revient au questionnaire ordinaire.',
  'do.wipe-kept': 'Si possible, gardez la tablette jusqu’à demain ; sinon, demandez à l’organisateur.',
  'do.wipe-save': 'Enregistrez d’abord le fichier de secours, ailleurs que dans ce navigateur.',
  'do.wipe-saved': 'Vérifiez que le fichier est bien là, puis effacez.',
};

type Widen<T> = T extends string ? string : T;
export type DayStrings = { readonly [K in keyof typeof dayFr]: Widen<(typeof dayFr)[K]> };
