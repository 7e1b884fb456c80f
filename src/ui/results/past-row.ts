import type { FigureRow, Level } from './figure.ts';

/** What a past study printed of one group, with its base: « étude 2017, n = 50 ». Never mixed with live counts. */
export interface PastRow {
  readonly label: string;
  /** As printed, or as numbers of its base. */
  readonly of: (level: Level) => string | undefined;
}

/** `undefined` for a group of which the study printed nothing. */
export type PastOf = (row: FigureRow) => PastRow | undefined;
