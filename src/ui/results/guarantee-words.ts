/* The table of the method page: `npm run guarantees` computes it, and a test holds these figures to it. */

/** By its name in `test/guarantees/table.ts`: per cent right, for two, three and five possible answers. */
export const GUARANTEES = [
  { exposures: 'previews, however many, and the gate that a group waits at', right: [62, 47, 31] },
  { exposures: 'previews and final', right: [68, 53, 38] },
  { exposures: 'final, one crossing, profile', right: [74, 61, 47] },
] as const;

interface GuaranteeWords {
  readonly title: string;
  readonly lead: readonly string[];
  readonly head: readonly [string, string, string, string, string];
  /** By row, as `sure`: how often over 90% sure, for two possible answers. */
  readonly names: readonly [string, string, string];
  readonly sure: readonly [string, string, string];
  readonly not: readonly string[];
}

export const REFERENCES = [
  'Dwork, Naor, Pitassi, Rothblum (2010), Differential privacy under continual observation',
  'Chan, Shi, Song (2011), Private and continual release of statistics',
  'Ghosh, Roughgarden, Sundararajan (2009), Universally utility-maximizing privacy mechanisms',
  'Canonne, Kamath, Steinke (2020), The discrete Gaussian for differential privacy',
];

export const guaranteesFr: GuaranteeWords = {
  title: 'Ce que la protection promet',
  lead: [
    'La promesse porte sur une réponse à une question. Elle suppose le pire\u202f: quelqu’un qui connaît toutes les autres réponses, y compris les vôtres, garde tout ce qui est publié et calcule parfaitement.',
    'Le tableau dit combien de fois sur cent il devine juste parmi deux, trois ou cinq réponses (au hasard\u202f: 50, 33, 20), et combien de fois il en est sûr à plus de 90\u00a0% parmi deux.',
  ],
  head: ['Ce qui est publié', '2 réponses', '3', '5', 'Sûr, parmi 2'],
  names: ['Tous les aperçus', 'Aperçus et résultats définitifs', 'Avec un croisement et le profil'],
  sure: ['0', '0', '15\u00a0%'],
  not: [
    'Que quelqu’un a répondu n’est pas protégé. Dans une enquête de 70 questions, qui ne connaît aucune de ses réponses le devine 82 fois sur cent pendant l’enquête, 91 à la fin (au hasard\u202f: 50), et en est sûr 41, puis 72 fois.',
    'Une réponse qui ouvre d’autres questions en dit plus\u202f: parmi trois, 51 fois sur cent pendant l’enquête, 59 à la fin.',
    'Des réponses qui vont ensemble se devinent ensemble\u202f: que l’on est au-dessus ou au-dessous du milieu, 78 fois sur cent, puis 83 (au hasard\u202f: 50)\u202f; le profil, 41 fois, puis 49 (au hasard\u202f: 30).',
    'Les lignes d’un tableau rempli d’une seule réponse s’additionnent\u202f: sur douze, 89 fois sur cent pendant l’enquête, 96 à la fin.',
    'Une réponse modifiée, écartée, reprise, ou publiée avant une restauration de la base est exposée une fois de plus.',
    'Une mise à jour commandée par l’organisateur ôte de la précision, et ne protège ni plus ni moins.',
    'Un groupe est montré à partir de 30 réponses pendant l’enquête, de 20 à la fin. Sa taille est déplacée au hasard elle aussi.',
    'Les commentaires sont hors de cette règle. Qui lit le disque du serveur lit tout.',
    'Pour un statisticien\u202f: ε = 0,5 pour une question dans les aperçus, autant à la fin, autant pour tous ses croisements ensemble, et deux fois 0,25 pour le profil. Entre deux réponses, les chances relatives sont multipliées par 2,7, 7,4 et 55 au plus.',
  ],
};

export const guaranteesEn: GuaranteeWords = {
  title: 'What the protection promises',
  lead: [
    'The promise is about one answer to one question. It assumes the worst: someone who knows all other answers, yours included, keeps everything that is published and reckons perfectly.',
    'The table says how many times in a hundred they guess right among two, three or five answers (by chance: 50, 33, 20), and how often they are over 90% sure among two.',
  ],
  head: ['What is published', '2 answers', '3', '5', 'Sure, among 2'],
  names: ['All previews', 'Previews and final results', 'With a crossing and the profile'],
  sure: ['0', '0', '15%'],
  not: [
    'That somebody answered is not protected. In a survey of 70 questions, someone who knows none of their answers guesses it 82 times in a hundred while the survey is open, 91 at the end (by chance: 50), and is sure 41, then 72 times.',
    'An answer that opens other questions says more: among three, 51 times in a hundred while the survey is open, 59 at the end.',
    'Answers that go together are guessed together: that one is above or below the middle, 78 times in a hundred, then 83 (by chance: 50); the profile, 41 times, then 49 (by chance: 30).',
    'The rows of a table filled with one answer add up: of twelve, 89 times in a hundred while the survey is open, 96 at the end.',
    'A response that is edited, excluded, reinstated, or was published before the database was restored is exposed once more.',
    'An update that the organiser orders makes numbers less accurate, and protects neither more nor less.',
    'A group is shown from 30 responses while the survey is open, from 20 at the end. Its size is moved at random too.',
    'Comments are outside this rule. Anyone who can read the server’s disk can read everything.',
    'For a statistician: ε = 0.5 for a question in the previews, as much at the end, as much for all its crossings together, and twice 0.25 for the profile. Between two answers, the odds are multiplied by 2.7, 7.4 and 55 at most.',
  ],
};
