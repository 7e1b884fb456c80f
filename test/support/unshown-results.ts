import type { Results } from '../../src/wire/results.ts';

/** Results of a survey of which nothing is shown. */
export const RESULTS: Results = {
  survey: 'garden',
  revision: 1,
  phase: 'preview',
  epsilon: 0.5,
  answered: 0,
  strata: {},
  territories: [],
  unfinished: 0,
  modes: { self: 0, field: 0 },
  channels: {},
};
