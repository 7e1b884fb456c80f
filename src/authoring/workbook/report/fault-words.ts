import { type Fault, type FaultCode, filledSentence } from '../../../core/survey/fault.ts';

/** Sentences in French that say what is wrong with a survey file, by code. Each `{}` is a value of the fault, in their order. */
const FRENCH: Readonly<Partial<Record<FaultCode, string>>> = {
  twice: '« {} » est dit deux fois',
  'id-taken': '« {} » est déjà le nom d’une autre question ou ligne',
  reserved: '« {} » est un mot réservé : choisissez un autre nom',
  'no-text': 'il manque ce texte en « {} »',
  'no-language': '« {} » n’est pas une langue',
  'no-buttons': 'l’interface n’a pas de mots en « {} »',
  'other-tag': 'écrivez « {} » au lieu de « {} »',
  'text-too-long': 'un texte a ici {} octets au plus',
  'too-many-parts': 'un fichier a {} objets et listes au plus, et {} valeurs',
  'page-too-long': 'la première page a plus de {} octets de texte en « {} »',
  'rules-too-large': 'les conditions font en tout {} comparaisons au plus, et s’emboîtent sur {} niveaux au plus',
  'no-item': 'aucune question ne s’appelle « {} »',
  'asked-later': '« {} » est demandé plus bas, ou ici même',
  'no-option': '« {} » n’a pas d’option « {} »',
  'no-level': '« {} » n’a pas de niveau « {} »',
  'not-single': '« {} » n’est pas une question à un seul choix',
  'not-multiple': '« {} » n’est pas une question à plusieurs choix',
  'not-number': '« {} » n’est pas un nombre',
  'consent-unneeded': 'seul un texte personnel demande un consentement',
  'bounds-crossed': 'le minimum n’est pas au-dessous du maximum',
  'max-above-options': 'le maximum est {}, il n’y a que {} options',
  'min-above-max': 'le minimum dépasse le maximum, ou le nombre d’options',
  'level-specified': 'une réponse d’un tableau ne peut demander de préciser',
  'no-fill-level': 'il n’y a pas de réponse « {} » dans la liste « {} »',
  'first-ordered': 'la première question n’a pas d’ordre au hasard',
  'scale-ordered': 'les réponses d’une échelle gardent leur ordre',
  'prefill-options': 'un lien répond à des questions de {} options au plus',
  'prefill-combinations':
    'ces liens pourraient distinguer {} personnes, et la limite est {} : ouvrez-y moins de questions',
  'question-unreachable': 'aucune réponse ne mène à cette question : sa condition n’est jamais vraie',
  'no-criteria': 'il n’y a aucun critère',
  'quiz-criteria': 'un quiz à poids n’a ni critères ni faits',
  'quiz-facts': 'un quiz à poids n’a ni critères ni faits',
  'no-weighted-options': '« {} » n’a pas d’options auxquelles donner un poids',
  'weighted-twice': 'l’option « {} » de « {} » a deux poids',
  'never-nearest': 'aucune réponse ne lui apporte plus de points qu’une autre : ce profil n’est jamais le plus proche',
  'no-fact': 'il n’y a pas de fait « {} »',
  'never-is': 'le fait « {} » ne vaut jamais « {} »',
  'nothing-required': 'ce profil ne demande rien : toutes les réponses lui conviendraient',
  'same-conditions': 'mêmes conditions que le profil « {} » : celui-ci ne serait jamais nommé',
  'composite-above': 'composite_below vaut {} et il n’y a que {} critères : aucun profil ne dominerait jamais',
  'too-many-combinations': '{} combinaisons de faits : trop pour vérifier que chaque profil peut être atteint',
  'profile-unreachable': 'aucune réponse ne donne exactement ce profil : ses critères se contredisent',
  'not-https': 'une adresse commence par https://',
  'contacts-kept-longer': 'les contacts se gardent moins longtemps que les réponses',
  'wrong-id': 'un nom s’écrit en minuscules sans accent, chiffres et tirets',
  'wrong-option-id': 'un code s’écrit en lettres sans accent, chiffres et tirets',
  'key-missing': 'il manque « {} »',
  'wrong-type': 'valeur inattendue : {}',
  'out-of-bounds': 'valeur hors des bornes',
};

/** Says a fault in French; quotes what only English has a sentence for. */
export function faultInFrench({ code, values = [], reason }: Fault): string {
  const french = code && FRENCH[code];
  return french === undefined ? `la vérification répond : « ${reason} »` : filledSentence(french, values);
}
