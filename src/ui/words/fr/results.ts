const s = (n: number, one: string, many: string) => (n < 2 ? one : many);

/** The results page in French. */
export const resultsFr = {
  'page.title': 'Résultats',
  'page.loading': 'Lecture de la dernière publication…',
  'page.snapshot': (responses: string, day: string) => `Environ ${responses} au ${day}`,
  'page.responses': (n: number, number: string) => `${number} ${s(n, 'réponse', 'réponses')}`,
  'page.unfinished': (n: number, number: string) => `et environ ${number} ${s(n, 'inachevée', 'inachevées')}`,
  'page.answered': (n: number, number: string) =>
    `Environ ${number} ${s(n, 'réponse complète', 'réponses complètes')} en tout, groupes non montrés compris.`,
  'page.next': (day: string) => `Prochaine mise à jour : ${day}.`,
  'page.left': (share: number) => `Environ ${share} % de ce qui est montré a été effacé ou écarté depuis.`,
  'page.preview': 'Aperçu : enquête ouverte',
  'page.closed': 'Aperçu : enquête close',
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
  'page.approximate': 'Parts environ.',
  'page.home': 'Aller au questionnaire',
  'page.print': 'Imprimer cette page',
  'page.report': 'Imprimer le rapport complet',
  'page.csv': 'Télécharger le tableau (CSV)',

  'none.title': 'Pas encore de résultats',
  'none.published': (least: number) =>
    `Les résultats paraissent à partir de ${least} réponses complètes. Ainsi personne ne peut être reconnu. Il est trop tôt.`,
  'none.when':
    'Les résultats sont mis à jour la nuit, à des dates prévues, avec les réponses reçues jusqu’à la veille.',
  'none.offline-title': 'Résultats non disponibles hors ligne',
  'none.offline':
    'Cet appareil n’a encore reçu aucune publication. Elle s’affichera ici dès que le réseau revient, puis restera lisible hors ligne.',
  'none.retry': 'Réessayer',
  'none.block-title': 'Ce résultat n’existe pas',
  'none.block': 'L’adresse est peut-être incomplète, ou la question d’une autre version de l’enquête.',

  'who.title': 'Qui a répondu',
  'who.group': 'Groupe',
  'who.responses': 'Réponses',
  'who.known': (total: string) => `sur ${total} qui existent`,

  'coverage.title': 'Couverture',
  'coverage.lead':
    'Voici combien il en existe, et combien de réponses sont venues. Les parts sont celles de chaque groupe. Ce n’est pas un taux de réponse : plusieurs personnes d’une même organisation peuvent répondre.',
  'coverage.table': 'Le tableau, par groupe et par taille',
  'coverage.group-size': 'Groupe, puis taille',
  'coverage.total': 'Il en existe',
  'coverage.about': (n: string) => `environ ${n}`,
  'coverage.hidden': 'pas montré',
  'coverage.exceeded': 'C’est plus qu’il n’en existe : plusieurs personnes d’une même organisation ont répondu.',
  'coverage.source': 'D’où viennent les totaux :',

  'group.all': 'Ensemble des répondants',
  'group.shown': 'Ensemble des groupes montrés',
  'group.no-answer': () => 'Personne, ou presque, n’a répondu à cette question dans ce groupe.',
  'group.respondents': 'Tous les répondants',
  'group.hidden-preview': (least: number) => `Un groupe de moins de ${least} réponses n’est pas encore montré.`,
  'group.hidden-results': (least: number) => `Un groupe de moins de ${least} réponses n’est pas montré.`,
  'group.absent': 'Cette question n’est pas encore dans la publication.',
  'group.closing': 'Ce croisement paraît avec les résultats définitifs.',
  'group.few': (least: number) => `Moins de ${least} réponses à cette question : pas encore montré.`,
  'part.typology': 'Profils',
  'part.verbatims': 'Verbatims et entretiens',
  'part.about': 'Méthode',

  'index.past': (year: number, share: string) => `Étude ${year}, trait fin : ${share}`,
  'index.parts': (n: number) => `Les ${n} parties`,
  'index.questions': (n: number) => `${n} ${s(n, 'question', 'questions')}`,
  'index.pages': (pages: string) => `étude p. ${pages}`,
  'index.to': (from: number, to: number) => `${from} à ${to}`,
  'index.tables': (n: number) => `${n} ${s(n, 'tableau', 'tableaux')}`,
  'index.texts': (n: number) => `${n} ${s(n, 'texte', 'textes')}`,
  'index.signed': 'texte signé',
  'index.types': (n: number) => `${n} groupes`,
  'index.map': 'carte',
  'index.take': 'Emporter',
  'index.counted': 'Comment c’est compté',
  'index.pdf': 'PDF',
  'index.method': 'méthode',

  'block.question': (number: number, total: number) => `Question ${number} sur ${total}`,
  'block.rows': (n: number) => `${n} ${s(n, 'ligne', 'lignes')}`,
  'block.reconstructed': 'formulation reconstituée',
  'block.inferred': 'formulation déduite',
  'block.source': (page: string) => `étude, p. ${page}`,
  'block.crossing': (columns: string, rows: string) => `${columns}, selon : ${rows}`,
  'block.among': (group: string) => `parmi : ${group}`,

  'table.stack': 'En % environ des réponses',
  'table.bars': 'En % environ des réponses',
  'table.grouped': 'En % environ des réponses',
  'table.respondents': 'En % environ des répondants',
  'table.citations': 'En % environ des citations',
  'table.profiles': 'En % environ des réponses profilées',
  'table.answer': 'Réponse',
  'table.profile': 'Profil',
  'level.earlier': (option: string) => `${option} (version précédente)`,
  'level.rest': 'Autres réponses, peu nombreuses',
  'table.share': 'Part',
  'table.count': 'Nombre',
  'table.size': 'Réponses',
  'table.blank': 'Sans réponse',
  'table.revisions':
    'Le questionnaire a changé pendant l’enquête : ce qui porte « version précédente » n’est plus proposé, et ce qui le remplace ne l’était pas encore. Les parts sont celles de toutes les réponses ensemble. Pour ces choix, elles sont donc plus petites que parmi les personnes à qui ils ont été proposés.',
  'table.several': 'Plusieurs réponses étaient possibles : ensemble, les parts peuvent dépasser 100 %.',
  'table.past-citations': 'L’étude passée comptait des citations. Ses nombres sont avec les parts des citations.',
  'cell.range': (least: number, most: number) =>
    least === 0 ? `${most} % au plus` : most === 100 ? `${least} % au moins` : `${least} à ${most} %`,
  'cell.of': (count: string, base: string) => `${count} sur ${base}`,
  'cell.within': (number: string, least: number, most: number) => `${number} (${least} à ${most})`,
  'beside.blank': (n: string) => `Sans réponse : ${n}`,
  'beside.unknown': (n: string) => `Ne sait pas : ${n}`,
  'beside.not-asked': (n: string, share: string) => `Non posée : ${n}, soit ${share} de tous`,

  'beside.without': (n: string) => `Sans profil : ${n}`,
  'citations.legend': 'En parts de quoi ?',
  'citations.respondents': 'des répondants',
  'citations.citations': 'des citations',
  'rows.legend': 'De qui ?',
  'citations.n': (respondents: string, citations: string) => `${respondents} répondants, ${citations} citations`,
  'focus.title': 'Les trois réponses les plus citées',
  'focus.note': 'Dans l’ordre du questionnaire. À égalité, toutes sont montrées.',
  'focus.cited': 'Les plus citées',

  'band.first': (to: string) => `Moins de ${to}`,
  'band.between': (from: string, to: string) => `De ${from} à moins de ${to}`,
  'band.last': (from: string) => `${from} et plus`,
  'band.quartiles': (first: string, median: string, third: string) =>
    `Premier quartile ${first}, médiane ${median}, troisième quartile ${third}, environ.`,
  'band.note': 'La médiane et les quartiles sont estimés d’après les tranches, à deux chiffres près.',
  'band.at-least': (from: string) => `${from} ou plus`,

  'profiles.title': 'Répartition des profils',
  'profiles.between': 'Entre plusieurs profils',
  'profiles.apart': 'Sans profil dominant',
  'profiles.base': (profiled: string, all: string) => `Environ ${profiled} profilées sur ${all}`,
  'profiles.by-group': 'Combien de réponses sont profilées, et comment, groupe par groupe',
  'profiles.profiled': 'Profilées',
  'profiles.note':
    'Ce n’est ni un classement, ni une notation. Une réponse qui remplit autant de critères de plusieurs profils est comptée « entre » eux, et à aucun des deux.',
  'profiles.without': 'Les autres n’ont pas de profil : une réponse est laissée en blanc, ou dit « Ne sait pas ».',
  'verbatims.title': 'Verbatims',
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

  'told.note': 'Remarque de l’organisateur',
  'told.lessons': 'Principaux enseignements',
  'told.signed': (by: string, day: string) => `Texte signé : ${by}, le ${day}.`,
  'told.released': (day: string) =>
    `Entretien relu par la personne interrogée, qui a accepté sa publication le ${day}.`,

  'places.title': 'D’où viennent les réponses',
  'places.note': (least: number) =>
    `Un territoire apparaît à partir de ${least} réponses affichées, nombre déplacé au hasard. Son absence ne dit rien.`,
  'places.count': (n: number, number: string, all: string) =>
    `${number} ${s(n, 'territoire présent', 'territoires présents')} sur ${all}`,
  'places.none': 'Aucun territoire n’atteint encore ce nombre.',
  'places.map': (count: string) => `Carte : ${count}. Le tableau dit lesquels.`,
  'places.present': (least: number) => `${least} réponses affichées ou plus`,
  'places.absent': (least: number) => `moins de ${least}`,
  'places.credit': (credit: string) => `Fond de carte : ${credit}`,
  'places.region': 'Zone',
  'places.there': 'Présents',
  'places.of': 'Nombre',
  'places.of-all': (n: string, all: string) => `${n} sur ${all}`,
  'places.elsewhere': 'Hors de la carte',
  'places.list': 'La liste par zone',

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
  'read.mix': (parts: string) =>
    `L’ensemble est un mélange : ${parts}. Chaque groupe y pèse autant que ses réponses.`,
  'read.range':
    'Sous une part, « 9 à 33 % » est l’effet de la protection : dans 95 % des cas, la part sans elle est entre les deux.',
  'method.title': 'Méthode',
  'method.who': 'Qui répond de l’enquête',
  'method.contact': 'Pour lui écrire :',
  'method.no-notice': 'Personne ne répond de cette enquête : elle est une démonstration.',
  'method.period': 'Période',
  'method.open-since': (day: string) => `Enquête ouverte depuis le ${day}.`,
  'method.open-from': (from: string, to: string) => `Enquête ouverte du ${from} à la veille du ${to}.`,
  'method.revision': (revision: number) => `Révision ${revision} du questionnaire.`,
  'method.calendar':
    'Les résultats sont mis à jour la nuit, à des dates prévues. Ce sont les jours 1, 2, 3, 5, 8, 13, 21, 34, 55 et 89. Ensuite, c’est tous les 30 jours.',
  'method.final': 'Les résultats définitifs sont faits une seule fois, et ne changent plus.',
  'method.whom': 'Qui est visé',
  'method.no-sample':
    'Il n’y a ni liste, ni tirage au sort. Le lien circule, et chacun choisit de répondre. Plusieurs personnes d’une même organisation peuvent répondre.',
  'method.invited': (people: string) =>
    `${people} personnes ont été invitées, dit l’organisateur. Un lien peut être transmis.`,
  'method.way': (label: string, n: string) => `${label} (environ ${n})`,
  'method.ways': (ways: string) => `Les répondants sont venus par : ${ways}.`,
  'method.modes': (self: string, field: string) =>
    `Environ ${self} réponses complètes données seul, et ${field} sur une tablette prêtée.`,
  'method.counted': (complete: string, unfinished: string) =>
    `Environ ${complete} réponses complètes, et ${unfinished} inachevées.`,
  'method.share': 'Lire une part',
  'method.share-list': [
    'La base est le nombre de personnes qui ont répondu à la question. Celles qui l’ont laissée en blanc, ou à qui elle n’était pas posée, sont comptées à part.',
    '« Ne sait pas » est une réponse, sauf à un nombre.',
  ],
  'method.typology-ours': 'Les critères et le nombre qui suffit sont un choix, non un classement.',
  'method.again': 'Reprendre ces chiffres',
  'method.again-text':
    'Chaque page donne son tableau en CSV : groupes, effectifs, effet de la protection et étude passée, par identifiants.',
  'method.all-tables': 'Télécharger tous les tableaux (CSV)',
  'method.questionnaire': 'Télécharger le questionnaire (JSON)',
  'archive.title': 'Publications précédentes',
  'archive.offline': 'La liste n’a pas pu être lue. Elle demande un réseau.',
  'archive.preview': (day: string) => `Aperçu du ${day} (JSON)`,
  'archive.results': (day: string) => `Résultats définitifs du ${day} (JSON)`,
  'method.next-wave': 'Fichier de référence pour la prochaine vague (JSON)',
  'method.made': (revision: number) =>
    `Empreintes SHA-256, pour vérifier d’où viennent ces chiffres. Questionnaire (révision ${revision}) et fichier des résultats :`,
  'method.code': 'Programme du serveur :',
  'method.cite': 'Pour citer :',
  'method.cited-preview': (day: string) => `, aperçu au ${day}.`,
  'method.cited-results': (day: string) => `, résultats définitifs au ${day}.`,
  'method.errors': 'Pour signaler une erreur :',
  'method.why': 'Pourquoi',
  'method.kept': 'Ce qui est gardé',
  'method.origin': 'D’où vient le questionnaire',
  'method.how': 'Comment les questions sont posées',
  'method.how-text': (questions: string, minutes: number) =>
    `${questions} questions, en environ ${minutes} minutes, sur l’appareil du répondant ou une tablette prêtée.`,
  'method.complete':
    'Seules les réponses complètes entrent dans les tableaux. Les réponses inachevées sont comptées à part.',
  'method.when': 'Quand',
  'method.when-text': 'Chaque groupe a sa date : les réponses reçues avant ce jour y sont comptées.',
  'method.limits': 'Limites',
  'method.limit-list': [
    'Les répondants ont choisi de répondre : ils ne représentent pas les autres.',
    'Aucune pondération n’est appliquée.',
  ],
  'method.limit-named':
    'L’ouverture nomme les profils avant la première réponse : ces noms ont pu orienter des réponses.',
  'method.limit-open':
    'Les résultats se lisaient pendant l’enquête, à une adresse que l’ouverture ne donne pas : des répondants ont pu les connaître.',
  'method.limit-fill': 'Dans certains tableaux, une réponse peut être donnée d’un geste à toutes les lignes restantes.',
  'rule.title': 'La règle des profils',
  'rule.all': 'Les critères, les profils et leur tableau',
  'rule.criteria': 'Les critères',
  'rule.sheets': 'Les profils, critère par critère',
  'rule.sheets-quiz': 'Les profils',
  'rule.table': 'Tableau de synthèse',
  'rule.table-note': '▲ : ce que le profil demande. Tableau tiré du fichier de l’enquête.',
  'rule.alphabetical': 'Les profils vont dans l’ordre alphabétique.',
  'rule.value': 'Ce qui est demandé',
  'rule.required': 'demandé',
  'method.typology-rule': (criteria: number) =>
    `Chaque réponse est comparée à chaque profil sur ${criteria} critères. Son profil est celui dont le plus grand nombre de critères concordent.`,
  'method.typology-points':
    'Chaque réponse compte pour un profil ou pour un autre, selon les poids du fichier de l’enquête. Son profil est celui dont elle a la plus grande part des points possibles, parmi les questions répondues.',
  'method.typology-margin':
    'Quand plusieurs profils en sont presque aussi proches, la réponse est comptée comme composite. Si moins de la moitié des questions ont une réponse, aucun profil n’est calculé.',
  'method.typology-ties': 'Quand plusieurs profils en ont autant, la réponse est comptée « entre » eux.',
  'method.typology-below': (least: number) =>
    `Quand moins de ${least} critères concordent avec le plus proche, elle est comptée « sans profil dominant ».`,
  'method.typology-blank':
    'Si une réponse nécessaire est en blanc, ou dit « Ne sait pas », aucun profil n’est calculé.',
  'method.origins': 'Ce qui est reconstitué',
  'method.origins-text':
    'L’étude ne publie pas son questionnaire en entier. Ces questions ont une formulation ou des réponses reconstituées ou déduites.',
  'method.origins-table': (n: number) => `Les ${n} questions, une par une`,
  'method.origin-question': 'Question',
  'method.origin-how': 'Formulation',
  'method.origin-source': 'Lignes de l’étude',
  'method.study': 'formulation imprimée, réponses complétées',

  'report.title': 'Rapport de résultats',
  'report.print': 'Imprimer',
  'report.made': (day: string) => `Publication du ${day}`,
  'csv.demonstration': 'démonstration',
};

export type ResultsStrings = typeof resultsFr;
