/* The table of the method page: `npm run guarantees` computes it, and a test holds these figures to it. */

/** The rows, by their names in `test/guarantees/table.ts`: per cent right, for two, three and five possible answers. */
export const GUARANTEES = [
  { exposures: 'previews, however many, and the gate that a group waits at', right: [62, 47, 31] },
  { exposures: 'previews and final', right: [68, 53, 38] },
  { exposures: 'final, one crossing, profile', right: [74, 61, 47] },
] as const;

export const REFERENCES = [
  'Dwork, Naor, Pitassi, Rothblum (2010), Differential privacy under continual observation',
  'Chan, Shi, Song (2011), Private and continual release of statistics',
  'Ghosh, Roughgarden, Sundararajan (2009), Universally utility-maximizing privacy mechanisms',
  'Canonne, Kamath, Steinke (2020), The discrete Gaussian for differential privacy',
];
