const s = (n: number, one: string, many: string) => (n < 2 ? one : many);

/** The results page in French. */
export const resultsFr = {
  'page.title': 'Résultats',
  'page.loading': 'Lecture de la dernière publication…',
  'page.snapshot': (responses: string, day: string) => `Environ ${responses} au ${day}`,
  'page.responses': (n: number, number: string) => `${number} ${s(n, 'réponse', 'réponses')}`,
  'page.next': (day: string) => `Prochaine mise à jour : ${day}.`,
  'page.left': (share: number) => `Environ ${share} % de ce qui est montré a été effacé ou écarté depuis.`,
  'page.preview': 'Aperçu : enquête ouverte',
  'page.closed': 'Aperçu : enquête terminée',
  'page.results': 'Résultats définitifs',
  'page.closes': (day: string) => `L’enquête prend de nouvelles réponses jusqu’à la veille du ${day}.`,
  'page.final-on': (day: string) => `Ses résultats définitifs paraîtront le ${day}.`,
  'page.final-due': (day: string) =>
    `Les résultats définitifs, attendus le ${day}, sont en préparation. Ceci est le dernier aperçu.`,
  'page.demonstration': 'Démonstration',
  'page.invented': 'réponses inventées',
  'page.invented-but': (year: number) => `réponses inventées, sauf ${year}`,
  'verbatims.invented': 'Personne n’a écrit ces commentaires, ils sont inventés.',
  'page.kept': 'Sans réseau : voici la dernière publication connue de cet appareil.',
  'page.contents': 'Sommaire',
  'page.up': 'Tous les résultats',
  'page.before': 'Précédent',
  'page.after': 'Suivant',
  'page.approximate': 'Pourcentages approximatifs.',
  'page.home': 'Aller au questionnaire',
  'page.print': 'Imprimer cette page',
  'page.report': 'Imprimer le rapport complet',
  'page.csv': 'Télécharger le tableau (CSV)',

  'picture.share': 'Partager en image',
  'picture.save': 'Enregistrer l’image',
  'picture.copied': 'Image copiée.',
  'picture.downloaded': 'Image enregistrée.',
  'picture.failed': 'L’image n’a pas pu être dessinée.',
  'picture.some': (shown: number, all: number) => `${shown} lignes sur ${all}`,
  'picture.method': 'Nombres brouillés au hasard pour protéger les personnes : pourcentages approximatifs.',

  'none.title': 'Pas encore de résultats',
  'none.published': (least: number, isDivided: boolean, day?: string) =>
    `Les premiers résultats paraissent à partir de ${least} réponses complètes${isDivided ? ' d’un même groupe' : ''}${day ? `, au plus tôt le ${day}` : ''}. Ainsi personne ne peut être reconnu.`,
  'none.missing': (n: number, isDivided: boolean) =>
    `À la dernière mise à jour, il fallait encore ${isDivided ? 'au moins ' : ''}environ ${n} réponses.`,
  'none.at-end': (least: number, day?: string) =>
    `Les premiers résultats seront les définitifs : ils paraissent ${day ? `le ${day}` : 'bientôt'}, à partir de ${least} réponses complètes en tout. Ainsi personne ne peut être reconnu.`,
  'none.final-title': 'Pas de résultats',
  'none.final': (least: number) =>
    `L’enquête est terminée. Elle a reçu moins d’environ ${least} réponses complètes : rien n’est montré, pour que personne ne puisse être reconnu.`,
  'none.when':
    'Les résultats sont mis à jour la nuit, à des dates prévues, avec les réponses reçues jusqu’à la veille.',
  'none.offline-title': 'Résultats non disponibles hors ligne',
  'none.offline':
    'Cet appareil n’a encore reçu aucune publication. Elle s’affichera ici dès que le réseau revient, puis restera lisible hors ligne.',
  'none.block-title': 'Ce résultat n’existe pas',
  'none.block': 'L’adresse est peut-être incomplète, ou la question d’une autre version de l’enquête.',

  'who.title': 'Qui a répondu',
  'who.group': 'Groupe',
  'who.known': (total: string) => `il y en a ${total} en tout`,
  'who.undivided': 'La question qui formait les groupes n’est plus posée : seul l’ensemble est montré.',

  'coverage.hidden': 'pas montré',

  'group.all': 'Ensemble des répondants',
  'group.shown': 'Ensemble des groupes montrés',
  'group.together': 'Ensemble',
  'group.few-results': (least: number) => `Moins de ${least} réponses à cette question : pas montré.`,
  'group.vague': (points: number) => `Trop peu de réponses : l’effet de la protection y dépasse ${points} points.`,
  'group.respondents': 'Tous les répondants',
  'group.hidden-preview': (least: number) => `Un groupe de moins de ${least} réponses n’est pas encore montré.`,
  'group.hidden-results': (least: number) => `Un groupe de moins de ${least} réponses n’est pas montré.`,
  'group.absent': 'Ce tableau n’est pas encore publié. Il l’est au plus tard avec les résultats définitifs.',
  'group.closing': 'Ce croisement paraît avec les résultats définitifs.',
  'group.few': (least: number) => `Moins de ${least} réponses à cette question : pas encore montré.`,
  'part.typology': 'Profils',
  'part.verbatims': 'Commentaires et entretiens',
  'part.about': 'Méthode',

  'index.past': (year: number, share: string) => `Étude ${year}, trait fin : ${share}`,
  'index.parts': (n: number) => s(n, 'La partie', `Les ${n} parties`),
  'index.questions': (n: number) => `${n} ${s(n, 'question', 'questions')}`,
  'index.pages': (pages: string) => `étude p. ${pages}`,
  'index.to': (from: number, to: number) => `${from} à ${to}`,
  'index.tables': (n: number) => `${n} ${s(n, 'tableau', 'tableaux')}`,
  'index.texts': (n: number) => `${n} ${s(n, 'texte', 'textes')}`,
  'index.signed': 'texte signé',
  'index.of': 'des réponses',
  'index.base': (responses: string) => `d’environ ${responses}`,
  'index.types': (n: number) => `${n} groupes`,
  'index.map': 'carte',
  'index.take': 'Emporter',
  'index.counted': 'Comment c’est compté',
  'index.pdf': 'PDF',
  'index.method': 'méthode',

  'block.to-come': 'Les tableaux marqués « · » paraîtront avec les résultats définitifs.',
  'block.origin': (origin: string) => `Question : ${origin}.`,
  'block.reconstructed': 'formulation reconstituée',
  'block.inferred': 'formulation déduite',
  'block.source': (page: string) => `étude d’origine, p. ${page}`,
  'block.crossing': (columns: string, rows: string) => `${columns}, selon : ${rows}`,
  'block.among': (group: string) => `parmi : ${group}`,

  'table.answers': 'En % des réponses, à peu près',
  'table.respondents': 'En % des répondants, à peu près',
  'table.citations': 'En % des citations, à peu près',
  'table.profiles': 'En % des réponses qui ont un profil, à peu près',
  'table.answer': 'Réponse',
  'table.row': 'Ligne',
  'table.profile': 'Profil',
  'level.earlier': (option: string) => `${option} (ancienne version)`,
  'level.rest': 'Autres réponses, peu nombreuses',
  'table.all': 'Tout afficher',
  'table.share': 'Part',
  'table.count': 'Nombre',
  'table.size': 'Réponses',
  'table.blank': 'Sans réponse',
  'table.revisions':
    'Le questionnaire a changé pendant l’enquête : ce qui porte « ancienne version » n’est plus proposé, et ce qui le remplace ne l’était pas encore. Les parts sont celles de toutes les réponses ensemble. Pour ces choix, elles sont donc plus petites que parmi les personnes à qui ils ont été proposés.',
  'table.counted-with': (earlier: string, label: string) =>
    `Une version précédente proposait « ${earlier} ». Ces réponses sont comptées avec « ${label} » : ce rapprochement a été fait après coup.`,
  'table.bands': 'Ici, des tranches voisines sont réunies. Le fichier CSV les donne toutes.',
  'table.several': 'Plusieurs réponses étaient possibles : ensemble, les parts peuvent dépasser 100 %.',
  'table.past-citations': 'L’étude passée comptait des citations. Ses nombres sont avec les parts des citations.',
  'cell.range': (least: number, most: number) =>
    least === 0 ? `${most} % au plus` : most === 100 ? `${least} % au moins` : `${least} à ${most} %`,
  'cell.vague': 'imprécis',
  'cell.vague-note': (points: number) => `« Imprécis » : l’effet de la protection y dépasse ${points} points.`,
  'cell.of': (count: string, base: string) => `${count} sur ${base}`,
  'cell.within': (number: string, least: number, most: number) => `${number} (${least} à ${most})`,
  'cell.between': (least: number, most: number) => `(${least} à ${most})`,
  'beside.blank': (n: string) => `Sans réponse : ${n}`,
  'beside.unknown': (n: string) => `Ne sait pas : ${n}`,
  'beside.not-asked': (n: string, share: string, all: string) => `Non posée : ${n}, soit ${share} de ${all}`,

  'beside.without': (n: string) => `Sans profil : ${n}`,
  'citations.legend': 'En parts de quoi ?',
  'citations.respondents': 'des répondants',
  'citations.citations': 'des citations',
  'rows.legend': 'De qui ?',
  'citations.n': (respondents: string, citations: string) => `${respondents} répondants, ${citations} citations`,

  'band.first': (to: string) => `Moins de ${to}`,
  'band.between': (from: string, to: string) => `De ${from} à moins de ${to}`,
  'band.last': (from: string) => `${from} et plus`,
  'band.quarters': ['Premier quartile, environ', 'Médiane, environ', 'Troisième quartile, environ'],
  'band.note': 'La médiane et les quartiles sont estimés d’après les tranches, à deux chiffres près.',
  'band.at-least': (from: string) => `${from} ou plus`,

  'profiles.title': 'Répartition des profils',
  'profiles.between': 'Entre deux profils',
  'profiles.apart': 'Sans profil dominant',
  'profiles.with': 'avec un autre :',
  'profiles.base': (profiled: string, all: string) => `Environ ${profiled} réponses ont un profil, sur ${all}`,
  'profiles.by-group': 'Combien de réponses ont un profil, et lequel, groupe par groupe',
  'profiles.profiled': 'Avec un profil',
  'profiles.note': 'Ce n’est ni un classement, ni une notation.',
  'profiles.both':
    'Une réponse entre deux profils est dans la partie claire de leurs deux barres : leurs longueurs ne s’additionnent pas. Deux profils qui n’ont pas de ligne ensemble ne sont jamais à égalité.',
  'profiles.without': 'Les autres n’ont pas de profil : une réponse nécessaire est en blanc, ou dit « Ne sait pas ».',
  'verbatims.title': 'Commentaires des répondants',
  'verbatims.read': (n: number, number: string) =>
    `Environ ${number} ${s(n, 'commentaire relu', 'commentaires relus')}`,
  'verbatims.published': (n: number, number: string) => `${number} ${s(n, 'publié', 'publiés')}`,
  'verbatims.as-of': (day: string) => `Dernier lot : ${day}.`,
  'verbatims.none':
    'Rien n’est encore publié. Les commentaires paraissent à partir de dix, relus, et avec l’accord de leurs auteurs.',
  'verbatims.too-few': 'Moins de dix commentaires restent publiés : aucun n’est montré.',
  'verbatims.chosen': [
    'Seuls paraissent les textes dont l’auteur a coché qu’ils peuvent être publiés.',
    'Chacun est relu. Ce qui ferait reconnaître une personne ou un lieu ne paraît pas.',
    'Ils paraissent par lots de cinq au moins. L’ordre est tiré au sort.',
    'Rien ne dit le type, le lieu, le jour ni le profil de qui écrit.',
    'Ce ne sont pas des résultats : ils ne disent pas combien de personnes pensent de même.',
  ],
  'verbatims.earlier': 'Question d’une version précédente',
  'verbatims.offline':
    'Cet appareil n’a encore reçu aucun commentaire publié. Ils s’afficheront ici dès que le réseau revient.',

  'organiser.note': 'Remarque de l’organisateur',
  'organiser.lessons': 'Principaux enseignements',
  'organiser.signed': (by: string, day: string) => `Texte signé : ${by}, le ${day}.`,
  'organiser.released': (day: string) =>
    `Entretien relu par la personne interrogée, qui a accepté sa publication le ${day}.`,

  'places.title': 'D’où viennent les réponses',
  'places.note': (least: number) =>
    `Un territoire est montré à partir de ${least} réponses. Ce nombre est déplacé au hasard : un territoire sans couleur peut aussi en avoir.`,
  'places.count': (number: string, all: string, least: number) =>
    `${number} territoires sur ${all} avec au moins ${least} réponses`,
  'places.none': 'Aucun territoire n’atteint encore ce nombre.',
  'places.map': (count: string) => `Carte : ${count}. Le tableau dit lesquels.`,
  'places.present': (least: number) => `${least} réponses affichées ou plus`,
  'places.absent': (least: number) => `moins de ${least}`,
  'places.credit': (credit: string) => `Fond de carte : ${credit}`,
  'places.region': 'Zone',
  'places.there': 'Présents',
  'places.of-all': (n: string, all: string) => `${n} sur ${all}`,
  'places.elsewhere': 'Hors de la carte',

  'read.title': 'Comment lire',
  'read.moved': [
    'Pour protéger chacun, chaque nombre est déplacé au hasard. Comparer deux tableaux ou deux jours apprend peu sur une réponse : le tableau de la méthode dit combien.',
    'Les tableaux restent justes : leurs lignes font leur total.',
  ],
  'read.preview': [
    'Un groupe de moins de 30 réponses n’est pas encore montré.',
    'Les dates des mises à jour sont prévues avant la première réponse.',
  ],
  'read.results': ['Un groupe de moins de 20 réponses n’est pas montré.'],
  'read.final': 'Ces résultats sont définitifs.',
  'read.both':
    'Ces chiffres ne décrivent que les personnes qui ont choisi de répondre. On ne peut ni les étendre aux autres, ni en calculer la marge d’erreur.',
  'read.mix': (all: string, parts: string) =>
    `L’ensemble (${all}) est un mélange : ${parts}. Chaque groupe y pèse autant que ses réponses.`,
  'read.range':
    'Sous une part, « 9 à 33 % » est l’effet de la protection : dans 95 % des cas, la part sans elle est entre les deux.',
  'method.title': 'Méthode',
  'changes.title': 'Ce qui a changé',
  'rule.title': 'La règle des profils',
  'rule.all': 'Les critères, les profils et leur tableau',
  'rule.counted': 'Les réponses que chaque critère compte',
  'rule.counted-answer': (n: number, options: string) =>
    `${n === 1 ? 'La réponse' : 'Une des réponses'} ${options} à :`,
  'rule.quoted': (option: string) => `« ${option} »`,
  'rule.table': 'Tableau de synthèse',
  'rule.table-note': '▲ : ce que le profil demande. Tableau tiré du fichier de l’enquête.',
  'rule.value': 'Ce qui est demandé',
  'rule.required': 'demandé',
  'method.typology-rule': (criteria: number) =>
    `Chaque réponse est comparée à chaque profil sur ${criteria} critères. Son profil est celui dont le plus grand nombre de critères concordent.`,
  'method.typology-points':
    'Chaque réponse compte pour un profil ou pour un autre, selon les poids du fichier de l’enquête. Son profil est celui dont elle a la plus grande part des points possibles, parmi les questions répondues.',
  'method.typology-margin':
    'Quand deux profils en sont presque aussi proches, la réponse est comptée « entre » eux. Avec trois ou plus, elle est comptée « sans profil dominant ». Si moins de la moitié des questions ont une réponse, aucun profil n’est calculé.',
  'method.typology-ties':
    'Quand deux profils en ont autant, la réponse est comptée « entre » eux. Avec trois ou plus, elle est comptée « sans profil dominant ».',
  'method.typology-below': (least: number) =>
    `Elle l’est aussi quand moins de ${least} critères concordent avec le plus proche, ou avec les plus proches.`,
  'method.typology-blank':
    'Si une réponse nécessaire est en blanc, ou dit « Ne sait pas », aucun profil n’est calculé.',
  'method.study': 'formulation imprimée, réponses complétées',

  'report.title': 'Rapport de résultats',
  'report.print': 'Imprimer',
  'csv.demonstration': 'démonstration',
};

export type ResultsStrings = typeof resultsFr;
