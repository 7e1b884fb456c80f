/* What is published of a survey: the counts that `disclosure.ts` has moved, and nothing else. */

export interface ShownItem {
  /** Gave an answer, « je ne sais pas » apart. */
  readonly base: number;
  readonly blank: number;
  /** « Je ne sais pas » to a number. */
  readonly unknown: number;
  readonly notAsked: number;
  /** By option, level or band. */
  readonly counts: Readonly<Record<string, number>>;
}

/** By the row's option: `null` where too few chose it. */
export type ShownCrossing = Readonly<Record<string, ShownCrossingRow | null>>;

export interface ShownCrossingRow {
  readonly base: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface ShownProfiles {
  /** Those whose answers allow a profile. */
  readonly base: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly composite: number;
}

export interface ShownStratum {
  /** Complete responses. */
  readonly n: number;
  /** By item: `null` where too few answered. */
  readonly items: Readonly<Record<string, ShownItem | null>>;
  readonly crossings: Readonly<Record<string, ShownCrossing>>;
  /** `null` where too few have a profile, or the survey has no typology. */
  readonly profiles: ShownProfiles | null;
}

/** A stratum as it was at its last draw. */
export interface PublishedStratum extends ShownStratum {
  /** YYYY-MM-DD: the responses received before that day. */
  readonly asOf: string;
  /** The rule it was drawn by; after a reopening a stratum keeps its final tables until it has grown. */
  readonly phase: 'preview' | 'results';
}

/** All that anyone may read without the organiser's token: `GET /api/results/:survey`. */
export interface Publication {
  readonly survey: string;
  readonly revision: number;
  readonly phase: 'preview' | 'results';
  /** By stratum, `all` included: `null` while it is not shown. */
  readonly strata: Readonly<Record<string, PublishedStratum | null>>;
  /** The options of the territory question from which answers came, all strata together. */
  readonly territories: readonly string[];
  /** Responses begun and not finished. */
  readonly unfinished: number;
}
