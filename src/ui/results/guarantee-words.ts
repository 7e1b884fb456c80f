/* The table of the method page: `npm run guarantees` computes it, and a test holds these figures to it. */

interface GuaranteeRow {
  /** Its name in `test/guarantees/table.ts`. */
  readonly exposures: string;
  readonly name: string;
  /** The most that the odds are multiplied by. */
  readonly odds: string;
  /** Per cent right, for two, three and five possible answers. */
  readonly right: readonly [number, number, number];
}

interface GuaranteeWords {
  readonly title: string;
  readonly lead: readonly string[];
  readonly head: readonly [string, string, string, string, string];
  readonly rows: readonly GuaranteeRow[];
  readonly not: readonly string[];
  readonly references: readonly string[];
}

const REFERENCES = [
  'Dwork, Naor, Pitassi, Rothblum (2010), Differential privacy under continual observation',
  'Chan, Shi, Song (2011), Private and continual release of statistics',
  'Ghosh, Roughgarden, Sundararajan (2009), Universally utility-maximizing privacy mechanisms',
  'Canonne, Kamath, Steinke (2020), The discrete Gaussian for differential privacy',
];

const PREVIEWS = 'previews, however many, and the gate that a group waits at';
const FINAL = 'previews and final';
const ALL = 'final, one crossing, profile';

export const guaranteesFr: GuaranteeWords = {
  title: 'Ce que la protection promet',
  lead: [
    'Chaque réponse est publiée sous un bruit aléatoire une fois pendant l’enquête, et une fois à la fin (confidentialité différentielle en observation continue, bruit géométrique, ε = 0,5 par case).',
    'Le tableau suppose le pire\u202f: quelqu’un qui connaît toutes les autres réponses, garde chaque publication, envoie ce qu’il veut et calcule parfaitement. Il dit combien de fois sur cent il devine juste.',
  ],
  head: ['Ce qui est publié', 'Cotes multipliées par', '2 réponses possibles', '3', '5'],
  rows: [
    { exposures: PREVIEWS, name: 'Tous les aperçus', odds: '2,7', right: [62, 47, 31] },
    { exposures: FINAL, name: 'Aperçus et résultats définitifs', odds: '7,4', right: [68, 53, 38] },
    { exposures: ALL, name: 'Avec un croisement et le profil', odds: '55', right: [74, 61, 47] },
  ],
  not: [
    'Une réponse modifiée, écartée, reprise, ou publiée avant une restauration de la base est exposée une fois de plus.',
    'Un tableau rempli partout de la même réponse additionne ses lignes\u202f: sur douze lignes, 89 fois sur cent pendant l’enquête, 96 à la fin.',
    'Que quelqu’un a répondu, et dans quel groupe, n’est pas protégé de qui connaît ses réponses. De qui n’en connaît aucune\u202f: 75 fois sur cent pendant l’enquête, 84 à la fin.',
    'Les commentaires sont hors de cette règle. Qui lit le disque du serveur lit tout.',
  ],
  references: REFERENCES,
};

export const guaranteesEn: GuaranteeWords = {
  title: 'What the protection promises',
  lead: [
    'Each response is published under random noise once while the survey is open, and once at the end (differential privacy under continual observation, geometric noise, ε = 0.5 a cell).',
    'The table assumes the worst: someone who knows every other response, keeps every publication, sends what they like and reckons perfectly. It says how many times in a hundred they guess right.',
  ],
  head: ['What is published', 'Odds multiplied by', '2 possible answers', '3', '5'],
  rows: [
    { exposures: PREVIEWS, name: 'All previews', odds: '2.7', right: [62, 47, 31] },
    { exposures: FINAL, name: 'Previews and final results', odds: '7.4', right: [68, 53, 38] },
    { exposures: ALL, name: 'With a crossing and the profile', odds: '55', right: [74, 61, 47] },
  ],
  not: [
    'A response that is edited, excluded, reinstated, or was published before the database was restored is exposed once more.',
    'A table filled with one answer throughout adds up its rows: of twelve rows, 89 times in a hundred while the survey is open, 96 at the end.',
    'That somebody answered, and in which group, is not protected from someone who knows their answers. From someone who knows none of them: 75 times in a hundred while the survey is open, 84 at the end.',
    'Comments are outside this rule. Anyone who can read the server’s disk can read everything.',
  ],
  references: REFERENCES,
};
