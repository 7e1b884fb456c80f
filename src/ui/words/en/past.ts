import type { PastStrings } from '../fr/past.ts';

/* The words around the figures of a past study, in English. */

export const pastEn: PastStrings = {
  'past.study': (year) => `${year} study`,
  'past.named': (year) => `${year} study:`,
  'past.answer': (label) => `${label}:`,
  'past.group': (n, unit) => `${n} ${unit}`,
  'past.base': (groups) => `of ${groups}`,
  'past.base-computed': (groups) => `computed base: ${groups}`,
  'past.base-most': (groups) => `${groups} at most`,
  'past.page': (page) => `p. ${page}`,
  'past.no-page': 'page unknown',
  'past.notes': (year) => `${year} study:`,
  'past.flaws': (year) => `Inconsistencies of the ${year} study`,
  'past.changed': (year) => `What has changed since ${year}`,
  'past.says': (year) => `What the ${year} study also says of it`,
  'past.under': (year) => `More about the ${year} study`,
  'past.computed': (n) => `${n} (computed)`,
  'past.choices': (year) => `What was chosen where the ${year} study contradicts itself or is silent`,
  'past.meaning':
    'Its words and numbers, as published in French, with the page. Other respondents than today: the two are never mixed.',
  'past.wave': 'Its final results, as published. Other respondents than today: the two are never mixed.',
  'past.base-meaning':
    'The study rarely gives its bases. “At most”: the number of all its respondents. “Computed base”: the one nearest to the group’s size that gives back the printed shares.',
};
