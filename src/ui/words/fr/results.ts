const s = (n: number, one: string, many: string) => (n < 2 ? one : many);

/** The results page in French. */
export const resultsFr = {
  'page.title': 'Résultats',
  'page.loading': 'Lecture de la dernière publication…',
  'page.snapshot': (responses: string, day: string) => `Environ ${responses} au ${day}`,
  'page.responses': (n: number, number: string) => `${number} ${s(n, 'réponse', 'réponses')}`,
  'page.unfinished': (n: number, number: string) => `et environ ${number} ${s(n, 'inachevée', 'inachevées')}`,
  'page.preview': 'Aperçu : enquête ouverte',
  'page.closed': 'Aperçu : enquête close',
  'page.results': 'Résultats définitifs',
  'page.closes': (day: string) => `L’enquête prend de nouvelles réponses jusqu’à la veille du ${day}.`,
  'page.final-on': (day: string) => `Ses résultats définitifs paraîtront le ${day}.`,
  'page.final-due': (day: string) =>
    `Ses résultats définitifs sont en cours de publication depuis le ${day}. Ceci est encore le dernier aperçu.`,
  'page.demonstration': 'Démonstration.',
  'page.invented':
    'Personne n’a donné ces réponses, elles sont inventées. Elles suivent les parts que l’étude passée imprime, quand il y en a. Tout le reste ne veut rien dire.',
  'verbatims.invented': 'Personne n’a écrit ces commentaires, ils sont inventés.',
  'page.kept': 'Sans réseau : voici la dernière publication connue de cet appareil.',
  'page.contents': 'Sommaire',
  'page.up': 'Tous les résultats',
  'page.before': 'Précédent',
  'page.after': 'Suivant',
  'page.home': 'Aller au questionnaire',
  'page.print': 'Imprimer cette page',
  'page.report': 'Imprimer le rapport complet',
  'page.csv': 'Télécharger le tableau (CSV)',

  'none.title': 'Pas encore de résultats',
  'none.published': (least: number) =>
    `Les résultats paraissent à partir de ${least} réponses complètes. Ainsi personne ne peut être reconnu. Il est trop tôt.`,
  'none.when': 'La publication se fait au changement de jour, sur les réponses reçues jusqu’à la veille.',
  'none.offline-title': 'Résultats non disponibles hors ligne',
  'none.offline':
    'Cet appareil n’a encore reçu aucune publication. Elle s’affichera ici dès que le réseau revient, puis restera lisible hors ligne.',
  'none.retry': 'Réessayer',
  'none.block-title': 'Ce résultat n’existe pas',
  'none.block': 'L’adresse est peut-être incomplète, ou la question d’une autre version de l’enquête.',

  'who.title': 'Qui a répondu',
  'who.group': 'Groupe',
  'who.responses': 'Réponses',

  'group.all': 'Tous',
  'group.respondents': 'Tous les répondants',
  'group.hidden-preview': (least: number) =>
    `Moins de ${least} réponses, ou groupe retenu pour en protéger un plus petit : pas encore montré.`,
  'group.hidden-results': (least: number) => `Moins de ${least} réponses : pas montré.`,
  'group.absent': 'Cette question n’est pas encore dans la publication.',
  'group.few': (least: number) => `Moins de ${least} réponses : pas montré.`,

  'part.crossings': 'Croisements',
  'part.typology': 'Profils',
  'part.verbatims': 'Ce qu’écrivent les répondants',
  'part.told': 'Ce qu’en dit l’organisateur',
  'part.about': 'Méthode',

  'block.question': (number: number, total: number) => `question ${number} sur ${total}`,
  'block.rows': (n: number) => `${n} ${s(n, 'ligne', 'lignes')}`,
  'block.reconstructed': 'formulation reconstituée',
  'block.inferred': 'formulation déduite',
  'block.source': (page: string) => `étude, p.\u00a0${page}`,
  'block.crossing': (columns: string, rows: string) => `${columns}, selon : ${rows}`,
  'block.among': (group: string) => `parmi : ${group}`,

  'table.stack': 'Parts environ, en % des réponses à la question',
  'table.bars': 'Parts environ, en % des réponses à la question',
  'table.grouped': 'Parts environ, en % des réponses à la question',
  'table.respondents': 'Parts environ, en % des répondants à la question',
  'table.citations': 'Parts environ, en % des citations',
  'table.profiles': 'Parts environ, en % des réponses profilées',
  'table.answer': 'Réponse',
  'table.profile': 'Profil',
  'level.earlier': (option: string) => `${option} (version précédente)`,
  'table.share': 'Part',
  'table.count': 'Nombre',
  'table.revisions':
    'Le questionnaire a changé pendant l’enquête\u202f: ce qui porte « version précédente » n’est plus proposé, et ce qui le remplace ne l’était pas encore. Les parts sont celles de toutes les réponses ensemble. Pour ces choix, elles sont donc plus petites que parmi les personnes à qui ils ont été proposés.',
  'table.several': 'Plusieurs réponses possibles : la somme des parts dépasse 100 %.',

  'cell.range': (least: number, most: number) =>
    least === 0 ? `${most} % au plus` : most === 100 ? `${least} % au moins` : `${least} à ${most} %`,
  'cell.few-preview': '5 ou moins',
  'cell.few-results': 'moins de 4',
  'cell.of': (count: string, base: string) => `${count} sur ${base}`,
  'beside.blank': (n: string) => `Sans réponse : ${n}`,
  'beside.unknown': (n: string) => `Ne sait pas : ${n}`,
  'beside.not-asked': (n: string) => `Non posée : ${n}`,

  'citations.legend': 'En parts de quoi ?',
  'citations.respondents': 'des répondants',
  'citations.citations': 'des citations',
  'rows.legend': 'De qui ?',
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
  'profiles.composites': 'Composites',
  'profiles.base': (profiled: string, all: string) => `Environ ${profiled} profilées sur ${all}`,
  'profiles.by-group': 'Combien de réponses sont profilées, et comment, groupe par groupe',
  'profiles.profiled': 'Profilées',
  'profiles.note':
    'Ce n’est ni un classement, ni une notation. Une réponse proche de plusieurs profils est comptée comme composite.',
  'profiles.without': 'Les autres ont laissé en blanc une réponse dont le profil a besoin.',

  'verbatims.title': 'Verbatims',
  'verbatims.read': (n: number, number: string) =>
    `Environ ${number} ${s(n, 'commentaire relu', 'commentaires relus')}`,
  'verbatims.published': (n: number, number: string) => `${number} ${s(n, 'publié', 'publiés')}`,
  'verbatims.as-of': (day: string) => `Dernier lot\u202f: ${day}.`,
  'verbatims.none':
    'Rien n’est encore publié. Les commentaires paraissent à partir de dix, relus, et dont les auteurs ont permis la publication.',
  'verbatims.too-few': 'Moins de dix commentaires restent publiés\u202f: aucun n’est montré.',
  'verbatims.chosen': [
    'Seuls paraissent les textes dont l’auteur a coché qu’ils peuvent être publiés.',
    'Chacun est relu. Ce qui ferait reconnaître une personne ou un lieu ne paraît pas.',
    'Ils paraissent par lots de cinq au moins. L’ordre est tiré au sort.',
    'Rien ne dit le type, le lieu, le jour ni le profil de qui écrit.',
    'Ce ne sont pas des résultats\u202f: ils ne disent pas combien de personnes pensent de même.',
  ],
  'verbatims.earlier': 'Question d’une version précédente',
  'verbatims.offline':
    'Cet appareil n’a encore reçu aucun commentaire publié. Ils s’afficheront ici dès que le réseau revient.',

  'told.note': 'Remarque de l’organisateur',
  'told.lessons': 'Principaux enseignements',
  'told.signed': (by: string, day: string) => `Texte signé : ${by}, le ${day}.`,
  'told.released': (day: string) =>
    `Entretien relu par la personne interrogée, qui a accepté sa publication le ${day}.`,

  'places.title': 'D’où viennent les réponses',
  'places.note': (least: number) =>
    `À partir de ${least} réponses montrées, tous types confondus. Une absence de la liste ne dit rien du nombre.`,
  'places.count': (n: number, number: string, all: string) =>
    `${number} ${s(n, 'territoire présent', 'territoires présents')} sur ${all}`,
  'places.none': 'Aucun territoire n’atteint encore ce nombre.',
  'places.map': (count: string) => `Carte : ${count}. Le tableau dit lesquels.`,
  'places.present': (least: number) => `${least} réponses montrées ou plus`,
  'places.absent': (least: number) => `moins de ${least}`,
  'places.credit': (credit: string) => `Fond de carte : ${credit}`,
  'places.region': 'Zone',
  'places.there': 'Présents',
  'places.of': 'Nombre',
  'places.of-all': (n: string, all: string) => `${n} sur ${all}`,
  'places.elsewhere': 'Hors de la carte',
  'places.list': 'La liste par zone',

  'read.title': 'Comment lire',
  'read.preview': [
    'Chaque nombre est déplacé au hasard de quelques unités puis arrondi à 5 : comparer deux tableaux ou deux jours n’apprend rien sur une réponse.',
    'Un total peut différer de la somme de ses lignes.',
    '0 veut dire 5 ou moins.',
    'Un groupe de moins de 30 réponses n’est pas montré.',
    'Chaque groupe est remis à jour quand il a grandi d’un dixième.',
  ],
  'read.results': [
    'Chaque nombre est déplacé au hasard de 3 au plus.',
    '0 veut dire moins de 4.',
    'Un groupe de moins de 5 réponses n’est pas montré.',
  ],
  'read.final': 'Ces résultats sont définitifs.',
  'read.both': 'Ces chiffres décrivent les répondants, qui ont répondu d’eux-mêmes : ils n’ont pas de marge d’erreur.',
  'read.range': 'Sous une part, « 9 à 33 % » est l’étendue que ce déplacement permet.',

  'method.title': 'Méthode',
  'method.who': 'Qui interroge',
  'method.why': 'Pourquoi',
  'method.kept': 'Ce qui est gardé',
  'method.origin': 'D’où vient le questionnaire',
  'method.how': 'Comment les questions sont posées',
  'method.how-text': (questions: string, minutes: number) =>
    `${questions} questions, en environ ${minutes} minutes, sur l’appareil du répondant ou une tablette prêtée. Aucun nom, aucun compte.`,
  'method.complete':
    'Seules les réponses complètes entrent dans les tableaux. Les réponses inachevées sont comptées à part.',
  'method.when': 'Quand',
  'method.when-text': 'Chaque groupe a sa date : les réponses reçues avant ce jour y sont comptées.',
  'method.limits': 'Limites',
  'method.limit-list': [
    'Les répondants ont choisi de répondre : ils ne représentent pas les autres.',
    'Aucune pondération n’est appliquée.',
  ],
  'method.limit-fill': 'Dans certains tableaux, une réponse peut être donnée d’un geste à toutes les lignes restantes.',
  'rule.title': 'La règle des profils',
  'rule.all': 'Les critères, les profils et leur tableau',
  'rule.criteria': 'Les critères',
  'rule.sheets': 'Les profils, critère par critère',
  'rule.table': 'Tableau de synthèse',
  'rule.table-note': '▲\u202f: ce que le profil demande. Tableau tiré du fichier de l’enquête.',
  'rule.alphabetical': 'Les profils vont dans l’ordre alphabétique.',
  'rule.value': 'Ce qui est demandé',
  'rule.required': 'demandé',
  'method.typology-rule': (criteria: number) =>
    `Chaque réponse est comparée à chaque profil sur ${criteria} critères. Son profil est celui dont le plus grand nombre de critères concordent.`,
  'method.typology-ties': 'Quand plusieurs profils en ont autant, la réponse est comptée comme composite.',
  'method.typology-below': (least: number) =>
    `Elle l’est aussi quand moins de ${least} critères concordent avec le plus proche.`,
  'method.typology-blank': 'Si une réponse nécessaire est restée en blanc, aucun profil n’est calculé.',
  'method.origins': 'Ce qui est reconstitué',
  'method.origins-text':
    'L’étude ne publie pas son questionnaire en entier. Ces questions ont une formulation ou des réponses reconstituées ou déduites.',
  'method.origin-question': 'Question',
  'method.origin-how': 'Formulation',
  'method.origin-source': 'Lignes de l’étude',
  'method.study': 'formulation imprimée, réponses complétées',

  'report.title': 'Rapport de résultats',
  'report.print': 'Imprimer',
  'report.made': (day: string) => `Publication du ${day}`,
  'csv.demonstration': 'démonstration',
  'csv.group': 'groupe',
  'csv.day': 'date',
  'csv.base': 'base',
  'csv.answer': 'reponse',
  'csv.count': 'nombre',
  'csv.share': 'part environ',
  'csv.range': 'etendue',
  'csv.hidden': 'non montré',
  'csv.blank': 'sans réponse',
  'csv.unknown': 'ne sait pas',
  'csv.notAsked': 'non posée',
};

export type ResultsStrings = typeof resultsFr;
