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
export type ShownCrossing = Readonly<Record<string, ShownItem | null>>;

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
  /** Those of the crossings that no file of the site defines: the organiser has added them. */
  readonly crossings?: readonly AddedCrossing[];
}

export interface AddedCrossing {
  readonly id: string;
  readonly rows: string;
  readonly columns: string;
}

/**
 * The publication without crossings that were added and then taken away, and with the definitions of those that it shows: no file
 * of the site has them.
 */
export function withAdded(
  publication: Publication,
  inFile: readonly AddedCrossing[],
  added: readonly AddedCrossing[],
): Publication {
  const { all: everyone } = publication.strata;
  if (!everyone) return publication;
  const known = new Set([...inFile, ...added].map(({ id }) => id));
  const shown = Object.entries(everyone.crossings).filter(([id]) => known.has(id));
  const defined = added.filter(({ id }) => everyone.crossings[id] !== undefined);
  return {
    ...publication,
    strata: { ...publication.strata, all: { ...everyone, crossings: Object.fromEntries(shown) } },
    ...(defined.length > 0 && { crossings: defined }),
  };
}
