import type { MethodLines } from './method-facts.ts';

/** The method page and the pages behind it, in French. */
export const methodFr = {
  lead: [
    'Ces nombres parlent de ceux qui ont répondu, pas des autres.',
    'Chaque nombre est un peu déplacé, pour protéger chaque réponse.',
  ],
  error: 'Une erreur ? Écrivez à :',
  since: (year: number) => `Ce qui a changé depuis ${year}`,
  exactly: 'Combien, exactement',
  quality: [
    'Déclaration de qualité',
    'Pertinence : ce que disent des personnes qui l’ont voulu, sans échantillon.',
    'Exactitude : l’effet de la protection est imprimé. Ce que changent les absents ne peut pas l’être.',
    'Actualité : une publication paraît la nuit qui suit le dernier jour qu’elle compte.',
    'Comparabilité : les révisions sont jointes question par question. Une étude passée a d’autres répondants.',
    'Cohérence : une même publication fait les pages, les fichiers et les images. Les lignes font leur total.',
  ],
  'coverage.table': 'Ce qui existe et ce qui a répondu, par groupe et par taille',
  'coverage.head': ['Groupe, puis taille', 'Il en existe', 'Réponses, environ'],
  'coverage.source': 'Ce n’est pas un taux de réponse. D’où viennent les totaux :',
  'files.all-tables': 'Télécharger tous les tableaux (CSV)',
  'files.questionnaire': 'Télécharger le questionnaire (JSON)',
  'files.next-wave': 'Fichier de référence pour la prochaine vague (JSON)',
  'archive.title': 'Publications précédentes',
  'archive.offline': 'La liste n’a pas pu être lue. Elle demande un réseau.',
  'archive.preview': (day: string) => `Aperçu du ${day} (JSON)`,
  'archive.results': (day: string) => `Résultats définitifs du ${day} (JSON)`,
  statistician: 'Pour un statisticien : la règle',
  precision: [
    'La règle est une confidentialité différentielle en observation continue, par bruit géométrique.',
    'Le bruit est tiré une fois pour ce qui a changé, et une fois à la fin. Il est gardé, jamais refait.',
    'Après le bruit : chaque groupe est calé sur sa taille, puis vient la somme, sans part négative, et l’arrondi.',
  ],
  deviations: (once: string, five: string, ten: string) =>
    `Écart type du bruit d’une case : ${once} réponses après un tirage, ${five} après cinq, ${ten} après dix.`,
  'changes.on': (revision: number, day: string) => `Ce que la révision ${revision} a changé le ${day}, et pourquoi`,
  'changes.kept': 'Ce qui reste comme avant, et pourquoi',
  citing: 'Comment citer',
  'cite.preview': (day: string) => `, aperçu au ${day}.`,
  'cite.results': (day: string) => `, résultats définitifs au ${day}.`,
  made: (revision: number) =>
    `Empreintes SHA-256, pour vérifier d’où viennent ces chiffres. Questionnaire (révision ${revision}) et fichier des résultats :`,
  'made.code': 'Programme du serveur :',
};

export type MethodStrings = typeof methodFr;

export const methodLinesFr: MethodLines = ({ survey, results, file, words, ...facts }) => {
  const { notice, opening, questions, typology } = survey;
  const { ordered, next, phase } = results;
  const { designedBy, paidBy, errata = {} } = file;
  const { past, openedOn, lastDay, median, channels, gap, weights } = facts;
  const unstated = [!designedBy && 'qui l’a conçue', !paidBy && 'qui la paie'].filter(Boolean);
  const read = words.results;
  const count = (n: number, noun: string) => `${words.number(n)} ${noun}${n < 2 ? '' : 's'}`;
  return {
    who: [
      'Qui mène l’enquête',
      notice ? words.of(notice.controller) : 'Personne : c’est une démonstration',
      ['', opening.why],
      ['Questionnaire conçu par :', designedBy],
      ['Enquête payée par :', paidBy],
      unstated.length > 0 && `Non précisé : ${unstated.join(', ')}.`,
      'L’organisateur lit chaque jour les chiffres exacts, avant toute publication.',
    ],
    when: [
      'Quand',
      !openedOn ? 'Dates à venir' : lastDay ? `Du ${openedOn} au ${lastDay}` : `Depuis le ${openedOn}`,
      phase === 'preview'
        ? 'Les résultats paraissent juste après minuit, à l’heure du serveur. Ce sont les jours 1, 2, 3, 5, 8, 13, 21, 34, 55 et 89. Ensuite, c’est tous les 30 jours.'
        : 'Les résultats définitifs ont paru juste après minuit, à l’heure du serveur. Ils ne changent plus.',
      phase === 'preview' && !ordered && read['read.preview'][1],
      ...Object.entries(ordered ?? {}).map(
        ([on, reason]) => `Publication de plus, demandée le ${words.date(on)} : ${reason || 'sans raison donnée'}.`,
      ),
      next !== undefined && read['page.next'](words.date(next)),
    ],
    whom: [
      'Qui peut répondre',
      'Toute personne qui a le lien',
      ['', opening.who],
      ['', opening.origin],
      facts.rebuilt > 0 &&
        `Des mots ou des réponses de ${count(facts.rebuilt, 'question')} n’ont pas été publiés : la page de chacune dit lesquels.`,
      'Il n’y a ni liste, ni tirage au sort : chacun choisit de répondre.',
      facts.several ?? 'Plusieurs personnes d’une même organisation peuvent répondre.',
    ],
    invited: [
      'Comment on est invité',
      channels.map(([label]) => label).join(', ') || 'Par un lien, que chacun peut transmettre',
      ['', file.invitations],
      results.invited !== undefined &&
        `Invitations, dit l’organisateur : ${count(results.invited, 'personne')}. Un lien peut être transmis.`,
      channels.length > 0 &&
        `Les répondants sont venus par : ${words.list(channels.map(([label, n]) => `${label} (environ ${n})`))}.`,
      facts.modes &&
        `Environ ${facts.modes[0]} réponses complètes données seul, et ${facts.modes[1]} sur une tablette prêtée.`,
      `Langues proposées : ${facts.languages}. ${count(questions.length, 'question')}, en environ ${count(opening.minutes, 'minute')}.`,
    ],
    answered: [
      'Combien ont répondu',
      `Environ ${count(results.answered, 'réponse')} ${results.answered < 2 ? 'complète' : 'complètes'}`,
      `Sont comptées les réponses complètes reçues avant le ${facts.asOf}, ou avant le jour que porte un groupe.`,
      facts.unfinished &&
        `Environ ${facts.unfinished[0]} de plus sont inachevées, soit ${facts.unfinished[1]} de ce qui est reçu. Elles sont comptées à part.`,
      median &&
        `Durée médiane : ${median.to === undefined ? `${median.from} minutes ou plus` : median.from === 0 ? `moins de ${median.to} minutes` : `entre ${median.from} et ${median.to} minutes`}.`,
      'L’organisateur peut écarter des réponses : identiques, trop rapides, trop nombreuses d’un jour ou d’un lieu.',
      facts.withdrawn && `Environ ${facts.withdrawn} ont été écartées, ou effacées par leur auteur.`,
      gap &&
        `Écart le plus large, ${gap.group}, « ${gap.name} » : ${gap.here} des réponses, ${gap.there} de ce qui existe.`,
    ],
    limits: [
      'Ce qu’on ne peut pas dire',
      'Rien de ceux qui n’ont pas répondu',
      read['read.both'],
      ...facts.exceeded.map(
        ({ name, total, respondents: n = 0 }) =>
          `${name} : environ ${words.number(n)} réponses pour ${words.number(total)} qui existent. Environ ${words.number(n - total)} au moins viennent donc d’une organisation déjà comptée.`,
      ),
      'Aucune pondération n’est appliquée.',
      weights &&
        weights.few > 0 &&
        `Pondérer demande 30 réponses dans chaque case de groupe et de taille : ${weights.few} sur ${weights.cells} en ont moins.`,
      weights?.effective &&
        `Pondérées par groupe${weights.isBySize ? ' et par taille' : ''}, les ${weights.n} réponses des groupes au total connu n’en vaudraient plus que ${weights.effective} (Kish).`,
      questions.some((one) => one.kind === 'matrix' && one.fillWith) &&
        'Dans certains tableaux, une réponse peut être donnée d’un geste à toutes les lignes restantes.',
      typology && 'L’ouverture nomme les profils avant la première réponse : ces noms ont pu orienter des réponses.',
      'Les résultats se lisent pendant l’enquête, à une adresse que l’ouverture ne donne pas : des répondants ont pu les connaître.',
    ],
    share: [
      'Lire une part',
      'Sa base est écrite à côté',
      'La base est le nombre de réponses à la question. Laissée en blanc ou non posée, elle est comptée à part.',
      '« Ne sait pas » est une réponse, sauf à un nombre.',
      `Une part paraît si sa base atteint 20, et si l’effet de la protection tient en ${facts.widest} points. Sinon, « imprécis » la remplace.`,
      read['read.range'],
      facts.mix,
    ],
    moved: [
      'Comment on vous protège',
      'Des nombres déplacés au hasard',
      ...read['read.moved'],
      read[`read.${phase}`][0],
      phase === 'preview' &&
        'Dans un petit groupe, une réponse donnée par plus de 80 % perd environ 2 points, dès le cinquième aperçu.',
    ],
    promise: [
      'Ce que cela promet',
      'Deviner une réponse reste incertain',
      'Que quelqu’un a répondu n’est pas protégé.',
    ],
    profiles: typology && [
      'Les profils',
      `${typology.affinity ? '' : `${typology.criteria.length} critères, `}${typology.profiles.length} profils, sans ordre`,
      typology.affinity ? read['method.typology-points'] : read['method.typology-rule'](typology.criteria.length),
      'Les critères et le nombre qui suffit sont un choix, non un classement.',
    ],
    past: past && [`${past.wave ? 'La vague' : 'L’étude'} de ${past.year}`, 'À côté, jamais soustraite'],
    again: [
      'Vérifier, refaire',
      'Questions et nombres à télécharger',
      'Ce qui a paru n’est pas refait : une erreur est dite ici, et corrigée dans la publication suivante.',
      Object.keys(errata).length === 0 && 'Erreurs signalées : aucune.',
      ...Object.entries(errata).map(([on, text]) => [`Erreur signalée le ${words.date(on)} :`, text] as const),
    ],
  };
};
