/* The faults of the checks of JSON files, in French: what is not listed is quoted as it is. */
const WORDS: readonly (readonly [reason: RegExp, fr: string])[] = [
  [/^"(.+)" appears twice$/, '« $1 » est dit deux fois'],
  [/^"(.+)" is already the id of (.+)$/, '« $1 » est déjà le nom d’une autre question ou ligne'],
  [/^"(.+)" is a reserved word: choose another id$/, '« $1 » est un mot réservé : choisissez un autre nom'],
  [/^no text in "(.+)"$/, 'il manque ce texte en « $1 »'],
  [/^no question or row "(.+)"$/, 'aucune question ne s’appelle « $1 »'],
  [/^"(.+)" is asked later, or here$/, '« $1 » est demandé plus bas, ou ici même'],
  [/^"(.+)" has no option "(.+)"$/, '« $1 » n’a pas d’option « $2 »'],
  [/^"(.+)" has no level "(.+)"$/, '« $1 » n’a pas de niveau « $2 »'],
  [/^"(.+)" is not a single-choice question$/, '« $1 » n’est pas une question à un seul choix'],
  [/^"(.+)" is not a number$/, '« $1 » n’est pas un nombre'],
  [/^"(.+)" is not a multiple choice$/, '« $1 » n’est pas une question à plusieurs choix'],
  [/^min is not below max$/, 'le minimum n’est pas au-dessous du maximum'],
  [/^max is (\d+), above the number of options, which is (\d+)$/, 'le maximum est $1, il n’y a que $2 options'],
  [/^min is above max, or above the number of options$/, 'le minimum dépasse le maximum, ou le nombre d’options'],
  [/^only a personal text asks for consent.*$/, 'seul un texte personnel demande un consentement'],
  [/^a level of a scale cannot be specified$/, 'une réponse d’un tableau ne peut demander de préciser'],
  [/^no level "(.+)" in scale "(.+)"$/, 'il n’y a pas de réponse « $1 » dans la liste « $2 »'],
  [/^no answers can reach this question$/, 'aucune réponse ne mène à cette question : sa condition n’est jamais vraie'],
  [
    /^no answers can reach this profile exactly$/,
    'aucune réponse ne donne exactement ce profil : ses critères se contredisent',
  ],
  [
    /^the same conditions as profile "(.+)": .+$/,
    'mêmes conditions que le profil « $1 » : celui-ci ne serait jamais nommé',
  ],
  [/^it requires nothing: .+$/, 'ce profil ne demande rien : toutes les réponses lui conviendraient'],
  [
    /^(\d+) combinations of facts are too many to check.*$/,
    '$1 combinaisons de faits : trop pour vérifier que chaque profil peut être atteint',
  ],
  [
    /^(\d+) is above the number of criteria, which is (\d+): .+$/,
    'composite_below vaut $1 et il n’y a que $2 critères : tous les profils seraient composites',
  ],
  [/^fact "(.+)" never is "(.+)"$/, 'le fait « $1 » ne vaut jamais « $2 »'],
  [/^no fact "(.+)"$/, 'il n’y a pas de fait « $1 »'],
  [/^contacts are kept for less time than answers$/, 'les contacts se gardent moins longtemps que les réponses'],
  [/^an id is lower-case letters, digits and hyphens$/, 'un nom s’écrit en minuscules sans accent, chiffres et tirets'],
  [/^an option id is letters, digits and hyphens$/, 'un code s’écrit en lettres sans accent, chiffres et tirets'],
  [/^"(.+)" is no language$/, '« $1 » n’est pas une langue'],
  [/^write "(.+)" for "(.+)"$/, 'écrivez « $1 » au lieu de « $2 »'],
  [/^Invalid key: Expected "(.+)" but received undefined$/, 'il manque « $1 »'],
  [/^Invalid type: Expected .+ but received (.+)$/, 'valeur inattendue : $1'],
  [/^Invalid length.*$|^Invalid min.*$|^Invalid max.*$|^Invalid value.*$/, 'valeur hors des bornes'],
  [
    /^no answer brings it more points .+$/,
    'aucune réponse ne lui apporte plus de points qu’une autre : ce profil n’est jamais le plus proche',
  ],
  [/^the first question has no random order: .+$/, 'la première question n’a pas d’ordre au hasard'],
  [/^the levels of a scale have no random order$/, 'les réponses d’une échelle gardent leur ordre'],
  [/^a link answers questions of (\d+) options at most$/, 'un lien répond à des questions de $1 options au plus'],
  [
    /^links could tell (\d+) people apart, which is above (\d+)$/,
    'ces liens pourraient distinguer $1 personnes, et la limite est $2 : ouvrez-y moins de questions',
  ],
  [/^there is no criterion$/, 'il n’y a aucun critère'],
  [/^a quiz with weights has no (criteria|facts)$/, 'un quiz à poids n’a ni critères ni faits'],
  [/^"(.+)" has no options to be weighted$/, '« $1 » n’a pas d’options auxquelles donner un poids'],
  [/^"(.+)" of "(.+)" is weighted twice$/, 'l’option « $1 » de « $2 » a deux poids'],
  [/^profile "(.+)" can never be the nearest$/, 'le profil « $1 » ne peut jamais être le plus proche'],
];

export function faultInFrench(reason: string): string {
  const found = WORDS.find(([pattern]) => pattern.test(reason));
  return found ? reason.replace(found[0], found[1]) : `la vérification répond : « ${reason} »`;
}
