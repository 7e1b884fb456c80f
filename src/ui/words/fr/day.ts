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
  'day.new-unready': 'La tablette n’est pas encore prête hors ligne',
  'day.opens': (day: string) => `L’enquête ouvre le ${day}. Elle ne prend pas encore de réponse.`,
  'day.closed': 'L’enquête est terminée. Elle ne prend plus de nouvelle réponse.',
  'day.finished': 'Terminées ici',
  'day.of-erased': (n: number) => `dont ${n} ${s(n, 'effacée', 'effacées')}`,
  'day.received': 'Reçues',
  'day.by-service': 'par le service',
  'day.left': (n: number, isSent: boolean) =>
    `${n} ${s(n, 'entretien abandonné', 'entretiens abandonnés')}, ${isSent ? s(n, 'compté à part', 'comptés à part') : s(n, 'non gardé', 'non gardés')}.`,
  'day.unsent': 'Encore ici',
  'day.not-known': 'on ne le sait pas encore : le stockage ne répond pas',
  'day.nothing-waits': 'il n’y a rien à envoyer',
  'day.oldest': (age: string) => `depuis ${age}`,
  'day.refused': (n: number) => `${n} ${s(n, 'refusée', 'refusées')}`,

  'day.evening': (finished: number, erased: number, received: number, refused = 0) =>
    `${finished} ${s(finished, 'terminée', 'terminées')} ici, ${erased > 0 ? `dont ${erased} ${s(erased, 'effacée', 'effacées')} ; ` : ''}${received} ${s(received, 'reçue', 'reçues')}${refused === 0 ? ' par le service' : `, ${refused} ${s(refused, 'refusée', 'refusées')}`}`,
  'day.evening-earlier': (n: number) =>
    `${n} ${s(n, 'réponse d’un autre jour est', 'réponses d’un autre jour sont')} encore ici`,
  'day.evening-unknown': 'Le compte du jour n’est pas encore connu',
  'day.evening-unknown-note': 'Le stockage de la tablette ne répond pas. N’effacez rien, et attendez un moment.',
  'day.evening-same': 'Toutes les réponses sont arrivées.',
  'day.evening-waiting': (n: number) =>
    `${n} ${s(n, 'attend : elle part seule', 'attendent : elles partent seules')} dès qu’il y a du réseau. Laissez cette page ouverte.`,
  'day.evening-refused': (n: number) =>
    `${n} ${s(n, 'refusée n’est', 'refusées ne sont')} que sur cette tablette. Ne l’effacez pas.`,
  'day.evening-missing': (n: number) =>
    `${n} ${s(n, 'n’est ni reçue', 'ne sont ni reçues')} ni sur cette tablette : le navigateur a pu ${s(n, 'la', 'les')} perdre. Écrivez ce nombre et prévenez l’organisateur.`,
  'day.evening-restored': (n: number) =>
    `Le navigateur avait perdu sa mémoire. ${n} ${s(n, 'réponse terminée a été remise', 'réponses terminées ont été remises')} en place depuis ${s(n, 'sa copie', 'leurs copies')} : rien n’est à refaire.`,

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
  'day.refusal-again':
    'Gardez la tablette et prévenez l’organisateur. Quand il le dit, touchez « Envoyer maintenant ».',
  'day.refusal-file': 'Gardez la tablette, et remettez le fichier de secours à l’organisateur.',
  'day.minutes': (n: number) => (n < 1 ? 'moins d’une minute' : `${n} min`),
  'day.hours': (hours: number, minutes: number) =>
    `${hours} h${minutes === 0 ? '' : ` ${`${minutes}`.padStart(2, '0')}`}`,
  'day.days': (n: number) => `${n} jours`,
  'day.state': 'La tablette',

  'day.offline-asking': 'Hors ligne : vérification…',
  'day.offline-ready': 'Prêt hors ligne',
  'day.offline-ready-note': (hour: string) => `Vérifié à ${hour} : toute l’application est sur la tablette.`,
  'day.offline-cramped': 'Pas prêt hors ligne : trop peu de place',
  'day.offline-cramped-note': 'Libérez de la place sur la tablette, puis revérifiez.',
  'day.offline-installing': 'Pas encore prêt hors ligne',
  'day.offline-installing-note': 'L’application se charge. Restez sur le réseau, puis revérifiez.',
  'day.offline-incomplete': (n: number) => `Pas prêt hors ligne : ${n} ${s(n, 'fichier absent', 'fichiers absents')}`,
  'day.offline-incomplete-note': 'Connectez la tablette, rechargez la page, puis revérifiez.',
  'day.offline-silent': 'Hors ligne : pas de réponse',
  'day.offline-silent-note': 'L’application hors ligne n’a pas répondu. Rechargez la page avec du réseau.',
  'day.offline-absent': 'Pas prêt hors ligne',
  'day.offline-absent-note': 'L’application n’est pas encore sur la tablette. Connectez-la, puis rechargez la page.',
  'day.offline-impossible': 'Hors ligne impossible ici',
  'day.offline-impossible-note': 'Il faut une adresse en https, et un navigateur qui garde l’application.',
  'day.offline-again': 'Revérifier',
  'day.unready': 'La tablette n’est pas prête hors ligne',
  'day.unready-note': 'Si le réseau se coupe, un entretien commencé maintenant peut s’arrêter.',
  'day.unready-wait': 'Attendre',
  'day.unready-begin': 'Commencer quand même',

  'day.send': 'Envoyer maintenant',
  'day.send-title': 'Envoi',
  'day.send-note': 'Les réponses partent seules dès qu’il y a du réseau.',
  'day.sending': 'Envoi en cours…',
  'day.sent-all': (n: number) => `${n} ${s(n, 'réponse envoyée', 'réponses envoyées')}. Plus aucune n’attend.`,
  'day.sent-nothing': 'Rien n’attendait.',
  'day.sent-unknown': (n: number) =>
    `${n} ${s(n, 'réponse envoyée', 'réponses envoyées')}. Le stockage ne répond pas : on ne sait pas s’il en reste.`,
  'day.sent-some': (sent: number, waiting: number) =>
    `${sent} ${s(sent, 'réponse envoyée', 'réponses envoyées')}, ${waiting} en attente.`,
  'day.sent-refused': (sent: number, refused: number) =>
    `${sent === 0 ? 'Rien n’est parti' : `${sent} ${s(sent, 'réponse envoyée', 'réponses envoyées')}`} : ${refused} ${s(refused, 'refusée reste', 'refusées restent')} ici.`,
  'day.send-refused': 'Ce qui est refusé ne part pas seul : le motif est plus haut.',
  'day.sent-none': (waiting: number) => `Rien n’est parti : ${waiting} ${s(waiting, 'attend', 'attendent')} toujours.`,
  'day.why-offline': 'Le réseau ne répond pas. Elles partiront seules à son retour.',
  'day.why-mute': (minutes: number) =>
    `Le service ne répond pas, ou la tablette n’a pas de réseau. Nouvel essai dans ${minutes} ${s(minutes, 'minute', 'minutes')}.`,

  'day.persistent': 'Stockage garanti',
  'day.persistent-note': 'Le navigateur a promis de ne pas effacer ce qui attend.',
  'day.not-persistent': 'Stockage non garanti',
  'day.not-persistent-note':
    'Si la tablette n’a plus de place, le navigateur peut effacer ce qui attend. Il le garantit souvent après quelques réponses.',
  'day.persist': 'Demander',
  'day.persist-refused': 'Le navigateur a refusé. Installez l’application, et envoyez les réponses chaque soir.',

  'day.place': (space: string) => `Place : ${space}`,
  'day.place-little': 'C’est peu : libérez de la place sur la tablette, ou envoyez les réponses.',
  'day.place-enough': 'libres pour le navigateur',
  'day.bytes': (n: string, unit: 'giga' | 'mega') => `${n} ${unit === 'giga' ? 'Go' : 'Mo'}`,

  'day.awake-held': 'L’écran reste allumé',
  'day.awake-held-note': 'Tant que cette page est devant.',
  'day.awake-refused': 'L’écran peut s’éteindre',
  'day.awake-refused-note': 'La tablette a refusé de le garder allumé. Regardez ses réglages, ou branchez-la.',
  'day.awake-absent': 'L’écran peut s’éteindre',
  'day.awake-absent-note': 'Ce navigateur ne sait pas le garder allumé. Réglez la mise en veille de la tablette.',

  'day.installed': 'Application installée',
  'day.installed-note': 'Ouvrez-la par son icône : elle revient ici.',
  'day.install': 'Installer',
  'day.not-installed': 'Ouverte dans un onglet',
  'day.not-installed-note':
    'Un onglet se ferme par erreur, et Safari peut l’effacer après sept jours. Installez l’application.',
  'day.install-by-hand': 'Menu du navigateur, puis « Installer » ou « Sur l’écran d’accueil ».',

  'day.keys': 'Clés de l’enquête',
  'day.keys-note':
    'Comparez ces quatre mots avec ceux de la feuille. S’ils diffèrent, ne commencez pas : appelez l’organisateur.',
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
  'day.resume-begin': 'Donner le code et commencer',
  'day.resume-skip': 'Commencer sans le code',
  'day.resume-opens-none': 'Ce code n’ouvre aucun entretien coupé. Est-ce bien celui d’aujourd’hui ?',
  'day.resume-one': (place: string) => `Entretien coupé, ${place}`,
  'day.resume-question': (number: number, total: number) => `question ${number} sur ${total}`,
  'day.resume-check': 'vérification des réponses',
  'day.resume-go': 'Reprendre',
  'day.resume-drop': 'Ne pas reprendre',

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
  'day.leave-note': 'La tablette revient au questionnaire ordinaire. Ce qui attend continue de partir.',
  'day.leave-sure': 'Quitter le terrain',
  'day.wipe-none': 'Rien n’attend d’être envoyé. Tout ce que la journée a laissé sera effacé.',
  'day.wipe-some': (complete: number, left: number) =>
    `Le service n’a pas encore reçu ${holdings(complete, left)}. Enregistrez d’abord le fichier de secours, ailleurs que dans ce navigateur.`,
  'day.wipe-saved': (complete: number, left: number) =>
    `Le fichier remis au navigateur contient ${holdings(complete, left)}. Vérifiez qu’il est bien là.`,
  'day.wipe-kept': (n: number) =>
    `${n} ${s(n, 'réponse reçue n’est', 'réponses reçues, incomplètes comprises, ne sont')} encore dans aucune sauvegarde connue du service. Si possible, gardez la tablette jusqu’à demain ; sinon, demandez à l’organisateur.`,
  'day.wipe-save': 'Enregistrer le fichier',
  'day.wipe-sure': (n: number): string => (n === 0 ? 'Effacer' : 'J’ai le fichier : effacer'),
  'day.wipe-unread':
    'Le stockage de la tablette ne répond pas : on ne sait pas ce qui attend ici. Rien ne peut être effacé avant qu’il réponde.',
  'day.wipe-look': 'Réessayer',
  'day.wipe-begun': (n: number) =>
    `${n} ${s(n, 'entretien commencé n’est pas terminé et ne pourra', 'entretiens commencés ne sont pas terminés et ne pourront')} plus être repris.`,
  'day.wipe-others':
    'Quelque chose s’est ajouté entre-temps, qui n’est pas dans le fichier. Rien n’a été effacé : enregistrez le fichier de nouveau.',
  'day.wipe-no-file': 'Le stockage ne répond pas : le fichier n’a pas pu être fait. Rien n’est effacé, réessayez.',
  'day.wipe-failed': 'Le stockage a refusé. Rien n’a été effacé : rechargez la page, puis recommencez.',
  'day.wiped': 'La tablette est effacée',
  'day.wiped-note': 'Aucune réponse n’y reste, ni le code PIN, ni la journée.',
  'day.wiped-file': (complete: number, left: number) =>
    `Le fichier de secours est le seul à contenir ${holdings(complete, left)}. Remettez-le à l’organisateur.`,
  'day.wiped-back': 'Vous pouvez rendre la tablette.',
  'day.wiped-erasing': (n: number) =>
    `${n} ${s(n, 'effacement demandé n’est', 'effacements demandés ne sont')} pas encore ${s(n, 'confirmé', 'confirmés')} par le service. Avant de rendre la tablette, laissez cette page ouverte avec du réseau.`,
  'day.wiped-open': 'Ouvrir le questionnaire',
  'day.no-code': 'Une partie de l’application n’a pas pu être chargée. Retrouvez le réseau, puis réessayez.',

  'day.other-title': 'Cette tablette a déjà sa journée',
  'day.other': 'Ce lien en ouvre une autre. Donnez le code PIN de la journée en cours pour en changer.',
  'day.other-keep': 'Garder la journée en cours',

  'between.quit': 'Quitter',
  'between.quit-title': 'Quitter cet entretien ?',
  'between.quit-note': 'L’écran se vide, et personne ne peut le reprendre. Ce qui a été donné peut être compté.',
  'between.quit-stay': 'Continuer l’entretien',
  'between.quit-sure': 'Quitter et vider l’écran',
  'between.saving': 'La réponse s’enregistre…',
  'between.unsaved-title': 'La réponse n’est pas enregistrée',
  'between.unsaved-note': 'Rendez la tablette à l’enquêteur. Si rien n’est fait, la réponse sera perdue.',
  'between.changed-title': 'Des modifications ne sont pas envoyées',
  'between.changed-note': 'La réponse terminée avant elles est gardée.',
  'between.changed-back': 'Revenir aux réponses',
  'between.retry': 'Réessayer',
  'between.send': 'Envoyer maintenant',
  'between.download': 'Fichier de secours',
  'between.drop': 'Vider l’écran sans la garder',
  'between.drop-changes': 'Vider l’écran sans elles',
  'between.idle-title': 'Toujours là ?',
  'between.idle-left': (seconds: number) =>
    `Sans réponse, l’écran se vide dans ${seconds} ${s(seconds, 'seconde', 'secondes')}.`,
  'between.idle-kept': 'La réponse est gardée.',
  'between.idle-partial': 'Ce qui a été donné peut être compté, et ne pourra pas être repris.',
  'between.idle-stay': 'Continuer',
  'between.idle-other': 'Ce n’était pas moi : vider l’écran',
};

type Widen<T> = T extends string ? string : T;
export type DayStrings = { readonly [K in keyof typeof dayFr]: Widen<(typeof dayFr)[K]> };
