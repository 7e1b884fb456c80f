import * as v from 'valibot';

/*
 * `GET /api/results/:survey`: what anyone may read, made by `core/results/disclosure`. A stratum, an item or a row of a crossing
 * that is too small is null. `all` means all groups that are shown and, in the final results, everyone.
 */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const counts = v.record(v.string(), count);
const day = v.pipe(v.string(), v.isoDate());

const item = v.object({
  base: count,
  /** Absent where no respondent can leave it blank. */
  blank: v.optional(count),
  unknown: v.optional(count),
  notAsked: v.optional(count),
  counts,
  /** Options that the noise would hide, together. */
  rest: v.optional(count),
});
/** A crossing with the noise of its counts. */
const crossing = v.object({ epsilon: v.number(), draws: count, rows: v.record(v.string(), v.nullable(item)) });
const added = v.object({ id: v.string(), rows: v.string(), columns: v.string() });
const phase = v.picklist(['preview', 'results']);

const stratum = v.object({
  /** YYYY-MM-DD: the responses received before that day. */
  asOf: day,
  /** Draws of noise in each of its counts, and in its size. */
  draws: count,
  sizeDraws: count,
  /** Complete responses. */
  n: count,
  items: v.record(v.string(), v.nullable(item)),
  crossings: v.record(v.string(), crossing),
  /** Near one profile alone, between several, near none of them alone, or without a profile. */
  profiles: v.nullable(v.object({ base: count, counts, between: count, apart: count, without: count })),
});

export const resultsSchema = v.object({
  survey: v.string(),
  revision: v.number(),
  phase,
  /** The privacy parameter of a count; 0 before the first publication. */
  epsilon: v.number(),
  /** Complete responses, of groups that are shown or not. */
  answered: count,
  strata: v.record(v.string(), v.nullable(stratum)),
  territories: v.pipe(v.array(v.string()), v.readonly()),
  unfinished: count,
  modes: v.object({ self: count, field: count }),
  channels: counts,
  /** How long complete responses took, in bands of minutes: the last has no end. Absent where they are few, or where it waits for the closing. */
  minutes: v.exactOptional(
    v.object({
      draws: count,
      bands: v.pipe(v.array(v.object({ from: count, to: v.optional(count), count })), v.readonly()),
    }),
  ),
  /** What it was made with: SHA-256 digests in hexadecimal. Absent from publications of earlier releases. */
  made: v.exactOptional(
    v.object({
      /** SHA-256 of the endpoint's code; absent where it runs from its sources. */
      code: v.exactOptional(v.string()),
      /** SHA-256 of the questionnaire, with its lists written out, and of `results.json`, in RFC 8785 form. */
      survey: v.string(),
      revision: v.number(),
    }),
  ),
  /** Per cent of what is shown that has been erased or excluded since. */
  left: v.exactOptional(count),
  /** The day on which it was opened, and that of the next publication. */
  openedOn: v.optional(day),
  next: v.optional(day),
  /** How many people were invited, as the organiser states it. */
  invited: v.optional(count),
  /** Crossings that the organiser has added to those of the survey's `results.json`. */
  crossings: v.optional(v.pipe(v.array(added), v.readonly())),
  /** The answers are invented, to show what results look like. */
  demonstration: v.optional(v.literal(true)),
  /** No new response from this day on, where the survey is closed or will be. */
  closedFrom: v.optional(day),
  /** The day of its final results. */
  finalOn: v.optional(day),
});

/** A line of the archive. */
const archivedSchema = v.object({
  night: count,
  /** On which it was made. */
  day,
  phase,
});
export const archiveSchema = v.object({ survey: v.string(), publications: v.array(archivedSchema) });

/** `undefined` for what is not an archive: the page of a captive portal, for one. */
export function readArchive(found: unknown): readonly ArchivedPublication[] | undefined {
  const parsed = v.safeParse(archiveSchema, found);
  return parsed.success ? parsed.output.publications : undefined;
}

export type ArchivedPublication = v.InferOutput<typeof archivedSchema>;
export type Results = v.InferOutput<typeof resultsSchema>;
export type ResultsStratum = v.InferOutput<typeof stratum>;
export type ResultsItem = v.InferOutput<typeof item>;
export type ResultsProfiles = NonNullable<ResultsStratum['profiles']>;
