/*
 * The words around the figures of a past study, in French. The words of the study itself come from its file.
 * Loaded with the card or the results, never before them.
 */

export const pastFr = {
  'past.study': (year: number) => `étude ${year}`,
  'past.named': (year: number) => `étude ${year} :`,
  'past.answer': (label: string) => `${label} :`,
  /** « 9 ateliers ». */
  'past.group': (n: string, unit: string) => `${n} ${unit}`,
  'past.base': (groups: string) => `sur ${groups}`,
  'past.base-computed': (groups: string) => `base recalculée : ${groups}`,
  'past.base-most': (groups: string) => `${groups} au plus`,
  'past.page': (page: string) => `p. ${page}`,
  'past.no-page': 'page inconnue',
  'past.notes': (year: number) => `Étude ${year} :`,
  'past.flaws': (year: number) => `Incohérences de l’étude ${year}`,
  'past.changed': (year: number) => `Ce qui a changé depuis ${year}`,
  'past.says': (year: number) => `Ce que l’étude ${year} en dit aussi`,
  'past.under': (year: number) => `En savoir plus sur l’étude ${year}`,
  'past.computed': (n: string) => `${n} (recalculé)`,
  'past.choices': (year: number) => `Ce qui a été choisi où l’étude ${year} se contredit ou se tait`,
  'past.meaning':
    'Ses mots et ses nombres, tels que publiés, avec la page. D’autres répondants qu’aujourd’hui : les deux ne se mêlent pas.',
  'past.wave':
    'Ses résultats définitifs, tels que publiés. D’autres répondants qu’aujourd’hui : les deux ne se mêlent pas.',
  'past.base-meaning':
    'L’étude donne rarement ses bases. « Au plus » : nombre de tous ses répondants. « Base recalculée » : la plus proche de l’effectif du groupe qui redonne les parts imprimées.',
};

export type PastStrings = typeof pastFr;
