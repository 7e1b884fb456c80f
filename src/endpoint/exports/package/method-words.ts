import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import { LEFT_OUT } from './public-table.ts';
import { type Census, SMALL_GROUP } from './small-groups.ts';

const dates = ({ first, last }: Census, none: string) => (first && last ? `${first} → ${last}` : none);
const comma = (n: number) => String(n).replace('.', ',');
const code = (ids: readonly string[]) => ids.map((id) => `\`${id}\``).join(', ');

/** The words of the method note, French first. */
const french = {
  colon: ' :',
  made: (day: string) => `Données extraites le ${day}.`,
  moved: (epsilon: number, method: string) =>
    `Pour protéger chacun, chaque nombre est déplacé au hasard, par un bruit géométrique : ε = ${comma(epsilon)} par case, ${comma(epsilon / 2)} pour les profils, moins pour les croisements. Méthode : ${method}`,
  warning: 'À protéger avant de publier',
  protect: (groups: readonly string[], n: number): readonly string[] => [
    'Ce paquet est brut : il n’est pas à publier tel quel. Les tableaux publiés (`.zip`) le sont. Il contient une ligne par répondant : une personne peut y être reconnue par une combinaison rare de réponses, par un montant exact, ou par le jour de réception.',
    groups.length > 0
      ? `Réponses complètes dont la combinaison de ${code(groups)} est partagée par moins de ${SMALL_GROUP} réponses : ${n}. Regroupez ou retirez ces lignes, regroupez les territoires, arrondissez ou remplacez par des tranches les nombres.`
      : 'Regroupez ou retirez les lignes rares, arrondissez ou remplacez par des tranches les nombres.',
    'Les effectifs exacts de cette note, comme les abandons par question, sont à protéger de même. Un nombre exact imprimé à côté du nombre publié annule la protection de cette case, dans toutes ses publications.',
  ],
  responses: 'Réponses',
  sample:
    "Ce sont des répondants, pas un échantillon représentatif : chacun a choisi de répondre, et rien n'est redressé ni pondéré.",
  counts: (census: Census): readonly string[] => [
    `réponses complètes (lignes de \`responses.csv\`) : ${census.complete}`,
    `dont mises de côté par l'organisateur (\`true\` dans la colonne \`setAside\`), que les résultats publiés ne comptent pas : ${census.setAside}`,
    `réponses inachevées : ${census.partial}`,
    `réception : ${dates(census, 'aucune')}`,
  ],
  revision: (revision: number, n: number) => `révision ${revision} du questionnaire : ${n} complètes`,
  dropOuts: 'Abandons, par dernière question atteinte',
  dropOutsAre: 'Les réponses inachevées comptent ici seulement : leurs réponses ne sont dans aucun fichier du paquet.',
  beforeFirst: 'avant la première question',
  columns: 'Colonnes',
  columnsAre: [
    `\`responses.csv\` : une ligne par réponse complète, une colonne par élément, des identifiants d'options que \`codebook.csv\` explique. Les choix multiples sont séparés par \`|\`. \`receivedOn\` est le jour de réception, sans heure. \`profile\` est calculé avec la révision à laquelle la réponse a été donnée ; il vaut \`composite\` quand elle n'est pas proche d'un seul, et \`nearestProfiles\` nomme alors les plus proches. \`profileKind\` dit lequel des trois : \`near\` (proche d'un seul), \`between\` (entre deux, aussi proches l'un que l'autre), \`apart\` (sans profil dominant).`,
    `Absents : ${code(LEFT_OUT)}, ainsi que les commentaires et tous les textes écrits. L'ordre des lignes est tiré au hasard.`,
    "Une case vide : la question a été laissée sans réponse, ou n'était pas posée (voir la condition dans le fichier du questionnaire). « Je ne sais pas » à un nombre est `true` dans la colonne `.unknown`.",
    'Format : UTF-8, virgules, guillemets doubles. Dans `codebook.csv`, un texte qui commence comme une formule de tableur a une apostrophe devant.',
  ],
  evidence: 'Ce qui est reconstitué',
  evidenceIs:
    "D'où vient chaque formulation et chaque option : colonnes `evidence` et `source` de `codebook.csv` (`study` : imprimé dans l'étude ; `inferred` : déduit de ses commentaires ; `reconstructed` : ajouté pour compléter). Questions dont la formulation n'est pas imprimée :",
  rule: (criteria: readonly string[], compositeBelow: number | undefined) =>
    `Le profil n'est ni un classement ni une note. C'est celui dont le plus grand nombre de critères concordent avec les réponses, les critères étant, dans l'ordre : ${criteria.join(' ; ')}. À égalité : le plus petit nombre total de changements élémentaires qui satisferaient les critères ; puis le premier critère, dans cet ordre, qui sépare les profils ; puis l'ordre des profils ci-dessous, qui ne veut rien dire. Si une réponse nécessaire manque, aucun profil n'est calculé. Si deux profils ont le plus de critères concordants, la réponse est entre eux (\`between\`). S'ils sont trois ou plus${compositeBelow ? `, ou s'il y a moins de ${compositeBelow} critères concordants` : ''}, elle est sans profil dominant (\`apart\`).`,
  points: (weights: string) =>
    `Le profil n'est ni un classement ni une note. Chaque option choisie apporte des points, de -3 à 3, à des profils. La proximité d'un profil est (points - minimum) / (maximum - minimum) sur les questions répondues ; le profil est le plus proche. Quand deux le sont à la marge près (\`compositeMargin\`, 0,05 par défaut), la réponse est entre eux ; trois ou plus, elle est sans profil dominant. Moins de la moitié des questions répondues : aucun profil. Poids : \`${weights}\``,
  licence: 'Licence',
  noLicence:
    "`datapackage.json` n'a pas de `licenses` : l'organisateur n'en a pas déclaré dans `notice.json`. Sans licence, rien n'autorise à réutiliser ces données.",
};

export type MethodWords = typeof french;

const english: MethodWords = {
  colon: ':',
  made: (day) => `Data extracted on ${day}.`,
  moved: (epsilon, method) =>
    `To protect everyone, each number is moved at random, by geometric noise: ε = ${epsilon} a cell, ${epsilon / 2} for profiles, less for crossings. Method: ${method}`,
  warning: 'To be protected before publishing',
  protect: (groups, n) => [
    'This package is raw: it is not to be published as it is. The published tables (`.zip`) are. It has one row per respondent: someone may be recognised by a rare combination of answers, by an exact amount, or by the day of receipt.',
    groups.length > 0
      ? `Complete responses whose combination of ${code(groups)} is shared by fewer than ${SMALL_GROUP} responses: ${n}. Merge or remove these rows, merge territories, round numbers or replace them with bands.`
      : 'Merge or remove rare rows, round numbers or replace them with bands.',
    'The exact counts of this note, such as drop-outs by question, need the same protection. An exact count printed next to the published one cancels the protection of that cell, in all its publications.',
  ],
  responses: 'Responses',
  sample:
    'These are respondents, not a representative sample: everyone chose to answer, and nothing is adjusted or weighted.',
  counts: (census) => [
    `complete responses (rows of \`responses.csv\`): ${census.complete}`,
    `of which excluded by the organiser (\`true\` in the column \`setAside\`) and not counted in the published results: ${census.setAside}`,
    `unfinished responses: ${census.partial}`,
    `received: ${dates(census, 'none')}`,
  ],
  revision: (revision, n) => `revision ${revision} of the questionnaire: ${n} complete`,
  dropOuts: 'Drop-outs, by furthest question reached',
  dropOutsAre: 'Unfinished responses count here only: their answers are in no file of this package.',
  beforeFirst: 'before the first question',
  columns: 'Columns',
  columnsAre: [
    '`responses.csv`: one row per complete response, one column per item, with option ids that `codebook.csv` explains. Multiple choices are separated by `|`. `receivedOn` is the day of receipt, without time. `profile` is computed with the revision that was answered; it is `composite` where the response is not near one alone, and `nearestProfiles` then names the nearest. `profileKind` says which of three it is: `near` one alone, `between` two that are as near, or `apart` (no dominant profile).',
    `Left out: ${code(LEFT_OUT)}, comments, and every text that someone wrote. Rows are in random order.`,
    'An empty cell: the question was left blank, or was not asked (see the condition in the questionnaire file). "I don\'t know" to a number is `true` in the `.unknown` column.',
    'Format: UTF-8, commas, double quotes. In `codebook.csv` a text that begins like a spreadsheet formula has an apostrophe before it.',
  ],
  evidence: 'What is reconstructed',
  evidenceIs:
    'Where each wording and each option comes from: columns `evidence` and `source` of `codebook.csv` (`study`: printed in the study; `inferred`: deduced from its comments; `reconstructed`: added for completeness). Questions whose wording is not printed:',
  rule: (criteria, compositeBelow) =>
    `The profile is neither a ranking nor a mark. It is the one with the most criteria in agreement with the answers, the criteria being, in order: ${criteria.join('; ')}. In a tie: the smallest total number of elementary changes that would satisfy the criteria; then the first criterion, in this order, that separates the profiles; then the order of profiles below, which means nothing. If a necessary answer is absent, no profile is computed. Where two profiles have the most criteria in agreement, the response is between them (\`between\`). Where three or more have${compositeBelow ? `, or under ${compositeBelow} criteria in agreement` : ''}, it has no dominant profile (\`apart\`).`,
  points: (weights) =>
    `The profile is neither a ranking nor a mark. Each option chosen brings points, from -3 to 3, to profiles. The closeness of a profile is (points - least) / (most - least) over the questions answered; the profile is the closest. Where two are within the margin (\`compositeMargin\`, 0.05 by default), the response is between them; with three or more it has no dominant profile. With fewer than half of the questions answered there is no profile. Weights: \`${weights}\``,
  licence: 'Licence',
  noLicence:
    '`datapackage.json` has no `licenses`: the organiser declared none in `notice.json`. Without a licence, nothing allows anyone to use these data again.',
};

const WORDS: Readonly<Record<string, MethodWords>> = { fr: french, en: english };

/** The languages of a survey in which notes are written, or English. */
export function noteLanguages({ current }: PublishedSurvey): readonly string[] {
  const spoken = current.languages.filter((language) => WORDS[language] !== undefined);
  return spoken.length > 0 ? spoken : ['en'];
}

/** English where the note does not speak the language. */
export function methodWordsIn(language: string): MethodWords {
  return WORDS[language] ?? english;
}
